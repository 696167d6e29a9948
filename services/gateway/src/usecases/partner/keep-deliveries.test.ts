import { expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import type { Draft } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { collections } from '../../collections.ts';
import type { Delivery } from '../../domain/partner/delivery.ts';
import type { WebhookEndpoint } from '../../domain/partner/webhook-endpoint.ts';
import { keepDeliveries } from './keep-deliveries.ts';

const tenantId = 'tenant-a';

it('PA-42: the log of deliveries goes by its age, and a removed endpoint with it; those that are in use stay', async () => {
  const clock = createManualClock();
  const store = createMemoryStore({ clock });
  const deliveries = store.collection(collections.webhookDeliveries);
  const endpoints = store.collection(collections.webhookEndpoints);
  const [now, old] = [clock.now(), new Date(clock.now().getTime() - 1)];
  const delivery = (_id: string, createdAt: Date) => ({ _id, tenantId, endpointId: 'e', createdAt }) as Draft<Delivery>;
  const endpoint = (_id: string, state: WebhookEndpoint['state'], updatedAt: Date) =>
    ({ _id, tenantId, state, updatedAt }) as Draft<WebhookEndpoint>;
  await deliveries.forTenant(tenantId).insertMany([delivery('old', old), delivery('young', now)]);
  await endpoints
    .forTenant(tenantId)
    .insertMany([endpoint('gone', 'removed', old), endpoint('leaving', 'removed', now), endpoint('in-use', 'active', old)]);

  for (const { days, takeAway } of keepDeliveries({ deliveries, endpoints }, 7)) {
    expect(days).toBe(7);
    await Array.fromAsync(takeAway(now));
  }

  const ids = async (all: typeof deliveries | typeof endpoints) =>
    (await all.acrossTenants('test').find({}, { sort: { _id: 1 } })).map(({ _id }) => _id);
  expect([await ids(deliveries), await ids(endpoints)]).toEqual([['young'], ['in-use', 'leaving']]);
});
