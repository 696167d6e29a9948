import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import { toBusMessage, topics, type OutboxEvent } from '@psa-bridge/contracts';
import { createMemoryBus, type MessageBus } from '@psa-bridge/messaging';
import { systemClock } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import type { AuditEntry, AuditPayload } from '../../src/domain/audit/entry.ts';
import { ADMIN, EDITOR, startIdentityApp, type IdentityApp } from '../identity-app.ts';
import { INTEGRATION, peopleOf } from '../people.ts';

const TENANT = 'tenant-of-elsewhere';

let identity: IdentityApp;
let bus: MessageBus;
beforeEach(async () => {
  bus = createMemoryBus({ clock: systemClock });
  identity = await startIdentityApp({ bus });
});
afterEach(() => identity.app.stop());

interface Item {
  id: string;
  kind: string;
  actor: { kind: string; id: string };
  record: { type: string; id: string; name?: string };
  address?: string;
  changes: { field: string; before?: unknown; after?: unknown }[];
}

function told(kind: string, at: Date, id = 'company-1'): OutboxEvent {
  const record = { type: 'company', id, name: 'Demo Ltd' };
  const fields = fieldChanges({ name: 'Old Ltd' }, { name: 'Demo Ltd' });
  return actionTaken({ kind, record, fields, actor: { kind: 'integration', id: 'integration-1' } }, cause(at));
}

function cause(at: Date) {
  return { tenantId: TENANT, source: 'autotask-connector', at };
}

async function publish(...events: OutboxEvent[]): Promise<void> {
  await bus.publish(topics.audit.name, events.map(toBusMessage));
}

function entries(): Promise<AuditEntry[]> {
  return identity.collections.auditEntries.forTenant(TENANT).find({}, { sort: { _id: 1 } });
}

/** A chain of so many entries in the tenant. */
async function chain(length: number): Promise<readonly AuditEntry[]> {
  await publish(...Array.from({ length }, (_, at) => told('company.updated', new Date(Date.UTC(2026, 0, 1, 0, at)))));
  return eventually(async () => {
    const found = await entries();
    expect(found).toHaveLength(length);
    return found;
  });
}

async function verify(...args: string[]): Promise<{ problems: Record<string, unknown>[]; summary: Record<string, unknown> }> {
  const lines: Record<string, unknown>[] = [];
  const failure = await identity.app
    .command(['audit', 'verify', '--tenant', TENANT, ...args], (line) => lines.push(JSON.parse(line) as Record<string, unknown>))
    .catch((error: unknown) => error);
  const summary = lines.at(-1) ?? {};
  expect(failure === undefined).toBe(summary['problems'] === 0);
  return { problems: lines.slice(0, -1), summary };
}

async function audit(query = ''): Promise<{ items: Item[]; total: number }> {
  const { accessToken: token } = await identity.signIn();
  const { status, body } = await identity.call('GET', `/v1/audit${query}`, { token });
  expect(status).toBe(200);
  return body;
}

