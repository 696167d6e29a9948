import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodePayload, entityKey, events, newEvent, readEnvelope, toBusMessage, topics } from '@psa-bridge/contracts';
import { loadConfig, newId } from '@psa-bridge/core';
import type { ReceivedMessage } from '@psa-bridge/messaging';
import { createPlatform, type Platform } from '@psa-bridge/service-host';
import { eventually, realBackend, spawnNode } from '@psa-bridge/testing';
import { fileURLToPath } from 'node:url';
import { configSchema } from '../../src/config.ts';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { realEnvironment } from '../real-environment.ts';
import { buyingAt, type OrderView } from '../procurement.ts';
import { openStream } from '../sse-client.ts';
import { admin, person } from '@psa-bridge/http-server/route-suite';

const backend = realBackend('gateway');
const variables = realEnvironment(backend);

let platform: Platform;
let one: Gateway;
let two: Gateway;

beforeAll(async () => {
  platform = createPlatform('gateway-test', loadConfig(configSchema, variables));
  await Promise.all([platform.bus.start(), platform.store.prepare()]);
  const { IDENTITY_URL: _identity, ISSUES_URL: _issues, ...shared } = variables;
  one = await startGateway({ real: platform, variables: { ...shared, REPLICA: 'one' } });
  two = await startGateway({ real: platform, variables: { ...shared, REPLICA: 'two' } });
}, 180_000);

afterAll(async () => {
  await Promise.all([one.stop(), two.stop()]);
  await Promise.all([platform.bus.close(), platform.store.close()]);
  await backend.cleanUp();
}, 180_000);

async function messages(topic: string): Promise<ReceivedMessage[]> {
  return Array.fromAsync(platform.bus.readAll(topic));
}

/** The database counts what the suites before have asked from this address. */
const UNLIMITED = { REQUESTS_PER_ADDRESS: '1000000', REQUESTS_PER_TENANT: '1000000', REQUESTS_PER_CALLER: '1000000' };

