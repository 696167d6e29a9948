import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodePayload, events, topics } from '@psa-bridge/contracts';
import { createManualClock, newId, systemClock, unavailable, type Caller } from '@psa-bridge/core';
import type { Mail } from '@psa-bridge/mail';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { admin, person } from '@psa-bridge/http-server/route-suite';
import { PLATFORM_TENANT } from '@psa-bridge/service-host';
import { captureLogger, eventually } from '@psa-bridge/testing';
import { collections } from '../../src/collections.ts';
import { statusPages } from '../../src/domain/notices/notice-mail.ts';
import { makeIncidents } from '../../src/usecases/notices/incidents.ts';
import { makeMailNotices } from '../../src/usecases/notices/mail-notices.ts';
import { problem } from '../http-upstream.ts';
import { startGateway, type Gateway, type Reply } from '../gateway-harness.ts';

const HOUR_MS = 60 * 60_000;
const PAGES = 'https://msp.example.com';
let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ variables: { MAIL_URL: 'outbox:', PUBLIC_URL: PAGES } });
  gateway.answers.identity = ({ url }) =>
    url === '/v1/auth/me'
      ? { status: 200, body: JSON.stringify({ email: 'Own@msp.example.com', emailVerified: true }) }
      : problem(404, 'unknown_path', 'Nothing here.');
});
afterAll(() => gateway.stop());

const said = { title: 'Quotes are slow', text: 'Saving a quote takes a minute.', services: ['gateway'] };
const items = ({ body }: Reply) => body['items'] as Record<string, unknown>[];
const post = (path: string, as: Caller, body: object) => gateway.call('POST', path, { as, body });
const listed = async (as: Caller, query = '') => items(await gateway.call('GET', `/v1/incidents${query}`, { as }));

async function mailsOf(tenantId: string): Promise<{ to: string; subject: string; text: string }[]> {
  const kept = await gateway.store
    .collection(collections.mailOutbox)
    .forTenant(tenantId)
    .find({}, { sort: { at: 1 } });
  return kept.map(({ to, subject, text }) => ({ to, subject, text }));
}

async function operator(...args: string[]): Promise<Record<string, unknown>> {
  const lines: string[] = [];
  await gateway.command(args, (line) => lines.push(line));
  return JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;
}

