import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock, rateLimited, unavailable, type ManualClock } from '@psa-bridge/core';
import { deadLetterTopic, events, topics, type TopicSpec } from '@psa-bridge/contracts';
import { currentContext, type WorkContext } from '@psa-bridge/observability';
import { captureLogger, eventually, type LogCapture } from '@psa-bridge/testing';
import { hintMessage, hints } from '../test/hints.ts';
import { recordingMetrics, type RecordingMetrics } from '../test/recording-metrics.ts';
import { defineConsumer, on, type Handler } from './consumer-definition.ts';
import { createConsumerRuntime, type ConsumerRuntime, type ConsumerRuntimeOptions } from './consumer-runtime.ts';
import { createMemoryBus } from './memory-bus.ts';
import type { MessageBus } from './port.ts';

type HintHandler = Handler<typeof events.entityHint>;

const GROUP = 'hint-service';
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('the consumer runtime', () => {
  const topic: TopicSpec = { name: 'psa.hints.test.v1', cleanup: 'delete', partitions: 1 };
  let clock: ManualClock;
  let bus: MessageBus;
  let metrics: RecordingMetrics;
  let log: LogCapture;
  let running: ConsumerRuntime[];

  beforeEach(() => {
    clock = createManualClock();
    bus = createMemoryBus({ clock, backoff: { firstMs: 1_000, maxMs: 60_000, factor: 2, jitter: 0 } });
    metrics = recordingMetrics();
    log = captureLogger();
    running = [];
  });

  afterEach(async () => {
    await Promise.all(running.map((runtime) => runtime.stop()));
  });

  function build(handle: HintHandler, options: Partial<ConsumerRuntimeOptions> = {}): ConsumerRuntime {
    const consumers = [defineConsumer({ group: GROUP, topic, subscriptions: [on(events.entityHint, handle)] })];
    const runtime = createConsumerRuntime({ bus, clock, logger: log.logger, metrics, consumers, ...options });
    running.push(runtime);
    return runtime;
  }

  async function start(handle: HintHandler, options: Partial<ConsumerRuntimeOptions> = {}): Promise<ConsumerRuntime> {
    const runtime = build(handle, options);
    await runtime.start();
    return runtime;
  }

  /** Lets everything that is ready run, without moving the clock. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) await clock.advance(0);
  }

  describe('while what the handlers need is missing', () => {
    it('takes nothing, says that it is not ready, and goes on when it is back', async () => {
      let isDatabaseUp = true;
      const seen: string[] = [];
      const runtime = await start(async ({ externalId }) => void seen.push(externalId), { isReady: () => isDatabaseUp });
      await bus.publish(topic.name, [hintMessage('0')]);
      await settle();

      isDatabaseUp = false;
      await clock.advance(1_000);
      await bus.publish(topic.name, [hintMessage('1')]);
      await clock.advance(10_000);
      const meanwhile = { seen: [...seen], isReady: runtime.isReady(), isAlive: runtime.isAlive() };
      isDatabaseUp = true;
      await clock.advance(1_000);
      await settle();

      expect(meanwhile).toEqual({ seen: ['0'], isReady: false, isAlive: true });
      expect(seen).toEqual(['0', '1']);
      expect(runtime.isReady()).toBe(true);
      expect([log.of('consumers_paused').length, log.of('consumers_resumed').length]).toEqual([1, 1]);
    });

    it('goes on to tell how far it falls behind', async () => {
      let isDatabaseUp = true;
      await start(async () => undefined, { isReady: () => isDatabaseUp });
      const told = () =>
        ['psa_bridge_consumer_lag_messages', 'psa_bridge_consumer_oldest_age_seconds'].map((name) => metrics.gauged(name));
      await bus.publish(topic.name, hints(2, 1));
      await settle();
      isDatabaseUp = false;
      await clock.advance(1_000);
      const caughtUp = told();

      await bus.publish(topic.name, hints(5, 1));
      await clock.advance(10_000);
      const behind = told();
      await bus.publish(topic.name, hints(3, 1));
      await clock.advance(10_000);
      const further = told();
      isDatabaseUp = true;
      await clock.advance(1_000);
      await settle();
      await clock.advance(1_000);

      expect([caughtUp, behind[0], further[0], told()]).toEqual([[0, 0], 5, 8, [0, 0]]);
      expect((further[1] ?? 0) - (behind[1] ?? 0)).toBe(10);
    });

    it('tells how far behind it is where it takes nothing from its start on', async () => {
      await bus.ensureTopics([topic]);
      await bus.publish(topic.name, hints(4, 1));

      await start(async () => undefined, { isReady: () => false });
      await clock.advance(2_000);

      expect(metrics.gauged('psa_bridge_consumer_lag_messages', { group: GROUP })).toBe(4);
    });

    it('starts without taking anything, also when asking fails', async () => {
      let ask = (): Promise<boolean> => Promise.reject(new Error('no answer'));
      const seen: string[] = [];
      await start(async ({ externalId }) => void seen.push(externalId), { isReady: () => ask() });
      await bus.publish(topic.name, [hintMessage('0')]);
      await clock.advance(5_000);
      const meanwhile = [...seen];

      ask = () => Promise.resolve(true);
      await clock.advance(1_000);
      await settle();

      expect(meanwhile).toEqual([]);
      expect(seen).toEqual(['0']);
    });

    it('ends the batch at hand between two messages', async () => {
      let isDatabaseUp = true;
      const seen: string[] = [];
      await start(
        async ({ externalId }) => {
          seen.push(externalId);
          if (externalId !== '0') return;
          isDatabaseUp = false;
          await clock.sleep(2_000);
        },
        { isReady: () => isDatabaseUp },
      );

      await bus.publish(topic.name, [hintMessage('0'), hintMessage('1')]);
      await settle();
      await clock.advance(5_000);
      const meanwhile = [...seen];
      isDatabaseUp = true;
      await clock.advance(1_000);
      await settle();

      expect(meanwhile).toEqual(['0']);
      expect(seen).toEqual(['0', '1']);
    });
  });

  describe('when a handler asks for time', () => {
    it('waits until retryAt and tries the same message again', async () => {
      const tries: [string, number, number][] = [];
      const begun = clock.now().getTime();
      await start(async ({ externalId }, { attempt }) => {
        const at = clock.now().getTime() - begun;
        tries.push([externalId, attempt, at]);
        if (attempt === 1) throw rateLimited('limit', 'Later.', { retryAt: new Date(begun + 90_000) });
      });

      await bus.publish(topic.name, [hintMessage('0')]);
      await settle();
      await clock.advance(89_999);
      await clock.advance(1);
      await settle();

      expect(tries).toEqual([
        ['0', 1, 0],
        ['0', 2, 90_000],
      ]);
    });

    it('waits longer each time a dependency stays down, never longer than the cap, for as long as it takes', async () => {
      const begun = clock.now().getTime();
      const waits: number[] = [];
      let last = begun;
      await start(async () => {
        const now = clock.now().getTime();
        waits.push(now - last);
        last = now;
        throw unavailable('down', 'Down.');
      });

      await bus.publish(topic.name, [hintMessage('0')]);
      await settle();
      for (let second = 0; second < 400; second++) await clock.advance(1_000);

      expect(waits.slice(0, 9)).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
      expect(metrics.counted('psa_bridge_dead_letters_total')).toBe(0);
    });

    it('does not count waiting among the three tries of a bug', async () => {
      const attempts: number[] = [];
      await start(async (_hint, { attempt }) => {
        attempts.push(attempt);
        throw attempt <= 4 ? unavailable('down', 'Down.') : new Error('bug');
      });

      await bus.publish(topic.name, [hintMessage('0')]);
      await settle();
      for (let second = 0; second < 400; second++) await clock.advance(1_000);

      expect(attempts).toEqual([1, 2, 3, 4, 5, 6, 7]);
      const [letter] = await Array.fromAsync(bus.readAll(deadLetterTopic(topic.name, GROUP).name));
      expect(letter?.headers).toMatchObject({
        dlq_attempts: '7',
        dlq_first_failed_at: '2026-01-05T08:00:00.000Z',
        dlq_service: GROUP,
      });
    });
  });

  it('keeps a message that cannot be buried: the partition waits for the broker', async () => {
    let isBrokerUp = false;
    const seen: string[] = [];
    const flaky: MessageBus = {
      ...bus,
      publish: (name, messages) =>
        name.endsWith('.dlq') && !isBrokerUp
          ? Promise.reject(unavailable('broker_unavailable', 'Down.'))
          : bus.publish(name, messages),
    };
    await start(async ({ externalId }) => void seen.push(externalId), { bus: flaky });
    const unreadable = { ...hintMessage('0'), headers: {} };

    await bus.publish(topic.name, [unreadable, hintMessage('1')]);
    await clock.advance(10_000);
    const meanwhile = [...seen];
    isBrokerUp = true;
    await clock.advance(60_000);
    await settle();

    expect(meanwhile).toEqual([]);
    expect(seen).toEqual(['1']);
    expect(await Array.fromAsync(bus.readAll(deadLetterTopic(topic.name, GROUP).name))).toHaveLength(1);
  });

  it("runs a handler in its event's trace, with the tenant in the context of every log line", async () => {
    const contexts: WorkContext[] = [];
    await start(async (_hint, { log: handlerLog }) => {
      contexts.push(currentContext());
      handlerLog.info({ found: 1 }, 'looked');
    });

    await bus.publish(topic.name, [hintMessage('0', { tenantId: 'tenant-7', traceparent: TRACE }), hintMessage('1')]);
    await settle();

    expect(contexts[0]).toMatchObject({ tenantId: 'tenant-7', traceId: TRACE.slice(3, 35), traceparent: TRACE });
    expect(contexts[1]).toMatchObject({ tenantId: 'tenant-1' });
    expect(contexts[1]?.traceId).not.toBe(contexts[0]?.traceId);
    expect(log.of('looked')[0]?.fields).toEqual({ eventId: 'event-0', eventType: events.entityHint.type, found: 1 });
    expect(currentContext()).toEqual({});
  });

  it('tells how far it is behind, in messages and in time, and nothing when it caught up', async () => {
    const gate = Promise.withResolvers<void>();
    await start(async () => gate.promise);
    await bus.publish(topic.name, hints(5, 1));

    await clock.advance(30_000);
    const lag = metrics.gauged('psa_bridge_consumer_lag_messages', { group: GROUP });
    const age = metrics.gauged('psa_bridge_consumer_oldest_age_seconds', { group: GROUP });
    gate.resolve();
    await settle();
    await clock.advance(1_000);

    expect([lag, age]).toEqual([5, 30]);
    expect(metrics.gauged('psa_bridge_consumer_lag_messages', { group: GROUP })).toBe(0);
    expect(metrics.gauged('psa_bridge_consumer_oldest_age_seconds', { group: GROUP })).toBe(0);
  });

  it('goes on to tell how far it is behind while a message waits for its next try', async () => {
    await start(() => Promise.reject(unavailable('psa_down', 'Not now.')));
    await bus.publish(topic.name, hints(1, 1));
    await settle();

    await bus.publish(topic.name, hints(5, 1));
    await clock.advance(6_000);

    expect(metrics.gauged('psa_bridge_consumer_lag_messages', { group: GROUP })).toBe(6);
  });

  it('says how long handling took', async () => {
    await start(() => clock.sleep(250));

    await bus.publish(topic.name, hints(2, 1));
    await settle();
    await clock.advance(250);
    await clock.advance(250);
    await settle();

    expect(metrics.observed('psa_bridge_consumer_handling_seconds')).toEqual([0.25, 0.25]);
  });

  it('is not alive when a handler hangs, and alive when there is nothing to do', async () => {
    const gate = Promise.withResolvers<void>();
    const runtime = await start(() => gate.promise);
    await clock.advance(300_000);
    const idle = runtime.isAlive();

    await bus.publish(topic.name, [hintMessage('0')]);
    await settle();
    await clock.advance(119_000);
    const early = runtime.isAlive();
    await clock.advance(2_000);
    const late = runtime.isAlive();
    gate.resolve();
    await settle();

    expect([idle, early, late, runtime.isAlive()]).toEqual([true, true, false, true]);
  });

  it('gives a partition back after its slice of time, so that others have their turn', async () => {
    const wide: TopicSpec = { name: 'psa.wide.v1', cleanup: 'delete', partitions: 2 };
    const seen: string[] = [];
    const handle: HintHandler = async ({ externalId }) => {
      seen.push(externalId);
      await clock.sleep(600);
    };
    await bus.ensureTopics([wide]);
    await bus.publish(wide.name, [
      ...Array.from({ length: 6 }, (_, i) => hintMessage(`a${i}`, { key: 'a' })),
      hintMessage('b0', { key: 'b' }),
    ]);

    await start(handle, {
      concurrency: 1,
      consumers: [defineConsumer({ group: GROUP, topic: wide, subscriptions: [on(events.entityHint, handle)] })],
    });
    for (let i = 0; i < 60; i++) await clock.advance(100);

    expect(seen.indexOf('b0')).toBeLessThan(5);
    expect([...seen].sort()).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'b0']);
  });

  it('reads several topics with one group', async () => {
    const seen: string[] = [];
    const handle: HintHandler = async ({ externalId }) => void seen.push(externalId);
    const consumers = ['autotask', 'halo'].map((provider) =>
      defineConsumer({ group: GROUP, topic: topics.hints(provider), subscriptions: [on(events.entityHint, handle)] }),
    );
    await start(handle, { consumers });

    await bus.publish('psa.hints.autotask.v1', [hintMessage('a')]);
    await bus.publish('psa.hints.halo.v1', [hintMessage('h')]);

    await eventually(() => expect([...seen].sort()).toEqual(['a', 'h']));
  });

  it('refuses two readers of one topic in one group', () => {
    const consumer = defineConsumer({ group: GROUP, topic, subscriptions: [] });

    const building = (): ConsumerRuntime => build(() => Promise.resolve(), { consumers: [consumer, consumer] });

    expect(building).toThrow('twice');
  });

  it('lets the handler at hand end when it stops, and is neither ready nor found dead after', async () => {
    const seen: string[] = [];
    const runtime = await start(async ({ externalId }) => {
      await clock.sleep(500);
      seen.push(externalId);
    });
    await bus.publish(topic.name, hints(3, 1));
    await settle();

    const stopping = runtime.stop();
    await clock.advance(500);
    await stopping;
    await clock.advance(1_000_000);

    expect(seen).toEqual(['0']);
    expect([runtime.isReady(), runtime.isAlive()]).toEqual([false, true]);
    expect(clock.sleeping()).toBe(0);
  });
});
