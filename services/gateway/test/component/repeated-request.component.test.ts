import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { created, defineRoute, type Route } from '@psa-bridge/http-server';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { z } from 'zod';
import { createAnswerShelf } from '../../src/adapters/answer-shelf.ts';
import { collections } from '../../src/collections.ts';
import { idempotent } from '../../src/http/idempotent-route.ts';
import type { AnswerShelf } from '../../src/ports.ts';
import { startGateway, type Gateway, type Reply } from '../gateway-harness.ts';
import { admin, person } from '@psa-bridge/http-server/route-suite';

const DAY_MS = 24 * 60 * 60_000;
let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway();
  await gateway.announce('t1');
});
afterAll(() => gateway.stop());

function create(key: string, body: object, as = admin('t1')): Promise<Reply> {
  return gateway.call('POST', '/v1/companies', { as, body, headers: { 'idempotency-key': key } });
}

async function countOf(name: string): Promise<unknown> {
  const { body } = await gateway.call('GET', `/v1/companies?name=${name}`, { as: admin('t1') });
  return body['total'];
}

describe('a creating request with an Idempotency-Key', () => {
  it('that is repeated creates once and is given the same answer', async () => {
    const first = await create('once-1', { name: 'Once' });
    const again = await create('once-1', { name: 'Once' });

    expect([first.status, again.status, await countOf('Once')]).toEqual([201, 201, 1]);
    expect(again.body).toEqual(first.body);
    expect(['location', 'etag', 'idempotency-replayed'].map((name) => again.headers.get(name))).toEqual([
      first.headers.get('location'),
      first.headers.get('etag'),
      'true',
    ]);
  });

  it('that is sent many times at the same moment creates once: the others are told to wait, or given its answer', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => create('race-1', { name: 'Race' })));

    expect(await countOf('Race')).toBe(1);
    expect(replies.filter(({ status }) => status !== 201).map(({ body }) => body['code'])).toEqual(
      replies.filter(({ status }) => status !== 201).map(() => 'idempotency_in_progress'),
    );
    expect(new Set(replies.filter(({ status }) => status === 201).map(({ body }) => body['id'])).size).toBe(1);
  });

  it('with another body is refused', async () => {
    await create('other-1', { name: 'First' });

    const other = await create('other-1', { name: 'Second' });

    expect([other.status, other.body['code']]).toEqual([422, 'idempotency_key_reused']);
  });

  it("is apart from anybody else's with the same key", async () => {
    const mine = await create('apart-1', { name: 'Mine' });
    const colleague = await create('apart-1', { name: 'Mine' }, person('t1', ['Company editor']));
    const otherTenant = await create('apart-1', { name: 'Mine' }, admin('t2'));

    expect(new Set([mine, colleague, otherTenant].map(({ body }) => body['id'])).size).toBe(3);
  });

  it('that was refused may be sent again: what failed is not kept', async () => {
    const body = { companyId: '0197d1a0-0000-7000-8000-000000000000', firstName: 'Ann', email: 'ann@example.test' };
    const send = (given: object): Promise<Reply> =>
      gateway.call('POST', '/v1/contacts', { as: admin('t1'), body: given, headers: { 'idempotency-key': 'failed-1' } });
    const refused = await send(body);
    const { body: company } = await create('failed-company', { name: 'Later' });

    const mended = await send({ ...body, companyId: company['id'] });

    expect([refused.status, mended.status]).toEqual([400, 201]);
  });

  it.each([
    ['with a space', 'a b'],
    ['too long', 'k'.repeat(201)],
  ])('whose key is %s is refused by name', async (_what, key) => {
    const { status, body } = await create(key, { name: 'Never' });

    expect([status, body['problems']]).toEqual([400, [{ field: 'header.idempotency-key', message: expect.any(String) }]]);
  });

  it('is possible on every route that creates', () => {
    const creating = gateway.routes.filter(({ method, responses }) => method === 'POST' && responses[201] !== undefined);

    expect(creating.length).toBeGreaterThan(10);
    expect(creating.filter(({ takesIdempotencyKey }) => takesIdempotencyKey !== true)).toEqual([]);
  });
});

/** One creating route on a clock, without a server: what becomes of a key in time. */
function onClock() {
  const clock = createManualClock('2026-01-05T08:00:00Z');
  const shelf = createAnswerShelf(createMemoryStore({ clock }).collection(collections.answers), clock);
  const started: ((text: string) => void)[] = [];
  const route = defineRoute({
    ...{ method: 'POST', path: '/things', summary: 'Makes a thing', permission: 'signed-in' },
    body: z.object({}),
    responses: { 201: z.object({ text: z.string() }) },
    handle: () => new Promise((resolve) => started.push((text) => resolve(created({ text })))),
  });
  const send = (): Promise<unknown> => ask(route, shelf);
  return { clock, shelf, started, send };
}

async function ask(route: Route, shelf: AnswerShelf): Promise<unknown> {
  const request = { caller: admin('t1'), headers: { 'idempotency-key': 'k' }, params: {}, query: {}, body: {} };
  return idempotent(route, shelf).handle(request as never);
}

async function untilStarted(started: readonly unknown[], count: number): Promise<void> {
  while (started.length < count) await new Promise((resolve) => setImmediate(resolve));
}

describe('a key', () => {
  it('is answered with 409 while its first request runs, and may run anew once that must have died', async () => {
    const { clock, started, send } = onClock();
    void send();
    await untilStarted(started, 1);

    await expect(send()).rejects.toMatchObject({ code: 'idempotency_in_progress', kind: 'conflict' });
    await clock.advance(2 * 60_000 + 1);
    const anew = send();
    await untilStarted(started, 2);
    started[1]?.('second');

    expect(await anew).toMatchObject({ body: { text: 'second' } });
  });

  it('is forgotten after a day, and swept', async () => {
    const { clock, shelf, started, send } = onClock();
    const first = send();
    await untilStarted(started, 1);
    started[0]?.('first');
    await first;
    await clock.advance(DAY_MS - 1);
    const kept = await send();
    await clock.advance(1);
    await shelf.sweep();

    const anew = send();
    await untilStarted(started, 2);
    started[1]?.('second');

    expect(kept).toMatchObject({ body: { text: 'first' }, headers: { 'idempotency-replayed': 'true' } });
    expect(await anew).toMatchObject({ body: { text: 'second' } });
  });
});