describe('incidents', () => {
  it('are reported by anybody who is signed in, seen by the reporter and the admins, and looked into by an admin (OP-03)', async () => {
    const [reporter, other, boss] = [person('t1', []), { ...person('t1', []), subject: newId() }, admin('t1')];

    const reported = await post('/v1/incidents/reports', reporter, said);
    const before = [await listed(reporter), await listed(other), await listed(boss)].map((list) => list.length);
    const path = `/v1/incidents/${String(reported.body['id'])}/updates`;
    const refused = await post(path, other, { stage: 'investigating', text: 'Mine' });
    await post(path, boss, { stage: 'investigating', text: 'We look into it.' });
    const known = await listed(other);
    const resolved = await post(path, boss, { stage: 'resolved', text: 'It was a full disk.' });

    expect([reported.status, reported.body]).toMatchObject([
      201,
      { title: said.title, services: said.services, stage: 'reported', scope: 'tenant' },
    ]);
    expect(before).toEqual([1, 0, 1]);
    expect(refused.status).toBe(403);
    expect(known).toMatchObject([{ title: said.title, stage: 'investigating' }]);
    expect(resolved.body).toMatchObject({
      stage: 'resolved',
      endedAt: expect.any(String),
      updates: [{ stage: 'reported', text: said.text }, { stage: 'investigating' }, { stage: 'resolved' }],
    });
    expect([await listed(other), (await listed(other, '?state=ended')).length]).toEqual([[], 1]);
  });

  it('end for good, and only a report can be found to be none (OP-03)', async () => {
    const boss = admin('t2');
    const { body } = await post('/v1/incidents', boss, said);
    const say = (stage: string) => post(`/v1/incidents/${String(body['id'])}/updates`, boss, { stage, text: 'So it is.' });

    const wrong = [await say('reported'), await say('unfounded')];
    const stages = [await say('monitoring'), await say('identified'), await say('resolved')];
    const after = await say('investigating');

    expect(wrong.map(({ status, body: { code } }) => [status, code])).toEqual([
      [400, 'wrong_stage'],
      [400, 'wrong_stage'],
    ]);
    expect(stages.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect([after.status, after.body['code']]).toEqual([409, 'incident_closed']);
  });

  it('of the platform are the operator’s to open by command; every tenant sees them and no admin changes them (OP-03)', async () => {
    const opened = await operator(
      'incidents',
      'open',
      '--title',
      'Broker down',
      '--text',
      'Kafka is away.',
      '--services',
      'gateway',
    );

    const seen = [await listed(person('t3', [])), await listed(admin('t4'))].map((list) => list[0]);
    const path = `/v1/incidents/${String(opened['id'])}/updates`;
    const refused = await post(path, admin('t3'), { stage: 'resolved', text: 'Done' });
    const status = await gateway.call('GET', '/v1/status', { as: person('t4', []) });
    await operator('incidents', 'update', '--incident', String(opened['id']), '--stage', 'resolved', '--text', 'It is back.');

    expect(seen).toMatchObject([
      { title: 'Broker down', scope: 'platform', stage: 'investigating' },
      { title: 'Broker down', scope: 'platform' },
    ]);
    expect([refused.status, refused.body['code']]).toEqual([404, 'incident_not_found']);
    expect(status.body['incidents']).toMatchObject([{ title: 'Broker down' }]);
    expect(await listed(admin('t3'))).toEqual([]);
  });

  it('of one tenant are no other tenant’s to see or to change, and the operator sees all that are active (OP-03)', async () => {
    const { body } = await post('/v1/incidents', admin('t5'), { ...said, title: 'Ours alone' });

    const theirs = await listed(admin('t6'));
    const changed = await post(`/v1/incidents/${String(body['id'])}/updates`, admin('t6'), { stage: 'resolved', text: 'Done' });
    const lines: string[] = [];
    await gateway.command(['incidents', 'list'], (line) => lines.push(line));

    expect(theirs).toEqual([]);
    expect(changed.status).toBe(404);
    expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ tenantId: 't5', title: 'Ours alone' }),
    );
  });

  it('are reported no more often than somebody can look into them (OP-03)', async () => {
    const eager = person('t7', []);
    const replies = [];
    for (let at = 0; at < 21; at += 1) replies.push(await post('/v1/incidents/reports', eager, said));

    expect(replies.map(({ status }) => status)).toEqual([...Array.from({ length: 20 }, () => 201), 409]);
    expect(replies.at(-1)?.body['code']).toBe('too_many_reports');
  });

  it('and what was said of them are told to the audit in the same write (OP-03, OP-01)', async () => {
    const { body } = await post('/v1/incidents', admin('t8'), said);
    await post(`/v1/incidents/${String(body['id'])}/updates`, admin('t8'), { stage: 'resolved', text: 'Done' });

    await eventually(async () => {
      const told = [];
      for await (const { headers, value } of gateway.bus.readAll(topics.audit.name))
        if (headers['ce_tenantid'] === 't8') told.push(decodePayload(events.actionTaken, value));
      expect(told).toMatchObject([
        { kind: 'incident.opened', recordId: body['id'], actorId: admin('t8').subject },
        { kind: 'incident.updated', changes: [{ field: 'stage', afterJson: '"resolved"' }, { field: 'text' }] },
      ]);
    });
  });
});

