import { afterEach, describe, expect, it } from '@jest/globals';
import { entityKey, events, newEvent, toBusMessage, topics } from '@psa-bridge/contracts';
import { createManualClock, systemClock } from '@psa-bridge/core';
import { createConsumerRuntime, createMemoryBus } from '@psa-bridge/messaging';
import { createMetrics } from '@psa-bridge/observability';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { captureLogger, eventually } from '@psa-bridge/testing';
import { openCollections } from '../src/collections.ts';
import { invoicesConsumer } from '../src/consumers/invoices.consumer.ts';
import { invoice } from './invoices.ts';

const START = new Date('2026-11-02T08:00:00Z');
const ID = 'autotask-1:4711';

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

async function listen() {
  const clock = createManualClock(START);
  const store = createMemoryStore({ clock });
  const bus = createMemoryBus({ clock: systemClock });
  const { invoices } = openCollections(store);
  const parts = { logger: captureLogger().logger, metrics: createMetrics({ processMetrics: false }) };
  const consumers = createConsumerRuntime({
    bus,
    clock: systemClock,
    consumers: [invoicesConsumer({ invoices, clock })],
    ...parts,
  });
  await bus.start();
  await bus.ensureTopics([topics.invoices]);
  await consumers.start();
  stop = async () => {
    await consumers.stop();
    await bus.close();
  };
  const own = invoices.forTenant('tenant');
  return {
    ...{ clock, own },
    async tell(revision: bigint, more: { number?: string; orderNumber?: string } = {}) {
      const { number = '', ...source } = invoice();
      const data = { ...source, company: { ...source.company, people: [...source.company.people] }, lines: [...source.lines] };
      const event = newEvent(events.invoiceSeen, {
        ...{ topic: topics.invoices.name, key: entityKey('tenant', 'invoice', ID), source: 'autotask-connector' },
        ...{ tenantId: 'tenant', at: START },
        data: { ...data, number, ...more, integrationId: 'autotask-1', provider: 'autotask', revision },
      });
      await bus.publish(event.topic, [toBusMessage(event)]);
    },
    revision: (wanted: number) => eventually(async () => expect((await own.get(ID))?.revision).toBe(wanted)),
  };
}

describe('invoices that are told of', () => {
  it('XI-01: become pending with all that was told, and an older telling changes nothing', async () => {
    const { tell, own, revision } = await listen();

    await tell(2n);
    await tell(1n, { number: 'older' });
    await tell(3n, { orderNumber: 'PO-7' });
    await revision(3);

    expect(await own.get(ID)).toMatchObject({
      ...{ firstSeenAt: START, item: { state: 'pending', dueAt: START, strikes: 0 } },
      source: { ...invoice(), orderNumber: 'PO-7' },
    });
  });

  it('XI-42: are looked at again at once where they were held, and XI-04: not sent again where they are done with', async () => {
    const { tell, own, clock, revision } = await listen();
    await tell(1n, { number: '' });
    await revision(1);
    const hold = new Date(START.getTime() + 600_000);
    const state = (wanted: 'held' | 'complete') =>
      own.mutate(ID, (current) => current && { ...current, item: { ...current.item, state: wanted, dueAt: hold } });
    expect((await own.get(ID))?.source).not.toHaveProperty('number');

    await state('held');
    await clock.advance(60_000);
    await tell(2n, { number: '1001' });
    await revision(2);
    expect((await own.get(ID))?.item).toMatchObject({ state: 'held', dueAt: clock.now() });

    await state('complete');
    await tell(3n, { number: '1002' });
    await revision(3);
    expect((await own.get(ID))?.item).toMatchObject({ state: 'complete', dueAt: hold });
  });
});