describe('the gateway on a real broker and database', () => {
  it('writes a new company and sends its push, both for its tenant', async () => {
    const tenantId = newId();
    const integrationId = await one.announce(tenantId);

    const { body } = await one.call('POST', '/v1/companies', {
      as: person(tenantId, ['Company editor']),
      body: { name: 'Example Ltd', address: { city: 'Utrecht', country: 'nl' } },
    });

    const id = String(body['id']);
    const stored = await one.records.forTenant(tenantId).get('company', id);
    expect(stored).toMatchObject({ data: { name: 'Example Ltd', address: { country: 'NL' } }, dataRevision: 1 });
    await eventually(async () => {
      const [push, ...more] = (await messages(topics.commands('acme').name)).filter(({ key }) => key.includes(id));
      expect(more).toEqual([]);
      expect(push && readEnvelope(push.headers)).toMatchObject({ tenantId, type: events.pushRecord.type });
      expect(push && decodePayload(events.pushRecord, push.value)).toMatchObject({
        integrationId,
        entityType: 'company',
        entityId: id,
        desiredRevision: 1n,
      });
    });
  }, 180_000);

  it('lets one of many win who change the same revision through two replicas', async () => {
    const as = person(newId(), ['Company editor']);
    const { body } = await one.call('POST', '/v1/companies', { as, body: { name: 'Contested' } });
    const change = (gateway: Gateway, name: string) =>
      gateway.call('PATCH', `/v1/companies/${String(body['id'])}`, { as, headers: { 'if-match': '"1"' }, body: { name } });

    const replies = await Promise.all([one, two, one, two].map((gateway, index) => change(gateway, `Change ${index}`)));

    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  }, 180_000);

  it('FP-10, FP-11: makes each item once over two replicas, and lets one of many order it', async () => {
    const buying = buyingAt(one, newId());
    const quotes = [await buying.approvedQuote(['Laptop', 'Dock']), await buying.approvedQuote(['Screen'])];
    const items = await buying.items(3);
    const distributorId = await buying.save('company', { name: 'Distributor' });
    const body = { distributorId, items: items.map(({ id }) => ({ id })) };

    const replies = await Promise.all(
      [one, two, one, two].map((gateway) => gateway.call('POST', '/v1/purchase-orders', { as: buying.buyer, body })),
    );

    expect(new Set(items.map(({ quoteId }) => quoteId))).toEqual(new Set(quotes));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const orderId = replies.find(({ status }) => status === 201)?.body['id'];
    const held = await buying.items(3);
    expect(held.map(({ status, purchaseOrderId }) => [status, purchaseOrderId])).toEqual(held.map(() => ['ordered', orderId]));
  }, 180_000);

  it('FP-11: orders a selection once over two replicas under one Idempotency-Key, and frees the item of a line that is taken off', async () => {
    const buying = buyingAt(one, newId());
    await buying.approvedQuote(['Dock', 'Laptop', 'Screen']);
    const [dock, laptop, screen] = await buying.items(3);
    const distributors = [await buying.save('company', { name: 'North' }), await buying.save('company', { name: 'South' })];
    for (const [item, at] of [
      [dock, 0],
      [laptop, 0],
      [screen, 1],
    ] as const)
      await one.call('PUT', `/v1/procurement-items/${item?.id}/distributor`, {
        as: buying.buyer,
        body: { distributorId: distributors[at] },
      });
    const selection = {
      as: buying.buyer,
      body: { items: [dock, laptop, screen].map((item) => ({ id: item?.id })) },
      headers: { 'idempotency-key': 'sel-1' },
    };
    const select = (gateway: Gateway) => gateway.call('POST', '/v1/purchase-orders/for-each-distributor', selection);

    const replies = await Promise.all([one, two, one, two].map(select));
    const later = await select(two);

    expect(new Set(replies.map(({ status, body }) => body['code'] ?? status))).toEqual(
      new Set(replies.some(({ status }) => status === 409) ? [201, 'idempotency_in_progress'] : [201]),
    );
    expect(later.body).toMatchObject({ orders: [{ status: 'approved' }, { status: 'approved' }], refused: [] });
    const { body: all } = await two.call('GET', '/v1/purchase-orders', { as: buying.buyer });
    expect(all['total']).toBe(2);
    const [order] = (later.body['orders'] as (OrderView & { revision: number })[]).filter(({ lines }) => lines.length === 2);
    const { status } = await two.call('PATCH', `/v1/purchase-orders/${order?.id}`, {
      as: buying.buyer,
      body: { removeLines: [order?.lines[0]?.id] },
      headers: { 'if-match': `"${order?.revision}"` },
    });
    expect(status).toBe(200);
    const free = (await buying.items(3)).filter((item) => item.status === 'pending');
    expect(free.map(({ id }) => id)).toEqual([order?.lines[0]?.procurementItemId]);
  }, 180_000);

  it('knows in every replica which integrations there are', async () => {
    const tenantId = newId();
    const integrationId = await one.announce(tenantId, { provider: 'zenith' });

    await eventually(async () => {
      const { body } = await two.call('GET', '/v1/integrations', { as: admin(tenantId) });
      expect(body['items']).toMatchObject([{ id: integrationId, provider: 'zenith' }]);
    });
  }, 180_000);

  it('streams to readers of every replica', async () => {
    const tenantId = newId();
    const streams = await Promise.all(
      [one, two].map(async ({ url, tokens }) =>
        openStream(`${url}/v1/stream`, { authorization: `Bearer ${await tokens.sign(person(tenantId))}` }),
      ),
    );

    const event = newEvent(events.syncProgress, {
      topic: topics.syncProgress.name,
      key: entityKey(tenantId, 'run', 'r1'),
      source: 'test',
      tenantId,
      data: { runId: 'r1', state: 'running' },
      at: new Date(),
    });
    await platform.bus.publish(topics.syncProgress.name, [toBusMessage(event)]);

    await eventually(() =>
      expect(streams.map(({ events: heard }) => heard.map(({ id }) => id).at(-1))).toEqual([event.id, event.id]),
    );
    for (const stream of streams) stream.close();
  }, 180_000);

  it('starts as a process of its own, is ready, and ends in order', async () => {
    const process = await spawnNode({
      script: fileURLToPath(new URL('../../src/main.ts', import.meta.url)),
      env: { ...variables, ...UNLIMITED, REPLICA: 'process', KAFKA_PREFIX: `${backend.prefix}.process.` },
    });
    const started = JSON.parse(await process.waitForLine(/service_started/, 90_000)) as { port: number; adminPort: number };

    const probes = await Promise.all(
      ['livez', 'readyz', 'startupz'].map((probe) => fetch(`http://127.0.0.1:${started.adminPort}/${probe}`)),
    );
    const unsigned = await fetch(`http://127.0.0.1:${started.port}/v1/companies`);
    const exit = await process.kill('SIGTERM');

    expect(probes.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(unsigned.status).toBe(401);
    expect(exit).toEqual({ code: 0, signal: null });
  }, 180_000);
});