describe('planned maintenance', () => {
  const plan = (from: number, to: number) => ({
    ...said,
    startsAt: new Date(Date.now() + from).toISOString(),
    endsAt: new Date(Date.now() + to).toISOString(),
  });

  it('is announced ahead, shown until it is over, and called off (OP-04)', async () => {
    const boss = admin('m1');
    const planned = await post('/v1/maintenance', boss, plan(HOUR_MS, 2 * HOUR_MS));
    const status = await gateway.call('GET', '/v1/status', { as: person('m1', []) });
    const path = `/v1/maintenance/${String(planned.body['id'])}/cancel`;
    const cancelled = await post(path, boss, { text: 'Not needed any more.' });
    const again = await post(path, boss, { text: 'Not needed any more.' });
    const after = await gateway.call('GET', '/v1/status', { as: person('m1', []) });

    expect([planned.status, planned.body['state']]).toEqual([201, 'planned']);
    expect(status.body['maintenance']).toMatchObject([{ title: said.title, state: 'planned' }]);
    expect(cancelled.body).toMatchObject({ state: 'cancelled', updates: [{ stage: 'planned' }, { stage: 'cancelled' }] });
    expect([again.status, again.body['code']]).toEqual([409, 'maintenance_over']);
    expect(after.body['maintenance']).toEqual([]);
  });

  it('is refused by field where it does not lie ahead or ends before it begins (OP-04)', async () => {
    const [past, turned] = await Promise.all(
      [plan(-HOUR_MS, HOUR_MS), plan(2 * HOUR_MS, HOUR_MS)].map((body) => post('/v1/maintenance', admin('m2'), body)),
    );

    expect([past?.status, past?.body['detail']]).toEqual([400, 'startsAt: must lie ahead']);
    expect([turned?.status, turned?.body['detail']]).toEqual([400, 'endsAt: must be after startsAt']);
  });

  it('of the platform is the operator’s to plan and to call off by command (OP-04)', async () => {
    const [from, to] = [HOUR_MS, 2 * HOUR_MS].map((ms) => new Date(Date.now() + ms).toISOString());
    const args = ['--title', 'New database', '--text', 'Read only for an hour.', '--from', from ?? '', '--to', to ?? ''];
    const planned = await operator('maintenance', 'plan', ...args);

    const seen = items(await gateway.call('GET', '/v1/maintenance', { as: person('m3', []) }));
    await operator('maintenance', 'cancel', '--maintenance', String(planned['id']), '--text', 'Another day.');

    expect(seen).toMatchObject([{ title: 'New database', scope: 'platform', state: 'planned' }]);
    await expect(operator('maintenance', 'plan', '--title', 'New database')).rejects.toMatchObject({ code: 'option_missing' });
  });
});

describe('subscriptions to the status by mail', () => {
  const path = '/v1/status/subscriptions';
  const tokenIn = (text = '', page: string): string => new RegExp(`${page}#token=(\\S+)`).exec(text)?.[1] ?? '';
  const show = (what: string, token: string) => gateway.call('POST', `/v1/status/${what}`, { body: { token } });

  it('of the own verified address hold at once, and each update is mailed with a way out that works (OP-04)', async () => {
    const me = person('s1', []);
    const subscribed = await post(path, me, {});
    const { body } = await post('/v1/incidents', admin('s1'), said);
    const mails = await eventually(async () => {
      const found = await mailsOf('s1');
      expect(found).toHaveLength(1);
      return found;
    });

    const left = await show('unsubscribe', tokenIn(mails[0]?.text, `${PAGES}/status/unsubscribe`));
    await post(`/v1/incidents/${String(body['id'])}/updates`, admin('s1'), { stage: 'resolved', text: 'Done' });
    await noMailWaits('s1');

    expect([subscribed.status, subscribed.body]).toMatchObject([201, { email: 'own@msp.example.com', state: 'confirmed' }]);
    expect(mails).toMatchObject([{ to: 'own@msp.example.com', subject: 'Incident is being looked into: Quotes are slow' }]);
    expect(mails[0]?.text).toContain(said.text);
    expect(left.status).toBe(204);
    expect(await mailsOf('s1')).toHaveLength(1);
    expect(items(await gateway.call('GET', path, { as: me }))).toEqual([]);
  });

  it('of another address hold only once its owner agreed, by a link that works once and for that alone (OP-04)', async () => {
    const me = person('s2', []);
    const subscribed = await post(path, me, { email: 'Team@other.example.com' });
    await post(path, me, { email: 'team@other.example.com' });
    const [asking] = await eventually(async () => {
      const found = await mailsOf('s2');
      expect(found).toHaveLength(1);
      return found;
    });
    await post('/v1/incidents', admin('s2'), said);
    await noMailWaits('s2');
    const beforeConsent = await mailsOf('s2');

    const token = tokenIn(asking?.text, `${PAGES}/status/confirm`);
    const asWayOut = await show('unsubscribe', token);
    const forged = await show('confirm', `${token.slice(0, -1)}!`);
    const agreed = await show('confirm', token);
    await post('/v1/incidents', admin('s2'), { ...said, title: 'Another one' });

    expect(subscribed.body).toMatchObject({ email: 'team@other.example.com', state: 'pending' });
    expect(asking).toMatchObject({ to: 'team@other.example.com' });
    expect(beforeConsent).toHaveLength(1);
    expect([asWayOut, forged].map(({ status, body }) => [status, body['code']])).toEqual([
      [400, 'status_token_invalid'],
      [400, 'status_token_invalid'],
    ]);
    expect(agreed.status).toBe(204);
    await eventually(async () => expect((await mailsOf('s2')).map(({ subject }) => subject).at(-1)).toMatch(/Another one$/));
  });

  it('are the subscriber’s to see and to end, and the admin’s; nobody is told of what somebody reported (OP-04)', async () => {
    const [me, colleague, boss] = [person('s3', []), { ...person('s3', []), subject: newId() }, admin('s3')];
    const { body } = await post(path, me, {});
    const one = `${path}/${String(body['id'])}`;

    const hidden = await gateway.call('DELETE', one, { as: colleague });
    const counts = [me, colleague, boss].map(async (as) => items(await gateway.call('GET', path, { as })).length);
    const seen = await Promise.all(counts);
    await post('/v1/incidents/reports', colleague, said);
    await noMailWaits('s3');
    const ended = await gateway.call('DELETE', one, { as: boss });

    expect([hidden.status, seen, ended.status]).toEqual([404, [1, 0, 1], 204]);
    expect(await mailsOf('s3')).toEqual([]);
  });

  it('are refused where no mail can be sent, or nothing is known of the caller (OP-04)', async () => {
    const without = await startGateway();
    const refused = await without.call('POST', path, { as: person('s4', []), body: {} });
    await without.stop();
    const { identity } = gateway.answers;
    gateway.answers.identity = () => problem(503, 'down', 'Away.');
    const unknown = await post(path, person('s4', []), {});
    gateway.answers.identity = identity;

    expect([refused.status, refused.body['code']]).toEqual([409, 'mail_not_configured']);
    expect([unknown.status, unknown.body['code']]).toEqual([503, 'upstream_unavailable']);
  });

  async function noMailWaits(tenantId: string): Promise<void> {
    await eventually(async () => {
      const waiting = await gateway.store.collection(collections.notices).forTenant(tenantId).count({ hasMail: true });
      expect(waiting).toBe(0);
    });
  }
});