describe('the audit', () => {
  it('tells admins who did what to which record, from where, before and after (OP-01)', async () => {
    const admin = await identity.signIn();
    const address = '192.0.2.44';
    await identity.call('PUT', '/v1/auth/settings', { token: admin.accessToken, address, body: { sessionMinutes: 30 } });

    const [saved] = await eventually(async () => {
      const { items } = await audit('?kind=tenant.authentication_saved');
      expect(items).toHaveLength(1);
      return items;
    });

    expect(saved).toMatchObject({ actor: { kind: 'user', id: admin.user.id }, address, record: { type: 'tenant' } });
    expect(saved?.changes).toContainEqual({ field: 'sessionMinutes', after: 30 });
  });

  it('has every sign-in and its end, new users and refusals, each with the user who is behind it (OP-01)', async () => {
    const id = await identity.createEditor();
    const { refreshToken } = await identity.signIn(EDITOR);
    await identity.call('POST', '/v1/auth/sign-out', { body: { refreshToken } });
    await identity.changeUser(id, () => ({ allowLogin: false }));
    await identity.call('POST', '/v1/auth/sign-in', { body: { email: EDITOR.email, password: EDITOR.password } });

    const kinds = await eventually(async () => {
      const { items } = await audit(`?actorId=${id}`);
      expect(items).toHaveLength(3);
      return items.map(({ kind }) => kind);
    });
    const { items: made } = await audit(`?recordId=${id}&kind=user.created`);

    expect(kinds.sort()).toEqual(['session.ended', 'session.started', 'user.sign_in_refused']);
    expect(made).toHaveLength(1);
    expect(JSON.stringify([made, await audit()])).not.toContain(EDITOR.email);
  });

  it('has whose account refused to look at another password, once for each time, and from where it was tried', async () => {
    const id = await identity.createEditor();
    const address = '192.0.2.66';
    for (const password of Array.from({ length: 8 }, (_, at) => `wrong ${at}`))
      await identity.call('POST', '/v1/auth/sign-in', { address, body: { email: EDITOR.email, password } });
    await identity.call('POST', '/v1/auth/sign-in', { address, body: { email: 'nobody@demo.example', password: 'wrong' } });

    const [locked, ...more] = await eventually(async () => {
      const { items } = await audit('?kind=user.locked_out');
      expect(items).not.toEqual([]);
      return items;
    });

    expect(more).toEqual([]);
    expect(locked).toMatchObject({ actor: { kind: 'unknown' }, address, record: { type: 'user', id } });
    expect(locked?.changes).toContainEqual({ field: 'attempts', after: 5 });
  });

  it('has a refresh token that was shown twice as a theft, and from where it came', async () => {
    const id = await identity.createEditor();
    const { refreshToken } = await identity.signIn(EDITOR);
    const refresh = (token: string, address: string) =>
      identity.call('POST', '/v1/auth/refresh', { address, body: { refreshToken: token } });
    const { refreshToken: next } = (await refresh(refreshToken, '192.0.2.1')).body as { refreshToken: string };
    await refresh(next, '192.0.2.1');
    await refresh(refreshToken, '192.0.2.66');

    const [theft] = await eventually(async () => {
      const { items } = await audit('?kind=session.theft_suspected');
      expect(items).toHaveLength(1);
      return items;
    });

    expect(theft).toMatchObject({ actor: { kind: 'unknown' }, address: '192.0.2.66', record: { type: 'session' } });
    expect(theft?.changes).toContainEqual({ field: 'userId', after: id });
  });

  it('shows the integration as the one who linked a person of its PSA, and the admin as the one who said otherwise', async () => {
    const people = peopleOf(identity);
    const id = await identity.createEditor();
    const [seen] = await people.see({ externalId: '17', firstName: 'Demo', lastName: 'Editor', emails: [EDITOR.email] });
    const { accessToken: token, user } = await identity.signIn();
    await identity.call('DELETE', `/v1/people/${seen?.id}/link`, { token });

    const told = await eventually(async () => {
      const { items } = await audit(`?recordId=${seen?.id}`);
      expect(items).toHaveLength(2);
      return Object.fromEntries(items.map((item) => [item.kind, item]));
    });

    expect(told['person.linked']).toMatchObject({ actor: { kind: 'integration', id: INTEGRATION } });
    expect(told['person.linked']?.changes).toContainEqual({ field: 'userId', after: id });
    expect(told['person.unlinked']).toMatchObject({ actor: { kind: 'user', id: user.id } });
    expect(told['person.unlinked']?.changes).toContainEqual({ field: 'userId', before: id });
  });

  it('is searched by record, time and page, and shows an integration as the actor of what it did (OP-01)', async () => {
    const tenantId = (await identity.collections.tenants.acrossTenants('test').find({}))[0]?._id ?? '';
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
    await publish(...[1, 2, 3].map((minute) => ({ ...told('company.updated', at(minute), `company-${minute}`), tenantId })));
    await eventually(async () => expect((await audit('?recordType=company')).total).toBe(3));

    const one = await audit('?recordType=company&recordId=company-2');
    const within = await audit(`?recordType=company&since=${at(1).toISOString()}&until=${at(3).toISOString()}&size=1`);

    expect(one.items).toMatchObject([{ actor: { kind: 'integration', id: 'integration-1' }, record: { name: 'Demo Ltd' } }]);
    expect(one.items[0]?.changes).toEqual([{ field: 'name', before: 'Old Ltd', after: 'Demo Ltd' }]);
    expect(within).toMatchObject({ total: 2, items: [{ record: { id: 'company-2' } }] });
  });

  it('shows nothing of another tenant, and nothing to whoever is no admin', async () => {
    await chain(1);
    await identity.createEditor();
    const { accessToken: token } = await identity.signIn(EDITOR);

    const refused = await identity.call('GET', '/v1/audit', { token });

    expect(refused.status).toBe(403);
    expect((await audit('?recordType=company')).total).toBe(0);
  });

  it('takes an event that comes twice once', async () => {
    const event = told('company.updated', new Date());
    await publish(event, event);
    await publish(told('company.updated', new Date()));

    await eventually(async () => expect(await entries()).toHaveLength(2));
    expect((await verify()).problems).toEqual([]);
  });

  it('completes what a process that died left half written', async () => {
    const event = told('company.updated', new Date('2026-01-01T00:00:00Z'));
    await publish(event);
    const [first] = await eventually(async () => {
      const found = await entries();
      expect(found).toHaveLength(1);
      return found;
    });
    await identity.collections.auditEntries.forTenant(TENANT).delete(first?._id ?? '');
    await identity.collections.auditHeads.forTenant(TENANT).delete(TENANT);

    await publish(event);

    const [again] = await eventually(async () => {
      const found = await entries();
      expect(found).toHaveLength(1);
      return found;
    });
    expect(again?.digest).toBe(first?.digest);
    expect((await verify()).problems).toEqual([]);
  });
});

