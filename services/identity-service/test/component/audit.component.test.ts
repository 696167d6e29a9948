import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import { createMemoryBus } from '@psa-bridge/messaging';
import { systemClock } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import { EDITOR, startIdentityApp, type IdentityApp } from '../identity-app.ts';
import { INTEGRATION, peopleOf } from '../people.ts';
import { publish, TENANT, told } from '../told.ts';

let identity: IdentityApp;
beforeEach(async () => {
  identity = await startIdentityApp({ bus: createMemoryBus({ clock: systemClock }) });
});
afterEach(() => identity.app.stop());

interface Item {
  id: string;
  text: string;
  kind: string;
  actor: { kind: string; id: string; name?: string };
  record: { type: string; id: string; name?: string };
  address?: string;
  changes: { field: string; before?: unknown; after?: unknown }[];
}

async function secondUser(token: string): Promise<string> {
  const body = { email: 'second@demo.example', name: 'Demo Second', password: 'a long demo password' };
  return ((await identity.call('POST', '/v1/users', { token, body })).body as { id: string }).id;
}

async function audit(query = ''): Promise<{ items: Item[]; total: number; next?: string }> {
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
    await publish(
      identity,
      ...[1, 2, 3].map((minute) => ({ ...told('company.updated', at(minute), `company-${minute}`), tenantId })),
    );
    await eventually(async () => expect((await audit('?recordType=company')).total).toBe(3));

    const one = await audit('?recordType=company&recordId=company-2');
    const within = await audit(`?recordType=company&since=${at(1).toISOString()}&until=${at(3).toISOString()}&size=1`);

    expect(one.items).toMatchObject([{ actor: { kind: 'integration', id: 'integration-1' }, record: { name: 'Demo Ltd' } }]);
    expect(one.items[0]?.changes).toEqual([{ field: 'name', before: 'Old Ltd', after: 'Demo Ltd' }]);
    expect(within).toMatchObject({ total: 2, items: [{ record: { id: 'company-2' } }] });
  });

  it('answers in one request who changed a mapping and what it was before (OP-01)', async () => {
    const admin = await identity.signIn();
    const tenantId = (await identity.collections.tenants.acrossTenants('test').find({}))[0]?._id ?? '';
    const integration = { type: 'integration', id: 'integration-1', name: 'Demo PSA' };
    const saved = (before: object, after: object) => {
      const fields = fieldChanges({ settings: before }, { settings: after });
      const deed = {
        kind: 'integration.settings_saved',
        record: integration,
        fields,
        actor: { kind: 'user', id: admin.user.id } as const,
      };
      return actionTaken(deed, { tenantId, source: 'autotask-connector', at: new Date() });
    };
    await publish(
      identity,
      saved({ opportunityStages: { won: '1' } }, { opportunityStages: { won: '3' } }),
      saved({ opportunityStagesOther: '1', queue: '8' }, { opportunityStagesOther: '2', queue: '9' }),
    );

    const [changed] = await eventually(async () => {
      const { items } = await audit('?recordType=integration&recordId=integration-1&field=settings.opportunityStages');
      expect(items).toHaveLength(1);
      return items;
    });

    expect(changed?.changes).toEqual([{ field: 'settings.opportunityStages.won', before: '1', after: '3' }]);
    expect(changed?.actor).toEqual({ kind: 'user', id: admin.user.id, name: 'Administrator' });
    expect(changed?.text).toBe(
      'Administrator saved the settings of integration “Demo PSA”: settings.opportunityStages.won from “1” to “3”',
    );
    expect((await audit('?source=autotask-connector')).total).toBe(2);
    expect((await audit('?source=autotask-connector&actorKind=integration')).total).toBe(0);
  });

  it('finds all that a person did and that was done to the person, and says it with the name that the person has now', async () => {
    const id = await identity.createEditor();
    await identity.signIn(EDITOR);
    const { accessToken: token } = await identity.signIn();
    await identity.call('POST', '/v1/duplicates/merges', { token, body: { keptId: id, mergedId: await secondUser(token) } });
    await identity.call('POST', `/v1/users/${id}/deactivate`, { token });

    const texts = await eventually(async () => {
      const { items } = await audit(`?person=${id}`);
      expect(items).toHaveLength(5);
      return items.map(({ text }) => text);
    });

    expect(texts).toEqual(
      expect.arrayContaining([
        'Administrator created user “Demo Editor”',
        'Demo Editor signed in',
        'Administrator merged user “Demo Editor” and 1 more',
        'Administrator deactivated user “Demo Editor”: allowLogin from true to false',
        'Administrator ended a session',
      ]),
    );
  });

  it('is read page by page, where nothing is missed or read twice while more is done', async () => {
    const tenantId = (await identity.collections.tenants.acrossTenants('test').find({}))[0]?._id ?? '';
    const at = (minute: number) => ({
      ...told('company.updated', new Date(Date.UTC(2026, 0, 1, 0, minute)), `company-${minute}`),
      tenantId,
    });
    await publish(identity, at(1), at(2), at(3), {
      ...at(3),
      ...told('company.updated', new Date(Date.UTC(2026, 0, 1, 0, 3)), 'company-4'),
      tenantId,
    });
    await eventually(async () => expect((await audit('?recordType=company')).total).toBe(4));

    const first = await audit('?recordType=company&size=3');
    await publish(identity, at(9));
    await eventually(async () => expect((await audit('?recordType=company')).total).toBe(5));
    const second = await audit(`?recordType=company&size=3&cursor=${first.next}`);

    const seen = [...first.items, ...second.items].map(({ record }) => record.id);
    expect(seen.slice(0, 2).sort()).toEqual(['company-3', 'company-4']);
    expect(seen.slice(2)).toEqual(['company-2', 'company-1']);
    expect(second.next).toBeUndefined();
  });

  it.each(['nonsense', Buffer.from('[1,2]').toString('base64url'), Buffer.from('["x","y"]').toString('base64url')])(
    'refuses %s as a cursor, by name',
    async (cursor) => {
      const { accessToken: token } = await identity.signIn();

      const { status, body } = await identity.call('GET', `/v1/audit?cursor=${cursor}`, { token });

      expect([status, (body as { problems: { field: string }[] }).problems[0]?.field]).toEqual([400, 'cursor']);
    },
  );

  it('shows nothing of another tenant, and nothing to whoever is no admin', async () => {
    await publish(identity, told('company.updated', new Date()));
    await eventually(async () => expect(await identity.collections.auditEntries.forTenant(TENANT).count({})).toBe(1));
    await identity.createEditor();
    const { accessToken: token } = await identity.signIn(EDITOR);

    const refused = await identity.call('GET', '/v1/audit', { token });

    expect(refused.status).toBe(403);
    expect((await audit('?recordType=company')).total).toBe(0);
  });
});