describe('mailing an update to many', () => {
  it('goes on behind the page that is done when its replica is killed, and sends again under the same ids alone (OP-04)', async () => {
    const SUBSCRIBERS = 45;
    const clock = createManualClock();
    const store = createMemoryStore({ clock });
    const notices = store.collection(collections.notices);
    const subscriptions = store.collection(collections.subscriptions);
    const sent: Mail[] = [];
    let takes = 30;
    const mailer = {
      send: (_tenantId: string, mail: Mail) => {
        if (takes === 0) return Promise.reject(unavailable('mail_server_unavailable', 'Away.'));
        takes -= 1;
        sent.push(mail);
        return Promise.resolve();
      },
    };
    const { logger } = captureLogger();
    const replica = () =>
      makeMailNotices({ notices, subscriptions, mailer, pages: statusPages(PAGES), leases: store.leases, clock, logger });
    for (let at = 0; at < SUBSCRIBERS; at += 1) {
      const tenantId = at % 2 === 0 ? 'even' : 'odd';
      const base = { _id: newId(), tenantId, subject: newId(), unsubscribeToken: 'x', createdAt: systemClock.now() };
      await subscriptions.forTenant(tenantId).insert({ ...base, email: `p${at}@example.com`, state: 'confirmed' });
    }
    const incidents = makeIncidents({ notices, clock, mailsWait: () => undefined });
    await incidents.open({ tenantId: PLATFORM_TENANT, by: 'operator' }, said);
    const run = (mail: ReturnType<typeof replica>) => mail(new AbortController().signal);

    await expect(run(replica())).rejects.toMatchObject({ code: 'mail_server_unavailable' });
    takes = SUBSCRIBERS;
    await run(replica());
    await run(replica());

    expect(new Set(sent.map(({ to }) => to)).size).toBe(SUBSCRIBERS);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(SUBSCRIBERS);
    expect(sent).toHaveLength(SUBSCRIBERS + 10);
  });
});
