import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Change,
  entityKey,
  events,
  IssueEvent,
  newEvent,
  partnerTopic,
  replayTopic,
  toBusMessage,
  topics,
  type OutboxEvent,
  type PartnerStream,
} from '@psa-bridge/contracts';
import { newId, systemClock, type Caller } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import { collections } from '../../src/collections.ts';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { isSignedWith, startReceiver, type WebhookReceiver } from '../webhook-receiver.ts';
import { admin } from '@psa-bridge/http-server/route-suite';

const PATH = '/v1/webhook-endpoints';

let gateway: Gateway;
const receivers: WebhookReceiver[] = [];

beforeAll(async () => {
  gateway = await startGateway({ variables: { WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' } });
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all(receivers.map((receiver) => receiver.stop()));
});

async function receiver(): Promise<WebhookReceiver> {
  const made = await startReceiver();
  receivers.push(made);
  return made;
}

async function allow(as: Caller, policy: { webhooks: boolean; stream: boolean }): Promise<void> {
  const { headers } = await gateway.call('GET', '/v1/partner-settings', { as });
  const saved = await gateway.call('PUT', '/v1/partner-settings', {
    as,
    body: policy,
    headers: { 'if-match': headers.get('etag') ?? '' },
  });
  expect(saved.status).toBe(200);
}

async function endpoint(as: Caller, body: object): Promise<{ id: string; secret: string }> {
  const headers = { 'idempotency-key': newId() };
  const made = await gateway.call('POST', PATH, { as, body: { description: 'A partner', eventTypes: ['*'], ...body }, headers });
  expect(made.status).toBe(201);
  return made.body as { id: string; secret: string };
}

/** A new tenant whose webhooks are on, with one endpoint. */
async function withEndpoint(body: object = {}) {
  const as = admin(newId());
  const partner = await receiver();
  await allow(as, { webhooks: true, stream: false });
  return { as, partner, ...(await endpoint(as, { url: partner.url, ...body })) };
}

async function tell(event: OutboxEvent): Promise<string> {
  await gateway.bus.publish(event.topic, [toBusMessage(event)]);
  return event.id;
}

const common = (tenantId: string, entityType: string, entityId: string) => ({
  ...{ key: entityKey(tenantId, entityType, entityId), source: 'test', tenantId, at: systemClock.now() },
});

const changed = ({ tenantId }: Caller, entityId = newId(), data: object = { name: 'Example', email: 'person@example.com' }) =>
  tell(
    newEvent(events.recordChanged, {
      ...{ ...common(tenantId, 'company', entityId), topic: topics.records.name },
      data: { entityType: 'company', entityId, change: Change.CREATED, dataJson: JSON.stringify(data), dataRevision: 1n },
    }),
  );

const issue = ({ tenantId }: Caller, event: IssueEvent) =>
  tell(
    newEvent(events.issueChanged, {
      ...{ ...common(tenantId, 'quote', 'q'), topic: topics.issues.name },
      data: { issueId: 'i', entityType: 'quote', entityId: 'q', event, message: 'Refused' },
    }),
  );

const got = (partner: WebhookReceiver) => partner.received.map(({ eventId }) => eventId);

const read = async (topic: string) =>
  (await Array.fromAsync(gateway.bus.readAll(topic))).map(({ key, headers, value }) => ({
    ...{ key, headers, json: JSON.parse(Buffer.from(value).toString('utf8')) as unknown },
  }));
const streamOf = ({ tenantId }: Caller, stream: PartnerStream) => read(partnerTopic(tenantId, stream).name);

/** A change of which the tenant's partners were told as far as they are to be: what is decided later does not meet it. */
async function changedAndTold(as: Caller): Promise<string> {
  const id = await changed(as);
  // The stream is told last.
  await eventually(async () => expect((await streamOf(as, 'records')).map(({ headers }) => headers['ce_id'])).toContain(id));
  return id;
}

describe('a webhook endpoint', () => {
  it('gets what happens in its tenant, signed, while webhooks are on and it is active, and nothing else (PA-40, PA-41)', async () => {
    const { as, partner, id, secret } = await withEndpoint();
    const others = await withEndpoint();

    const first = await changed(as);
    await eventually(() => expect(got(partner)).toEqual([first]));
    const [received] = partner.received;
    expect(received && isSignedWith(secret, received)).toBe(true);
    expect(received && isSignedWith(others.secret, received)).toBe(false);
    expect(received?.headers['webhook-id']).toBe(first);
    expect(JSON.parse(received?.body ?? '')).toMatchObject({
      ...{ eventId: first, type: 'record.created', tenantId: as.tenantId, entityType: 'company' },
      data: { change: 'created', dataRevision: '1', data: { name: 'Example' } },
    });

    await allow(as, { webhooks: true, stream: true });
    await gateway.call('PATCH', `${PATH}/${id}`, { as, body: { state: 'paused' }, headers: { 'if-match': '"1"' } });
    await changedAndTold(as);
    await gateway.call('PATCH', `${PATH}/${id}`, { as, body: { state: 'active' }, headers: { 'if-match': '"2"' } });
    await allow(as, { webhooks: false, stream: true });
    await changedAndTold(as);
    await allow(as, { webhooks: true, stream: true });
    const last = await changed(as);

    await eventually(() => expect(got(partner).at(-1)).toBe(last));
    expect(got(partner)).toEqual([first, last]);
    expect(got(others.partner)).toEqual([]);
  });

  it('is told only of the events that it asked for', async () => {
    const { as, partner } = await withEndpoint({ eventTypes: ['issue.opened', 'record.*'], entityTypes: ['quote'] });

    await changed(as);
    await issue(as, IssueEvent.UPDATED);
    const opened = await issue(as, IssueEvent.OPENED);

    await eventually(() => expect(got(partner)).toEqual([opened]));
  });

  it('shows its secret once, and signs with the old one too for as long as both are to be valid', async () => {
    const { as, partner, id, secret } = await withEndpoint();

    const again = { url: 'https://partner.example.com', description: 'A partner', eventTypes: ['*'] };
    const key = { 'idempotency-key': newId() };
    const [made, repeated] = [
      await gateway.call('POST', PATH, { as, body: again, headers: key }),
      await gateway.call('POST', PATH, { as, body: again, headers: key }),
    ];
    expect([made.body['secret'], repeated.body['secret']]).toEqual([expect.stringMatching(/^whsec_/), null]);
    expect(repeated.body['id']).toBe(made.body['id']);
    const rotated = await gateway.call('POST', `${PATH}/${id}/rotate-secret`, {
      as,
      body: { overlapHours: 1 },
      headers: { 'if-match': '"1"' },
    });
    await changed(as);
    await eventually(() => expect(partner.received).toHaveLength(1));
    const atOnce = await gateway.call('POST', `${PATH}/${id}/rotate-secret`, {
      as,
      body: { overlapHours: 0 },
      headers: { 'if-match': '"2"' },
    });
    await changed(as);
    await eventually(() => expect(partner.received).toHaveLength(2));

    const [during, after] = partner.received;
    const [second, third] = [String(rotated.body['secret']), String(atOnce.body['secret'])];
    expect([secret, second].map((each) => during && isSignedWith(each, during))).toEqual([true, true]);
    expect([second, third].map((each) => after && isSignedWith(each, after))).toEqual([false, true]);
    const shown = JSON.stringify((await gateway.call('GET', `${PATH}/${id}`, { as })).body);
    expect([secret, second, third].filter((each) => shown.includes(each))).toEqual([]);
    const everything = await Promise.all(
      (await gateway.store.everyCollection()).map((collection) => collection.forTenant(as.tenantId).find({})),
    );
    const stored = JSON.stringify(everything, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    expect(stored).toContain(id);
    expect(stored).not.toContain('whsec_');
    expect(JSON.stringify(gateway.log.lines)).not.toContain('whsec_');
  });

  it('is changed only by who saw it as it is', async () => {
    const { as, id } = await withEndpoint();
    const body = { description: 'Another name' };

    const [blind, stale, seen] = [
      await gateway.call('PATCH', `${PATH}/${id}`, { as, body }),
      await gateway.call('PATCH', `${PATH}/${id}`, { as, body, headers: { 'if-match': '"9"' } }),
      await gateway.call('PATCH', `${PATH}/${id}`, { as, body, headers: { 'if-match': '"1"' } }),
    ];

    expect([blind.status, stale.status, seen.status]).toEqual([428, 412, 200]);
    expect(seen.headers.get('etag')).toBe('"2"');
  });

  it.each([
    ['http://partner.example.com/events', 'https://'],
    ['https://10.0.0.7/events', 'public address'],
    ['https://169.254.169.254/latest/meta-data', 'public address'],
    ['ftp://partner.example.com', 'http and https'],
    ['https://user:pass@partner.example.com', 'Credentials'],
  ])('at %s is refused with what is wrong', async (url, words) => {
    const body = { url, description: 'A partner', eventTypes: ['*'] };
    const { status, body: problem } = await gateway.call('POST', PATH, { as: admin(newId()), body });

    expect(status).toBe(400);
    expect(problem['detail']).toMatch(/^url: /);
    expect(problem['detail']).toContain(words);
  });

  it('that redirects is not followed, wherever that leads', async () => {
    const { as, partner, id } = await withEndpoint();
    const inside = await receiver();
    partner.answer = () => ({ status: 307, headers: { location: inside.url } });

    await changed(as);

    await eventually(async () => {
      const { body } = await gateway.call('GET', `${PATH}/${id}`, { as });
      expect(body).toMatchObject({ health: { lastFailure: { status: 307 } } });
    });
    expect(inside.received).toEqual([]);
  });

  it('that is slow delays no other', async () => {
    const { as, partner: slow } = await withEndpoint();
    // What is only announced is no answer yet.
    slow.answer = () => ({ status: 102 });
    const fast = await receiver();
    await endpoint(as, { url: fast.url });

    const sent = [await changed(as), await changed(as), await changed(as)];

    await eventually(() => expect(got(fast).sort()).toEqual(sent.toSorted()));
  });
});

describe('the delivery log', () => {
  it('has what was sent and what was answered, redacted, and sends it again with the same id (PA-42)', async () => {
    const { as, partner, id } = await withEndpoint();
    partner.answer = () => ({ status: 200, body: '{"token":"tell-nobody","note":"taken"}' });
    const eventId = await changed(as, newId(), { name: 'Example', password: 'tell-nobody' });

    const brief = await eventually(async () => {
      const { body } = await gateway.call('GET', `${PATH}/${id}/deliveries?state=delivered`, { as });
      expect(body['total']).toBe(1);
      return (body['items'] as { id: string; eventId: string }[])[0];
    });
    const { body } = await gateway.call('GET', `${PATH}/${id}/deliveries/${brief?.id ?? ''}`, { as });
    const again = await gateway.call('POST', `${PATH}/${id}/deliveries/${brief?.id ?? ''}/redeliver`, { as });

    expect(body).toMatchObject({
      eventId,
      state: 'delivered',
      attempts: [{ status: 200, answer: expect.stringContaining('taken') }],
    });
    expect(JSON.stringify(body)).not.toContain('tell-nobody');
    expect(again.status).toBe(202);
    await eventually(() => expect(got(partner)).toEqual([eventId, eventId]));
  });

  it('is sent a test event, and takes an answer of any length for what its status says (PA-41)', async () => {
    const { as, partner, id } = await withEndpoint();
    partner.answer = () => ({ status: 200, body: 'x'.repeat(3_000_000) });

    await gateway.call('POST', `${PATH}/${id}/test`, { as });

    await eventually(async () => {
      const { body } = await gateway.call('GET', `${PATH}/${id}/deliveries`, { as });
      expect(body).toMatchObject({ items: [{ eventType: 'webhook.test', state: 'delivered' }] });
    });
  });
});

describe('a disabled webhook endpoint', () => {
  it('is tried again when somebody retries its issue (IS-03)', async () => {
    const { as, partner, id } = await withEndpoint({ eventTypes: ['record.*'] });
    const stored = gateway.store.collection(collections.webhookEndpoints).forTenant(as.tenantId);
    partner.answer = () => ({ status: 410 });
    await changed(as);
    await eventually(async () => expect((await stored.get(id))?.state).toBe('disabled'));
    partner.answer = () => ({ status: 200 });

    await tell(
      newEvent(events.retryWork, {
        ...{ ...common(as.tenantId, 'webhook_endpoint', id), topic: topics.commands('public-api').name },
        data: { entityType: 'webhook_endpoint', entityId: id },
      }),
    );

    await eventually(async () => expect((await stored.get(id))?.state).toBe('active'));
    await eventually(() => expect(partner.received).toHaveLength(2));
  });
});

describe("a tenant's stream", () => {
  it('has its events once and in order, as JSON with the envelope, and nothing of another tenant', async () => {
    const [as, other] = [admin(newId()), admin(newId())];
    for (const each of [as, other]) await allow(each, { webhooks: false, stream: true });
    const entity = newId();

    const sent = [await changed(as, entity, { name: 'One' }), await changed(as, entity, { name: 'Two' })];
    await changed(other);
    await issue(as, IssueEvent.OPENED);

    const records = await eventually(async () => {
      const told = await streamOf(as, 'records');
      expect(told.map(({ headers }) => headers['ce_id'])).toEqual(sent);
      return told;
    });
    expect(records.map(({ json }) => json)).toMatchObject([{ data: { name: 'One' } }, { data: { name: 'Two' } }]);
    expect(records[0]?.key).toBe(entityKey(as.tenantId, 'company', entity));
    expect(records[0]?.headers).toMatchObject({
      ...{ ce_type: 'psa_bridge.partner.v1.RecordEvent', ce_tenantid: as.tenantId, 'content-type': 'application/json' },
    });
    await eventually(async () =>
      expect(await streamOf(as, 'issues')).toMatchObject([{ json: { event: 'opened', message: 'Refused' } }]),
    );
  });

  it('is told once more from where the last replay ended, on a topic of its own', async () => {
    const as = admin(newId());
    await allow(as, { webhooks: false, stream: true });
    // Of one entity, whose events keep their order.
    const entity = newId();
    const before = await changed(as, entity);

    const first = await replayed(as, {});
    const after = await changed(as, entity);
    await replayed(as, { cursor: first.cursor });

    const told = await read(replayTopic(as.tenantId, 'records').name);
    expect(told.map(({ headers }) => headers['ce_id'])).toEqual([before, after]);
    expect(told[0]?.headers['ce_replayid']).toBe(first.replayId);
  });

  it('is told from a time on by an operator too', async () => {
    const as = admin(newId());
    await allow(as, { webhooks: false, stream: true });
    await changed(as);
    const lines: string[] = [];

    await gateway.command(
      ['partner', 'replay', '--tenant', as.tenantId, '--stream', 'records', '--from', '2100-01-01T00:00:00Z'],
      (line) => lines.push(line),
    );

    // Whoever asks over HTTP wakes what carries both out.
    await gateway.call('POST', '/v1/partner-replays', { as, body: { stream: 'issues' } });

    expect(lines).toHaveLength(1);
    await eventually(async () => {
      const { body } = await gateway.call('GET', '/v1/partner-replays', { as });
      expect(body).toMatchObject({ items: [{ stream: 'issues' }, { stream: 'records', state: 'completed', done: 0 }] });
    });
  });

  async function replayed(as: Caller, body: object): Promise<{ replayId: string; cursor: string }> {
    const begun = await gateway.call('POST', '/v1/partner-replays', { as, body: { stream: 'records', ...body } });
    expect(begun.status).toBe(202);
    return eventually(async () => {
      const { body: jobs } = await gateway.call('GET', '/v1/partner-replays', { as });
      const [job] = jobs['items'] as { replayId: string; cursor: string; state: string }[];
      expect(job).toMatchObject({ replayId: begun.body['replayId'], state: 'completed' });
      return job as { replayId: string; cursor: string };
    });
  }
});
