import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import type { Stored } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createRecordStore } from '@psa-bridge/records';
import { eventually } from '@psa-bridge/testing';
import { ADMIN, EDITOR, startIdentityApp, type IdentityApp } from '../identity-app.ts';

const clock = createManualClock();
const OTHER = 'another-tenant';
const SEALED = `v1.test.${'a'.repeat(16)}.${'b'.repeat(22)}.abc`;

interface Connection extends Stored {
  name: string;
  credentials: { secret: string };
}

let store: ReturnType<typeof createMemoryStore>;
let identity: IdentityApp;
let tenant: string;
beforeEach(async () => {
  store = createMemoryStore({ clock });
  identity = await startIdentityApp({ store });
  await identity.createEditor();
  tenant = (await identity.collections.tenants.acrossTenants('test').find({}))[0]?._id ?? '';
  await eventually(async () => expect(await identity.collections.auditPayloads.forTenant(tenant).count({})).toBe(4));
  for (const tenantId of [tenant, OTHER]) {
    const records = createRecordStore({ store, clock, source: 'gateway' }).forTenant(tenantId);
    await records.create('company', { name: `Company of ${tenantId}` }, { source: 'user-1', pushTo: [] });
    await connections()
      .forTenant(tenantId)
      .insert({ ...connection(tenantId), _id: `connection-of-${tenantId}` });
  }
});
afterEach(() => identity.app.stop());

function connections() {
  return store.collection<Connection>({ name: 'integrations_demo', writer: 'demo-connector' });
}

function connection(tenantId: string) {
  return { tenantId, name: 'Demo PSA', credentials: { secret: SEALED } };
}

async function run(args: readonly string[], print?: (line: string) => void): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  await identity.app.command([...args, '--tenant', tenant], (line) => {
    print?.(line);
    lines.push(JSON.parse(line) as Record<string, unknown>);
  });
  return lines;
}

const erase = (print?: (line: string) => void) => run(['tenant', 'erase', '--confirm', tenant], print);

/** How many documents of a tenant stand in each collection. */
async function left(tenantId: string): Promise<Record<string, number>> {
  const counts = (await store.everyCollection()).map(
    async (collection) => [collection.spec.name, await collection.forTenant(tenantId).count({})] as const,
  );
  return Object.fromEntries((await Promise.all(counts)).filter(([, count]) => count > 0));
}

/** Once the audit has been told of all that was done. */
function kindsLeft(...kinds: string[]): Promise<void> {
  return eventually(async () => {
    const found = await identity.collections.auditPayloads.forTenant(tenant).find({});
    expect(found.map(({ action }) => action.kind).sort()).toEqual(kinds);
  });
}

describe('offboarding of a tenant', () => {
  it('gives out every document as JSON lines, whoever wrote it, without secrets, and tells the audit', async () => {
    const lines = await run(['tenant', 'export']);

    const names = new Set(lines.map(({ collection }) => collection));
    expect([...names]).toEqual(expect.arrayContaining(['companies', 'integrations_demo', 'users', 'audit_payloads', 'tenants']));
    expect(JSON.stringify(lines)).toContain(`Company of ${tenant}`);
    expect(JSON.stringify(lines)).toContain(EDITOR.email);
    expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${OTHER}|Hash(es)?":|${SEALED}`));
    await eventually(async () =>
      expect(await identity.collections.auditPayloads.forTenant(tenant).count({ 'action.kind': 'tenant.exported' })).toBe(1),
    );
  });

  it('leaves nothing but digests that verify and say that what they told was erased, and nobody gets in', async () => {
    const lines = await erase();
    await kindsLeft('audit.erased', 'tenant.erased');

    const [verdict] = await run(['audit', 'verify']);
    const signIn = await identity.call('POST', '/v1/auth/sign-in', { body: ADMIN });

    expect(lines.at(-1)).toMatchObject({ erasedActions: 4 });
    expect(Object.keys(await left(tenant)).sort()).toEqual(['audit_entries', 'audit_heads', 'audit_payloads', 'tenants']);
    expect(verdict).toMatchObject({ problems: 0, erased: 4 });
    expect(signIn.status).toBe(401);
    expect(await identity.collections.tenants.acrossTenants('test').get(tenant)).toMatchObject({ name: 'Erased tenant' });
  });

  it('takes nothing of another tenant', async () => {
    const before = await left(OTHER);

    await erase();

    expect(await left(OTHER)).toEqual(before);
  });

  it('closes the doors first, goes on where it was killed, and finds nothing the second time', async () => {
    const first: string[] = [];
    const killed = erase((line) => {
      first.push((JSON.parse(line) as { collection: string }).collection);
      if (first.length === 3) throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    const halfway = await left(tenant);

    await erase();
    await kindsLeft('audit.erased', 'tenant.erased');

    expect(first).toEqual(['credentials', 'integrations_demo', 'sessions']);
    expect(halfway).toHaveProperty('companies');
    expect(await erase()).toEqual([{ erasedDocuments: 0, erasedActions: 0 }]);
    expect((await run(['audit', 'verify'])).at(-1)).toMatchObject({ problems: 0 });
  });

  it('is not made anew by a start with the variables of the first tenant', async () => {
    await erase();
    await identity.app.stop();

    identity = await startIdentityApp({ store });

    expect(await identity.collections.users.forTenant(tenant).count({})).toBe(0);
  });

  it('erases nothing without a confirmation, and knows no tenant that is not there', async () => {
    await expect(run(['tenant', 'erase'])).rejects.toMatchObject({ code: 'unconfirmed' });
    tenant = 'nobody';
    await expect(erase()).rejects.toMatchObject({ code: 'tenant_not_found' });
    await expect(run(['tenant', 'export'])).rejects.toMatchObject({ code: 'tenant_not_found' });
  });
});
