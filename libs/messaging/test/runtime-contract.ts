import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rateLimited, systemClock, unavailable } from '@psa-bridge/core';
import { deadLetterTopic, events, type BusMessage, type TopicSpec } from '@psa-bridge/contracts';
import { captureLogger, eventually, type LogCapture } from '@psa-bridge/testing';
import { defineConsumer, drop, on, type Handler } from '../src/consumer-definition.ts';
import { createConsumerRuntime, type ConsumerRuntime } from '../src/consumer-runtime.ts';
import { listDeadLetters, replayDeadLetters } from '../src/dead-letter-replay.ts';
import type { MessageBus, ReceivedMessage } from '../src/port.ts';
import { testTopic, type BusUnderTest } from './bus-harness.ts';
import { hintMessage, hints } from './hints.ts';
import { recordingMetrics, type RecordingMetrics } from './recording-metrics.ts';

type HintHandler = Handler<typeof events.entityHint>;

const LATER = 3_600_000;

/** What becomes of messages in the consumer runtime, faults included, on any bus. */
export function describeRuntime({ name, createBus, prefix }: BusUnderTest): void {
  describe(`the consumer runtime on the ${name}`, () => {
    let bus: MessageBus;
    let topic: TopicSpec;
    let group: string;
    let metrics: RecordingMetrics;
    let log: LogCapture;
    let running: ConsumerRuntime[] = [];

    beforeEach(async () => {
      bus = await createBus();
      topic = testTopic(prefix);
      group = `${topic.name}.group`;
      metrics = recordingMetrics();
      log = captureLogger();
    });

    afterEach(async () => {
      await Promise.all(running.map((runtime) => runtime.stop()));
      running = [];
      await bus.close();
    });

    async function consume(handle: HintHandler): Promise<ConsumerRuntime> {
      const runtime = createConsumerRuntime({
        bus,
        clock: systemClock,
        logger: log.logger,
        metrics,
        service: 'hint-service',
        consumers: [defineConsumer({ group, topic, subscriptions: [on(events.entityHint, handle)] })],
      });
      running.push(runtime);
      await runtime.start();
      return runtime;
    }

    async function stop(runtime: ConsumerRuntime): Promise<void> {
      running = running.filter((other) => other !== runtime);
      await runtime.stop();
    }

    async function buried(): Promise<ReceivedMessage[]> {
      return Array.fromAsync(bus.readAll(deadLetterTopic(topic.name, group).name));
    }

    const outcomes = (outcome: string): number => metrics.counted('psa_bridge_consumer_messages_total', { outcome });

    it('handles every message once and counts it', async () => {
      const seen: string[] = [];
      await consume(async ({ externalId }) => void seen.push(externalId));

      await bus.publish(topic.name, hints(50, 9));

      await eventually(() => expect(outcomes('ok')).toBe(50));
      expect(new Set(seen).size).toBe(50);
      expect(metrics.observed('psa_bridge_consumer_handling_seconds').length).toBeGreaterThan(0);
    });

    it('counts a drop with its reason, and types that nobody subscribed to', async () => {
      await consume(({ externalId }) => Promise.resolve(externalId === '1' ? drop('stale') : undefined));
      const foreign = hintMessage('9');

      await bus.publish(topic.name, [
        ...hints(3, 3),
        { ...foreign, headers: { ...foreign.headers, ce_type: 'psa_bridge.hints.v1.SomethingElse' } },
      ]);

      await eventually(() => expect([outcomes('ok'), outcomes('dropped')]).toEqual([2, 2]));
      expect(metrics.counted('psa_bridge_dropped_total', { reason: 'stale' })).toBe(1);
      expect(metrics.counted('psa_bridge_dropped_total', { reason: 'not_subscribed' })).toBe(1);
      expect(await buried()).toEqual([]);
    });

    it.each<[string, string, (message: BusMessage) => BusMessage]>([
      ['bytes that are no message', 'undecodable_payload', (m) => ({ ...m, value: Uint8Array.from([255, 255, 255, 1]) })],
      ['an envelope without a tenant', 'invalid_envelope', (m) => ({ ...m, headers: without(m.headers, 'ce_tenantid') })],
      [
        'an unknown version',
        'unknown_event_version',
        (m) => ({ ...m, headers: { ...m.headers, ce_type: 'psa_bridge.hints.v2.EntityHint' } }),
      ],
    ])('buries %s at once, and the neighbours go on', async (_what, code, spoil) => {
      const seen: string[] = [];
      await consume(async ({ externalId }) => void seen.push(externalId));
      const spoilt = spoil(hintMessage('bad'));

      await bus.publish(topic.name, [hintMessage('before'), spoilt, hintMessage('after')]);

      await eventually(() => expect(seen).toEqual(['before', 'after']));
      const [letter, ...others] = await buried();
      expect(others).toEqual([]);
      expect(letter?.key).toBe(spoilt.key);
      expect(Buffer.from(letter?.value ?? []).equals(spoilt.value)).toBe(true);
      expect(letter?.headers).toMatchObject({
        ...spoilt.headers,
        dlq_error_code: code,
        dlq_attempts: '1',
        dlq_service: 'hint-service',
        dlq_topic: topic.name,
        dlq_offset: '1',
      });
      expect(metrics.counted('psa_bridge_dead_letters_total', { group, code })).toBe(1);
    });

    it('tries a bug three times on the same input, then buries it with its original bytes, and the process lives', async () => {
      const tries: [string, number][] = [];
      await consume(async ({ externalId }, { attempt }) => {
        tries.push([externalId, attempt]);
        if (externalId === '1') throw new TypeError('secret-connection-string');
      });
      const poisoned = hintMessage('1');

      await bus.publish(topic.name, [hintMessage('0'), poisoned, hintMessage('2')]);

      await eventually(() =>
        expect(tries).toEqual([
          ['0', 1],
          ['1', 1],
          ['1', 2],
          ['1', 3],
          ['2', 1],
        ]),
      );
      const [letter] = await buried();
      expect(Buffer.from(letter?.value ?? []).equals(poisoned.value)).toBe(true);
      expect(letter?.headers).toMatchObject({ ...poisoned.headers, dlq_error_code: 'bug', dlq_attempts: '3' });
      expect(JSON.stringify(letter?.headers)).not.toContain('secret-connection-string');
      await eventually(() => expect([outcomes('ok'), outcomes('failed'), outcomes('dead_letter')]).toEqual([2, 2, 1]));
      expect(log.of('message_dead_lettered')).toHaveLength(1);
    });

    it('waits as long as a dependency is down, buries nothing and then goes on where it stood', async () => {
      let isDown = true;
      const seen: string[] = [];
      await consume(async ({ externalId }, { attempt }) => {
        if (isDown && externalId === '1') {
          if (attempt === 6) isDown = false;
          throw unavailable('database_down', 'The database is down.');
        }
        seen.push(externalId);
      });

      await bus.publish(topic.name, [hintMessage('0'), hintMessage('1'), hintMessage('2')]);

      await eventually(() => expect(seen).toEqual(['0', '1', '2']));
      expect(outcomes('waiting')).toBe(6);
      expect(await buried()).toEqual([]);
      expect(log.of('partition_waiting')[0]?.fields).toMatchObject({ code: 'database_down', tries: 1 });
    });

    it('holds back later messages of a partition that waits, stores nothing past it, and lets the other partitions go on', async () => {
      const seen: string[] = [];
      const first = await consume(async ({ externalId }) => {
        if (externalId === '5') throw rateLimited('limit', 'Later.', { retryAt: new Date(Date.now() + LATER) });
        seen.push(externalId);
      });
      const all = hints(40, 10);
      await bus.publish(topic.name, all);
      const home = (await Array.fromAsync(bus.readAll(topic.name))).map(({ partition, key }) => ({ partition, key }));
      const stuck = home.find(({ key }) => key === 'key-5')?.partition;
      const free = all.flatMap(({ key }, i) => (home.find((one) => one.key === key)?.partition === stuck ? [] : [String(i)]));
      await eventually(() => expect(seen).toEqual(expect.arrayContaining(free)));

      await stop(first);
      const again: string[] = [];
      await consume(async ({ externalId }) => void again.push(externalId));

      await eventually(() => expect(new Set([...seen, ...again]).size).toBe(40));
      expect(again).toContain('5');
      expect(again.filter((id) => free.includes(id))).toEqual([]);
      expect(seen.filter((id) => again.includes(id))).toEqual([]);
    });

    it('delivers again what a stop interrupted', async () => {
      const begun = Promise.withResolvers<void>();
      const first = await consume(async (_hint, { signal }) => {
        begun.resolve();
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        throw new Error('interrupted');
      });
      await bus.publish(topic.name, [hintMessage('0')]);
      await begun.promise;
      await stop(first);
      const seen: [string, number][] = [];

      await consume(async ({ externalId }, { attempt }) => void seen.push([externalId, attempt]));

      await eventually(() => expect(seen).toEqual([['0', 1]]));
      expect(await buried()).toEqual([]);
      expect(outcomes('failed')).toBe(0);
    });

    it('replays dead letters: the original bytes, key and envelope come to the original topic again', async () => {
      let isFixed = false;
      const seen: string[] = [];
      await consume(async ({ externalId }, { envelope }) => {
        if (!isFixed && externalId.startsWith('bad')) throw new Error('bug');
        seen.push(`${externalId} ${envelope.id}`);
      });
      await bus.publish(topic.name, [hintMessage('bad-1'), hintMessage('good'), hintMessage('bad-2')]);
      await eventually(() => expect(outcomes('dead_letter')).toBe(2));
      const letters = await Array.fromAsync(listDeadLetters({ bus, topic: topic.name, group }));
      isFixed = true;

      const replayed = await replayDeadLetters({
        bus,
        topic: topic.name,
        group,
        filter: ({ message }) => message.headers['ce_id'] === 'event-bad-2',
      });

      expect(letters.map(({ code, attempts, service }) => [code, attempts, service])).toEqual([
        ['bug', 3, 'hint-service'],
        ['bug', 3, 'hint-service'],
      ]);
      expect(replayed).toEqual([letters[1]?.id]);
      await eventually(() => expect(seen).toEqual(['good event-good', 'bad-2 event-bad-2']));
      const again = (await Array.fromAsync(bus.readAll(topic.name))).find(({ headers }) => 'replayed_from' in headers);
      expect(again?.headers).toEqual({
        ...hintMessage('bad-2').headers,
        replayed_from: `${deadLetterTopic(topic.name, group).name}:${replayed[0]}`,
      });
    });
  });
}

function without(headers: BusMessage['headers'], name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}
