import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { collections } from '../../collections.ts';
import type { Delivery } from '../../domain/partner/delivery.ts';
import { settleTogether } from './settle-together.ts';

const NOW = new Date('2026-01-01T00:00:00Z');

async function delivered(count: number) {
  const collection = createMemoryStore({ clock: systemClock }).collection(collections.webhookDeliveries);
  const deliveries = collection.forTenant('us');
  await deliveries.insertMany(Array.from({ length: count }, (_, index) => deliveryOf(String(index))));
  const writes: number[] = [];
  const settle = settleTogether({
    mutateMany(ids, change) {
      writes.push(ids.length);
      return deliveries.mutateMany(ids, change);
    },
  });
  return { deliveries, writes, settle, stored: await deliveries.find({}, { sort: { order: 1 } }) };
}

function deliveryOf(id: string): Omit<Delivery, 'version'> {
  return {
    ...{
      _id: id,
      tenantId: 'us',
      endpointId: 'e',
      eventId: id,
      eventType: 'record.updated',
      entityKey: id,
      order: id,
      body: '{}',
    },
    ...{ state: 'waiting', dueAt: NOW, giveUpAt: NOW, createdAt: NOW, tries: 0, attempts: [] },
  };
}

const sent = (delivery: Delivery): Delivery => ({ ...delivery, state: 'delivered' });

describe('deliveries that end at the same time', () => {
  it('are written in two turns: the first alone, the others together', async () => {
    const { deliveries, writes, settle, stored } = await delivered(20);

    const [first, ...others] = stored.map((delivery) => () => settle(delivery, sent(delivery)));
    const alone = first?.();
    await Promise.resolve();
    await Promise.all([alone, ...others.map((end) => end())]);

    expect(await deliveries.count({ state: 'delivered' })).toBe(20);
    expect(writes.reduce((sum, count) => sum + count, 0)).toBe(20);
    expect(writes.length).toBeLessThanOrEqual(2);
  });

  it('leave alone what changed meanwhile', async () => {
    const { deliveries, settle, stored } = await delivered(1);
    await deliveries.mutate('0', (delivery) => delivery && { ...delivery, state: 'failed' });

    await Promise.all(stored.map((delivery) => settle(delivery, sent(delivery))));

    expect((await deliveries.get('0'))?.state).toBe('failed');
  });

  it('are told of a write that failed, and those after it are written', async () => {
    const { deliveries, stored } = await delivered(2);
    let writes = 0;
    const settle = settleTogether({
      mutateMany: (ids, change) =>
        (writes += 1) === 1 ? Promise.reject(new Error('the database is away')) : deliveries.mutateMany(ids, change),
    });
    const [one, two] = stored;
    if (!one || !two) throw new Error('two were made');

    await expect(settle(one, sent(one))).rejects.toThrow('the database is away');
    await settle(two, sent(two));

    expect((await deliveries.get('1'))?.state).toBe('delivered');
  });
});
