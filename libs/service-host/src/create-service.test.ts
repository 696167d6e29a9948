import { afterEach, describe, expect, it } from '@jest/globals';
import { events, newEvent, topics } from '@psa-bridge/contracts';
import { systemClock, type Component } from '@psa-bridge/core';
import { createMemoryBus, defineConsumer, on } from '@psa-bridge/messaging';
import type { DocumentStore, Stored } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { captureLogger, eventually } from '@psa-bridge/testing';
import { exampleService } from '../test/example-service.ts';
import type { PlatformOverrides, Service, ServiceOptions } from './index.ts';

describe('createService', () => {
  let service: Service | undefined;
  const { logger } = captureLogger();

  async function started(overrides: PlatformOverrides = {}, options: Partial<ServiceOptions> = {}): Promise<Service> {
    service = exampleService({ logger, ...overrides }, options);
    await service.start();
    return service;
  }
  afterEach(async () => {
    await service?.stop();
    service = undefined;
  });

  it('serves its routes, its document, its probes and its metrics', async () => {
    const running = await started();

    const hello = await fetch(`${running.address()}/v1/hello`);
    const document = await fetch(`${running.address()}/openapi.json`);
    const probes = await Promise.all(['livez', 'readyz', 'startupz'].map((probe) => fetch(`${running.adminAddress()}/${probe}`)));
    const metrics = await fetch(`${running.adminAddress()}/metrics`);

    await expect(hello.json()).resolves.toEqual({ hello: 'world' });
    await expect(document.json()).resolves.toMatchObject({ info: { title: 'example-service' } });
    expect(probes.map((probe) => probe.status)).toEqual([200, 200, 200]);
    await expect(metrics.text()).resolves.toContain('psa_bridge_http_requests_total{route="/v1/hello"');
  });

  it('is alive but not ready while the database does not answer, and says so', async () => {
    const store: DocumentStore = { ...createMemoryStore({ clock: systemClock }), isHealthy: () => Promise.resolve(false) };
    const running = await started({ store });

    const [readyz, livez] = await Promise.all(['readyz', 'livez'].map((probe) => fetch(`${running.adminAddress()}/${probe}`)));

    expect(readyz?.status).toBe(503);
    await expect(readyz?.text()).resolves.toBe('the database does not answer');
    expect(livez?.status).toBe(200);
  });

  it('starts its own components before the intake and stops them after it', async () => {
    const order: string[] = [];
    let address = '';
    const isServing = () =>
      fetch(`${address}/v1/hello`).then(
        () => true,
        () => false,
      );
    const component: Component = {
      name: 'own',
      start: () => void order.push('started'),
      stop: async () => void order.push((await isServing()) ? 'stopped before http' : 'stopped after http'),
    };

    const running = await started({}, { components: [component] });
    address = running.address();
    const wasServing = await isServing();
    await running.stop();

    expect(wasServing).toBe(true);
    expect(order).toEqual(['started', 'stopped after http']);
  });

  it('carries what a document’s outbox holds to the consumers, and stops without losing what was written last', async () => {
    const store = createMemoryStore({ clock: systemClock });
    const bus = createMemoryBus({ clock: systemClock });
    const things = store.collection<Stored>({ name: 'things', writer: 'example-service' });
    const heard: string[] = [];
    const consumer = defineConsumer({
      group: 'example',
      topic: topics.issues,
      subscriptions: [on(events.issueChanged, async (data) => void heard.push(data.issueId))],
    });
    const write = (id: string) => things.forTenant('tenant-a').insert({ _id: id, tenantId: 'tenant-a', outbox: [event(id)] });
    const running = await started({ store, bus }, { outboxes: [things], consumers: [consumer] });

    await write('thing-1');
    await eventually(() => expect(heard).toEqual(['thing-1']));
    await write('thing-2');
    await running.stop();

    const published = await Array.fromAsync(bus.readAll(topics.issues.name));
    expect(published).toHaveLength(2);
  });

  it('stops what it had started when a component does not start', async () => {
    const stopped: string[] = [];
    const first: Component = { name: 'first', stop: () => void stopped.push('first') };
    const second: Component = { name: 'second', start: () => Promise.reject(new Error('no start today')) };

    const starting = exampleService({ logger }, { components: [first, second] }).start();

    await expect(starting).rejects.toThrow('no start today');
    expect(stopped).toEqual(['first']);
  });
});

function event(issueId: string) {
  const address = { topic: topics.issues.name, key: issueId, source: 'example-service', tenantId: 'tenant-a' };
  return newEvent(events.issueChanged, { ...address, data: { issueId }, at: new Date() });
}
