import { afterEach, describe, expect, it } from '@jest/globals';
import { events, newEvent, toBusMessage, topics } from '@psa-bridge/contracts';
import { createManualClock, systemClock, unavailable } from '@psa-bridge/core';
import { createMemoryBus, defineConsumer, on } from '@psa-bridge/messaging';
import type { DocumentStore } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { captureLogger, eventually } from '@psa-bridge/testing';
import { exampleService } from '../../test/example-service.ts';
import type { Service } from '../index.ts';
import { BEAT_EVERY_MS, PLATFORM_TENANT, serviceBeats, type ServiceBeat } from './service-beat.ts';

const MINUTE_MS = 60_000;
const { logger } = captureLogger();
const services: Service[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.stop();
});

async function started(...given: Parameters<typeof exampleService>): Promise<Service> {
  const service = exampleService({ logger, ...given[0] }, given[1]);
  services.push(service);
  await service.start();
  return service;
}

const beatsIn = (store: DocumentStore) => store.collection(serviceBeats).forTenant(PLATFORM_TENANT);
const states = (beats: readonly ServiceBeat[]) => beats.map(({ state }) => state).sort();

describe('the beat of a service', () => {
  it('tells each process of a service apart, and of each that it is ready or that it stopped (OP-04)', async () => {
    const store = createMemoryStore({ clock: systemClock });
    const [first] = await Promise.all([started({ store }), started({ store })]);
    const beats = beatsIn(store);

    await eventually(async () => expect(states(await beats.find({}))).toEqual(['ready', 'ready']));
    await first.stop();

    expect(states(await beats.find({ service: 'example-service' }))).toEqual(['ready', 'stopped']);
  });

  it('says why a process is not ready, and goes on when it is (OP-04)', async () => {
    const clock = createManualClock();
    const store = createMemoryStore({ clock });
    const healthy = createMemoryBus({ clock });
    let isHealthy = false;
    await started({ store, clock, bus: { ...healthy, isHealthy: () => Promise.resolve(isHealthy) } });
    const beats = beatsIn(store);

    await eventually(async () =>
      expect(await beats.find({})).toMatchObject([{ state: 'not_ready', trouble: 'the broker does not answer' }]),
    );
    isHealthy = true;
    await clock.advance(BEAT_EVERY_MS);

    await eventually(async () => expect(states(await beats.find({}))).toEqual(['ready']));
    const [beat] = await beats.find({});
    expect([beat?.trouble, beat?.at]).toEqual([undefined, clock.now()]);
  });

  it('tells how requests of the last minute were answered, and forgets what is older (OP-05)', async () => {
    const clock = createManualClock();
    const store = createMemoryStore({ clock });
    const service = await started({ store, clock });
    const beats = beatsIn(store);
    const told = async () => (await beats.find({}))[0]?.api;

    await fetch(`${service.address()}/v1/hello`);
    await fetch(`${service.address()}/v1/hello`);
    await eventually(async () => {
      await clock.advance(BEAT_EVERY_MS);
      expect(await told()).toEqual({ requests: 2, failures: 0, meanSeconds: 0, p95Seconds: 0.001 });
    });

    await eventually(async () => {
      await clock.advance(MINUTE_MS);
      expect(await told()).toEqual({ requests: 0, failures: 0 });
    });
  });

  it('tells what waits in each queue and how long messages took (OP-05)', async () => {
    const clock = createManualClock();
    const store = createMemoryStore({ clock });
    const bus = createMemoryBus({ clock });
    let letOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (letOn = resolve));
    const seen: string[] = [];
    const handle = async ({ issueId }: { issueId: string }) => {
      seen.push(issueId);
      if (seen.length === 2) await held;
    };
    const consumer = defineConsumer({
      ...{ group: 'example', topic: topics.issues },
      subscriptions: [on(events.issueChanged, handle)],
    });
    await started({ store, bus, clock }, { consumers: [consumer] });
    const queues = async () => {
      await clock.advance(BEAT_EVERY_MS);
      return (await beatsIn(store).find({}))[0]?.queues;
    };

    await bus.publish(topics.issues.name, ['1', '2', '3'].map(toMessage));
    await eventually(() => expect(seen).toEqual(['1', '2']));
    const waiting = await eventually(async () => {
      const [queue] = (await queues()) ?? [];
      expect(queue).toMatchObject({ topic: topics.issues.name, group: 'example', waiting: 3 });
      return queue;
    });
    letOn();

    await eventually(async () => expect(await queues()).toMatchObject([{ waiting: 0, handled: 3 }]));
    expect(waiting?.oldestSeconds).toBeGreaterThanOrEqual(0);
  });

  it('leaves out a beat that the database does not take, and does not wait for it at the end (OP-04)', async () => {
    const store = createMemoryStore({ clock: systemClock });
    const log = captureLogger();
    const deaf: DocumentStore = {
      ...store,
      collection(spec) {
        const inner = store.collection(spec);
        if (spec.name !== serviceBeats.name) return inner;
        const put = () => Promise.reject(unavailable('database_down', 'The database does not answer.'));
        return { ...inner, forTenant: (tenantId) => ({ ...inner.forTenant(tenantId), put }) };
      },
    };
    const service = await started({ store: deaf, logger: log.logger });

    await eventually(() => expect(log.of('beat_not_written')).not.toEqual([]));
    const answer = await fetch(`${service.address()}/v1/hello`);
    await service.stop();

    expect(answer.status).toBe(200);
    expect(log.lines.at(-1)).toMatchObject({ event: 'service_stopped' });
  });
});

function toMessage(issueId: string) {
  const address = { topic: topics.issues.name, key: 'one', source: 'example-service', tenantId: 'tenant-a' };
  return toBusMessage(newEvent(events.issueChanged, { ...address, data: { issueId }, at: new Date() }));
}
