import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decodePayload, events, Outcome } from '@psa-bridge/contracts';
import { partnerWay, type PartnerWay } from '../partner-way.ts';
import { startReceiver, type Received, type WebhookReceiver } from '../webhook-receiver.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

let way: PartnerWay;
let partner: WebhookReceiver;
let id: string;

beforeEach(async () => {
  way = partnerWay();
  partner = await startReceiver();
  await way.allow();
  id = (await way.endpoint(partner.url)).endpoint._id;
});
afterEach(async () => {
  await way.stop();
  await partner.stop();
});

const at = () => way.clock.now().getTime();
const idsOf = (received: readonly Received[]) => received.map(({ eventId }) => eventId);

describe('a delivery', () => {
  it.each([200, 201, 204, 299])('that is answered %d is delivered (PA-41)', async (status) => {
    partner.answer = () => ({ status });
    await way.change('a', 1);

    await way.deliver(id);

    expect(await way.states()).toEqual(['delivered']);
  });

  it.each([301, 400, 401, 404, 500, 503])(
    'that is answered %d is tried again after 2 seconds, and then ever more slowly (PA-42)',
    async (status) => {
      const tried: number[] = [];
      const begun = at();
      partner.answer = () => ({ status: tried.push(at() - begun) < 5 ? status : 200 });
      const eventId = await way.change('a', 1);

      await way.deliverFor(id, HOUR);

      expect(idsOf(partner.received)).toEqual(Array.from({ length: 5 }, () => eventId));
      expect(tried.slice(0, 2)).toEqual([0, 2 * SECOND]);
      expect(tried.map((time, n) => time - (tried[n - 1] ?? 0)).slice(1)).toEqual(
        expect.arrayContaining([2 * SECOND, 6 * SECOND, 18 * SECOND, 54 * SECOND]),
      );
      expect(await way.states()).toEqual(['delivered']);
    },
  );

  it('that is not answered in time has failed and is tried again (PA-41)', async () => {
    const impatient = partnerWay({ deadlineMs: 5 * SECOND });
    const slow = await startReceiver();
    let hangs = true;
    // What is only announced is no answer yet.
    slow.answer = () => ({ status: hangs ? 102 : 200 });
    await impatient.allow();
    const { endpoint } = await impatient.endpoint(slow.url);
    await impatient.change('a', 1);

    const trying = impatient.deliver(endpoint._id);
    while (slow.received.length === 0) await impatient.clock.advance(0);
    await impatient.clock.advance(5 * SECOND);
    await trying;
    const after = await impatient.stored(endpoint._id);
    hangs = false;
    await impatient.deliverFor(endpoint._id, 2 * SECOND);

    expect(after?.health.lastFailure).toMatchObject({ code: 'timeout', durationMs: 5 * SECOND });
    expect(await impatient.states()).toEqual(['delivered']);
    await impatient.stop();
    await slow.stop();
  });

  it('whose endpoint asks to wait is not tried before, and nothing else is', async () => {
    partner.answer = () => ({ status: 429, headers: { 'retry-after': '300' } });
    await way.change('a', 1);
    await way.deliver(id);
    await way.change('b', 1);

    await way.deliverFor(id, 299 * SECOND);
    const before = partner.received.length;
    partner.answer = () => ({ status: 200 });
    await way.deliverFor(id, SECOND);

    expect(before).toBe(1);
    expect(await way.states()).toEqual(['delivered', 'delivered']);
  });

  it('that fails for 24 hours is given up, kept, and sent again when somebody asks for it', async () => {
    partner.answer = ({ entityId }) => ({ status: entityId === 'broken' ? 500 : 200 });
    const eventId = await way.change('broken', 1);
    // Others go through in between, so it is not the endpoint that is broken.
    for (let hour = 0; hour < 23; hour += 1) {
      await way.change(`other-${hour}`, 1);
      await way.deliverFor(id, HOUR);
    }
    const beforeTheEnd = (await way.states())[0];
    await way.deliverFor(id, HOUR);

    const { items } = await way.log.list(way.asker, id, { state: 'failed', from: 0, size: 10 });
    expect([beforeTheEnd, ...items.map((each) => each.eventId)]).toEqual(['waiting', eventId]);
    expect(items[0]?.tries).toBeGreaterThan(10);

    partner.answer = () => ({ status: 200 });
    expect(await way.log.redeliverFailed(way.asker, id)).toEqual({ redelivered: 1, left: 0 });
    await way.deliver(id);
    expect(partner.received.at(-1)?.eventId).toBe(eventId);
    expect(new Set(await way.states())).toEqual(new Set(['delivered']));
  });
});

describe('an endpoint whose name leads inside', () => {
  it('gets nothing, and the delivery says why', async () => {
    const guarded = partnerWay({ allowPrivate: [] });
    await guarded.allow();
    const { endpoint } = await guarded.endpoint(`https://localhost:${new URL(partner.url).port}/events`);
    await guarded.change('a', 1);

    await guarded.deliver(endpoint._id);

    expect((await guarded.stored(endpoint._id))?.health.lastFailure).toMatchObject({ code: 'blocked_address' });
    expect(partner.received).toEqual([]);
    await guarded.stop();
  });
});

