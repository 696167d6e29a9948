import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { blockOutboundNetwork } from '@psa-bridge/testing';
import { EDITOR, startIdentityApp, type Answer, type IdentityApp } from '../identity-app.ts';
import { INTEGRATION, peopleOf } from '../people.ts';

const unblock = blockOutboundNetwork();

interface Merge {
  id: string;
  state: string;
}

describe('duplicates', () => {
  let identity: IdentityApp;
  let people: ReturnType<typeof peopleOf>;
  let token: string;
  let editorId: string;
  let duplicateId: string;

  const admin = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<Answer> =>
    identity.call(method, path, { token, ...(body === undefined ? {} : { body }) });
  const user = async (id: string) => (await admin('GET', `/v1/users/${id}`)).body as Record<string, unknown>;
  const duplicates = async () =>
    (await admin('GET', '/v1/duplicates')).body as { total: number; items: { users: { id: string }[] }[] };
  async function merge(keptId: string, mergedId: string): Promise<Merge> {
    const { status, body } = await admin('POST', '/v1/duplicates/merges', { keptId, mergedId });
    expect(status).toBe(201);
    return body;
  }

  // A synchronization made a second user of the editor, because the PSA has another address.
  beforeEach(async () => {
    identity = await startIdentityApp();
    people = peopleOf(identity);
    editorId = await identity.createEditor();
    token = (await identity.signIn()).accessToken;
    const [first = '', ...rest] = EDITOR.name.split(' ');
    const member = { externalId: '5', firstName: first, lastName: rest.join(' '), emails: ['work@demo.example'] };
    const [person] = await people.see({ ...member, becomesUser: true });
    duplicateId = person?.userId ?? '';
  });
  afterEach(() => identity.app.stop());
  afterAll(() => unblock());

  it('ID-42: a user whom a synchronization made beside one of the same name is listed with that one, and with the reason', async () => {
    const { total, items } = await duplicates();

    expect(total).toBe(1);
    expect(items[0]?.users.map(({ id }) => id)).toEqual([duplicateId, editorId]);
    expect((await people.person(`${INTEGRATION}:5`)).explanation.lost).toEqual([
      {
        id: editorId,
        name: EDITOR.name,
        because: 'The user has the same name, but neither the external id nor one of the addresses.',
      },
    ]);
  });

  it('two people of one PSA with the same name are no duplicates', async () => {
    await people.see({ externalId: '6', firstName: 'Same', lastName: 'Name', emails: ['one@demo.example'], becomesUser: true });
    await people.see({ externalId: '7', firstName: 'Same', lastName: 'Name', emails: ['two@demo.example'], becomesUser: true });

    expect((await duplicates()).total).toBe(1);
  });

  it('a merge makes one user with the ids, roles and people of both; the other one is kept out and said to be merged', async () => {
    const role = (await admin('POST', '/v1/roles', { name: 'Sales', permissions: ['Product viewer'] })).body as { id: string };
    await admin('PATCH', `/v1/users/${duplicateId}`, { roleIds: [role.id], permissions: ['Company editor'] });

    const merged = await merge(editorId, duplicateId);

    expect(merged).toMatchObject({ state: 'done', moved: { people: [`${INTEGRATION}:5`], roleIds: [role.id] } });
    expect(await user(editorId)).toMatchObject({
      ...{ externalIds: { [INTEGRATION]: '5' }, roleIds: [role.id], permissions: ['Quote editor', 'Company editor'] },
    });
    expect(await user(duplicateId)).toMatchObject({ state: 'deleted', externalIds: {} });
    expect(await people.person(`${INTEGRATION}:5`)).toMatchObject({ userId: editorId, explanation: { rule: 'merge' } });
    expect((await duplicates()).total).toBe(0);
  });

  it('a merge holds against the next synchronization', async () => {
    await merge(editorId, duplicateId);

    const [again] = await people.see({ externalId: '5', firstName: 'Demo', emails: ['work@demo.example'], becomesUser: true });

    expect(again?.userId).toBe(editorId);
  });

  it('undone, both are as before, but for what was changed since', async () => {
    await admin('PATCH', `/v1/users/${duplicateId}`, { permissions: ['Company editor', 'Product viewer'] });
    const before = [await user(editorId), await user(duplicateId)];
    const { id } = await merge(editorId, duplicateId);
    await admin('PATCH', `/v1/users/${editorId}`, { name: 'Renamed since' });

    const undone = await admin('POST', `/v1/duplicates/merges/${id}/undo`);
    const twice = await admin('POST', `/v1/duplicates/merges/${id}/undo`);

    expect(undone.body).toMatchObject({ state: 'undone', undoneBy: expect.any(String) });
    expect([await user(editorId), await user(duplicateId)]).toEqual([{ ...before[0], name: 'Renamed since' }, before[1]]);
    expect(await people.person(`${INTEGRATION}:5`)).toMatchObject({ userId: duplicateId, explanation: { rule: 'created' } });
    expect(twice).toMatchObject({ status: 409, body: { code: 'merge_not_undoable' } });
  });

  it.each([
    ['the one whom the person was', () => [editorId, duplicateId] as const],
    ['the other one', () => [duplicateId, editorId] as const],
  ] as const)('ID-42: undone, both are listed as duplicates again, whether %s was merged away', async (_whom, ids) => {
    const before = await duplicates();
    const [keptId, mergedId] = ids();
    const { id } = await merge(keptId, mergedId);

    await admin('POST', `/v1/duplicates/merges/${id}/undo`);

    expect((await duplicates()).items.map(({ users }) => users.map((one) => one.id))).toEqual(
      before.items.map(({ users }) => users.map((one) => one.id)),
    );
  });

  it('every merge stands in a list, with who made it and who undid it', async () => {
    const { id } = await merge(editorId, duplicateId);
    await admin('POST', `/v1/duplicates/merges/${id}/undo`);
    await merge(duplicateId, editorId);

    const { body } = await admin('GET', '/v1/duplicates/merges');

    expect(body).toMatchObject({ total: 2, items: expect.arrayContaining([expect.objectContaining({ id, state: 'undone' })]) });
  });

  it('what a process left behind is finished by another', async () => {
    const { id } = await merge(editorId, duplicateId);
    const merges = identity.collections.userMerges.acrossTenants('test');
    await merges.mutate(id, (current) => current && { ...current, state: 'begun' });
    await identity.changeUser(editorId, () => ({ externalIds: {} }));

    await identity.clock.leap(3 * 60_000);
    await identity.clock.leap(3 * 60_000);

    expect(await merges.get(id)).toMatchObject({ state: 'done' });
    token = (await identity.signIn()).accessToken;
    expect(await user(editorId)).toMatchObject({ externalIds: { [INTEGRATION]: '5' } });
  });

  it.each([
    ['with itself', () => [editorId, editorId], 400, 'invalid_request'],
    ['with somebody who is not here', () => [editorId, '01900000-0000-7000-8000-000000000009'], 404, 'user_unknown'],
  ] as const)('a user is not merged %s', async (_what, ids, status, code) => {
    const [keptId, mergedId] = ids();

    expect(await admin('POST', '/v1/duplicates/merges', { keptId, mergedId })).toMatchObject({ status, body: { code } });
  });

  it('two people of the same PSA are not made one user, nor does an admin merge the own account away', async () => {
    await people.see({ externalId: '9', emails: [EDITOR.email] });
    const { body: me } = await admin('GET', '/v1/auth/me');

    const two = await admin('POST', '/v1/duplicates/merges', { keptId: editorId, mergedId: duplicateId });
    const own = await admin('POST', '/v1/duplicates/merges', { keptId: editorId, mergedId: (me as { id: string }).id });

    expect(two).toMatchObject({ status: 409, body: { code: 'merge_contradiction' } });
    expect(own).toMatchObject({ status: 409, body: { code: 'own_access' } });
  });
});
