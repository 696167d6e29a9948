import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@psa-bridge/testing';
import { EDITOR, startIdentityApp, type IdentityApp } from '../identity-app.ts';

let identity: IdentityApp;
let person: string;
let tenant: string;
beforeEach(async () => {
  identity = await startIdentityApp();
  person = await identity.createEditor();
  await identity.signIn(EDITOR);
  const user = await identity.collections.users.acrossTenants('test').get(person);
  tenant = user?.tenantId ?? '';
  await eventually(async () => expect(await actions()).toHaveLength(2));
});
afterEach(() => identity.app.stop());

function actions() {
  const filter = { $or: [{ 'action.actor.id': person }, { 'action.record.ids': person }] };
  return identity.collections.auditPayloads.forTenant(tenant).find(filter);
}

async function run(...args: string[]): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  await identity.app.command([...args, '--tenant', tenant], (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
  return lines;
}

describe('the commands about one person', () => {
  it('gives out what is kept of the person as JSON lines, without what signs them in', async () => {
    const lines = await run('person', 'export', '--person', person);

    expect(lines.map(({ what }) => what)).toEqual(['users', 'sessions', 'audit_payloads', 'audit_payloads']);
    expect(lines[0]).toMatchObject({ document: { email: EDITOR.email, name: EDITOR.name } });
    expect(JSON.stringify(lines)).not.toMatch(/secretHash|passwordHash/);
  });

  it('erases the person, and the chain of the audit stays whole and tells that it was done', async () => {
    const [answer] = await run('person', 'erase', '--person', person, '--confirm', person);
    await eventually(async () =>
      expect((await actions()).map(({ action }) => action.kind).sort()).toEqual(['audit.erased', 'user.erased']),
    );

    const [verdict] = await run('audit', 'verify');
    const user = await identity.collections.users.acrossTenants('test').get(person);
    const signIn = await identity.call('POST', '/v1/auth/sign-in', { body: { email: EDITOR.email, password: EDITOR.password } });

    expect(answer).toEqual({ erasedActions: 2 });
    expect(verdict).toMatchObject({ problems: 0, erased: 2 });
    expect(JSON.stringify(user)).not.toMatch(/Editor|editor@/);
    expect(signIn.status).toBe(401);
  });

  it('goes on where a killed erasure stopped, and repeated it changes nothing', async () => {
    await identity.collections.credentials.forTenant(tenant).deleteMany({ userId: person });
    await identity.collections.sessions.forTenant(tenant).deleteMany({ userId: person });

    const [first] = await run('person', 'erase', '--person', person, '--confirm', person);
    await eventually(async () => expect(await actions()).toHaveLength(2));
    const [second] = await run('person', 'erase', '--person', person, '--confirm', person);

    expect([first, second]).toEqual([{ erasedActions: 2 }, { erasedActions: 0 }]);
    expect(await actions()).toHaveLength(2);
    expect((await run('audit', 'verify')).at(-1)).toMatchObject({ problems: 0 });
  });

  it('erases nobody without a confirmation, and knows nobody of another tenant', async () => {
    await expect(run('person', 'erase', '--person', person)).rejects.toMatchObject({ code: 'unconfirmed' });
    tenant = 'another-tenant';
    await expect(run('person', 'erase', '--person', person, '--confirm', person)).rejects.toMatchObject({
      code: 'user_not_found',
    });
    expect((await identity.signIn(EDITOR)).user.id).toBe(person);
  });
});