describe('the command audit verify', () => {
  const ENTRY = 'a test meddles';

  it('finds an untouched chain whole, and answers its head to be kept', async () => {
    const all = await chain(4);

    const { summary } = await verify();

    expect(summary).toMatchObject({ entries: 4, erased: 0, head: `4:${all.at(-1)?.seal}`, problems: 0 });
    expect((await verify('--head', String(summary['head']))).problems).toEqual([]);
  });

  it('names what was changed, in an entry or in what it tells', async () => {
    const [, second, third] = await chain(4);
    const change = (payload: AuditPayload) => ({ ...payload, action: { ...payload.action, kind: 'company.created' } });
    const { auditPayloads, auditEntries } = identity.collections;
    await auditPayloads.acrossTenants(ENTRY).mutate(second?.eventId ?? '', (payload) => payload && change(payload));
    await auditEntries.acrossTenants(ENTRY).mutate(third?._id ?? '', (entry) => entry && { ...entry, recordedAt: new Date(0) });

    expect((await verify()).problems).toEqual([
      expect.objectContaining({ problem: 'payload_changed', sequence: 2, eventId: second?.eventId }),
      expect.objectContaining({ problem: 'entry_changed', sequence: 3 }),
    ]);
  });

  it('names the gap where entries were taken out', async () => {
    const all = await chain(5);
    for (const { _id, eventId } of all.slice(1, 3)) {
      await identity.collections.auditEntries.acrossTenants(ENTRY).delete(_id);
      await identity.collections.auditPayloads.acrossTenants(ENTRY).delete(eventId);
    }

    expect((await verify()).problems).toEqual([expect.objectContaining({ problem: 'entries_missing', sequence: 2, until: 3 })]);
  });

  it('names entries that changed places, also where they were numbered anew', async () => {
    const [, second, third] = await chain(4);
    const swap = async (place: AuditEntry | undefined, with_: AuditEntry | undefined): Promise<void> => {
      const { _id = '', sequence = 0 } = place ?? {};
      await identity.collections.auditEntries.acrossTenants(ENTRY).delete(_id);
      if (with_)
        await identity.collections.auditEntries
          .acrossTenants(ENTRY)
          .insert({ ...with_, _id, sequence, eventId: `${with_.eventId}` });
    };
    await identity.collections.auditEntries.acrossTenants(ENTRY).delete(third?._id ?? '');
    await swap(second, third);
    await swap(third, second);

    const { problems } = await verify();

    expect(problems.filter(({ problem }) => problem === 'entry_changed').map(({ sequence }) => sequence)).toEqual([2, 3]);
    expect(problems.some(({ problem }) => problem === 'link_broken')).toBe(true);
  });

  it('names an end that was cut off, by the head in the database or one kept outside of it', async () => {
    const all = await chain(3);
    const kept = String((await verify()).summary['head']);
    const last = all.at(-1);
    await identity.collections.auditEntries.acrossTenants(ENTRY).delete(last?._id ?? '');
    await identity.collections.auditPayloads.acrossTenants(ENTRY).delete(last?.eventId ?? '');

    const byHead = await verify();
    await identity.collections.auditHeads.forTenant(TENANT).delete(TENANT);
    const byKept = await verify('--head', kept);

    const cutOff = [expect.objectContaining({ problem: 'end_cut_off', sequence: 3, until: 3 })];
    expect([byHead.problems, byKept.problems]).toEqual([cutOff, cutOff]);
  });

  it('names what was put in beside the chain, and what vanished without an erasure', async () => {
    const [first] = await chain(2);
    const payloads = identity.collections.auditPayloads.acrossTenants(ENTRY);
    const payload = await payloads.get(first?.eventId ?? '');
    if (payload) await payloads.insert({ ...payload, _id: 'forged' });
    await payloads.delete(first?.eventId ?? '');

    expect((await verify()).problems).toEqual([
      expect.objectContaining({ problem: 'payload_missing', sequence: 1 }),
      expect.objectContaining({ problem: 'payload_unchained', eventId: 'forged' }),
    ]);
  });

  it('asks for the tenant, and refuses a head that is none', async () => {
    const run = (...args: string[]) => identity.app.command(['audit', 'verify', ...args], () => undefined);

    await expect(run()).rejects.toMatchObject({ code: 'option_missing' });
    await expect(run('--tenant', TENANT, '--head', ADMIN.email)).rejects.toMatchObject({ code: 'head_invalid' });
  });
});