describe('the events of one entity', () => {
  it('reach an endpoint one after another, and those of others do not wait for one that fails', async () => {
    partner.answer = ({ entityId }) => ({ status: entityId === 'broken' ? 500 : 200 });
    const broken = [await way.change('broken', 1), await way.change('broken', 2), await way.change('broken', 3)];
    const fine = [await way.change('fine', 1), await way.change('fine', 2)];

    await way.deliver(id);
    const first = idsOf(partner.received);
    partner.answer = () => ({ status: 200 });
    await way.deliverFor(id, 10 * SECOND);

    expect(first.filter((eventId) => broken.includes(eventId))).toEqual(broken.slice(0, 1));
    expect(first.filter((eventId) => fine.includes(eventId))).toEqual(fine);
    expect(idsOf(partner.received).filter((eventId) => broken.includes(eventId))).toEqual([broken[0], ...broken]);
  });

  it('wait for the one that fails however many entities have one, and keep nobody else from its turn', async () => {
    const entities = Array.from({ length: 120 }, (_, n) => n);
    const { endpoint } = await way.endpoint(partner.url, { concurrency: 1 });
    partner.answer = ({ entityId }) => ({ status: entityId.startsWith('broken') ? 422 : 200 });
    const firsts = new Map<string, string>();
    for (const n of entities) {
      firsts.set(`broken-${n}`, await way.change(`broken-${n}`, 1));
      await way.change(`fine-${n}`, 1);
    }
    for (const n of entities) await way.change(`broken-${n}`, 2);
    const last = await way.change('late', 1);

    await way.deliver(endpoint._id);

    const broken = partner.received.filter(({ entityId }) => entityId.startsWith('broken'));
    expect(idsOf(broken)).toEqual([...firsts.values()]);
    expect(idsOf(partner.received)).toContain(last);
  });

  it('are sent once by however many replicas, in their order', async () => {
    const sent = await Promise.all(Array.from({ length: 40 }, (_, n) => way.change(`entity-${n % 4}`, n)));
    const replicas = [way.replica(), way.replica(), way.replica()];

    await Promise.all(replicas.map((deliverDue) => deliverDue(id, new AbortController().signal)));

    expect(idsOf(partner.received).sort()).toEqual([...sent].sort());
    for (const entity of ['entity-0', 'entity-1', 'entity-2', 'entity-3']) {
      const got = partner.received.filter(({ entityId }) => entityId === entity).map(({ eventId }) => eventId);
      expect(got).toEqual(sent.filter((_, n) => `entity-${n % 4}` === entity));
    }
  });
});

describe('an endpoint that is down', () => {
  it('for an hour is asked seldom, and gets every event once it is back, in order per entity', async () => {
    const ENTITIES = 5;
    const sent: { entityId: string; eventId: string }[] = [];
    partner.answer = () => ({ status: 503 });
    for (let minute = 0; minute < 60; minute += 1) {
      const entityId = `entity-${minute % ENTITIES}`;
      sent.push({ entityId, eventId: await way.change(entityId, minute) });
      await way.deliverFor(id, 60 * SECOND);
    }
    const asked = partner.received.length;
    const isBackFrom = asked;
    partner.answer = () => ({ status: 200 });
    await way.deliverFor(id, HOUR / 6);

    const taken = partner.received.slice(isBackFrom);
    expect(asked).toBeLessThan(20);
    expect(idsOf(taken).sort()).toEqual(sent.map(({ eventId }) => eventId).sort());
    for (let n = 0; n < ENTITIES; n += 1) {
      const inOrder = sent.filter(({ entityId }) => entityId === `entity-${n}`).map(({ eventId }) => eventId);
      expect(idsOf(taken.filter(({ entityId }) => entityId === `entity-${n}`))).toEqual(inOrder);
    }
  });

  it('for 72 hours is disabled and becomes an issue, which clears when it is switched on again', async () => {
    partner.answer = () => ({ status: 500, body: '{"password":"hunter2"}' });
    await way.change('a', 1);
    await way.deliverFor(id, 71 * HOUR);
    const before = await way.stored(id);
    await way.change('b', 1);
    await way.deliverFor(id, 2 * HOUR);
    const after = await way.stored(id);
    await way.managed.change(way.asker, id, { state: 'active', ifRevision: after?.revision ?? 0 });

    expect(before?.state).toBe('active');
    expect(after).toMatchObject({ state: 'disabled', whyDisabled: 'failing' });
    expect(JSON.stringify(after)).not.toContain('hunter2');
    const told = ((await way.stored(id))?.outbox ?? []).filter(({ type }) => type === events.syncResult.type);
    const results = told.map(({ payload }) => decodePayload(events.syncResult, payload));
    expect(results.map(({ outcome, sequence, failure }) => [outcome, sequence, failure?.code])).toEqual([
      [Outcome.FAILED, 1n, 'webhook_endpoint_failing'],
      [Outcome.SUCCEEDED, 2n, undefined],
    ]);
  });

  it('for good says so, and is disabled at once', async () => {
    partner.answer = () => ({ status: 410 });
    await way.change('a', 1);

    await way.deliver(id);

    expect(await way.stored(id)).toMatchObject({ state: 'disabled', whyDisabled: 'gone' });
  });
});
