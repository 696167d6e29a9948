import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import { systemClock } from '@psa-bridge/core';
import { createMongoStore } from '@psa-bridge/persistence';
import { captureLogger, eventually, realBackend } from '@psa-bridge/testing';
import { startIdentityApp, type IdentityApp } from '../identity-app.ts';
import { createPerson, eraseEverywhere, run, seedPerson } from '../person-everywhere.ts';
import { publish } from '../told.ts';

interface Page {
  items: { record: { id: string }; text: string }[];
  total: number;
  next?: string;
}

describe('the audit on a real database', () => {
  const backend = realBackend('identity-audit');
  const { logger } = captureLogger();
  const store = createMongoStore({ uri: backend.mongodbUri, databaseName: backend.databaseName, clock: systemClock, logger });
  let identity: IdentityApp;
  let tenant: string;

  beforeAll(async () => {
    identity = await startIdentityApp({ store, clock: systemClock });
    tenant = (await identity.collections.tenants.acrossTenants('test').find({}))[0]?._id ?? '';
  });
  afterAll(async () => {
    await identity.app.stop();
    await store.close();
    await backend.cleanUp();
  });

  async function audit(query: string): Promise<Page> {
    const { accessToken: token } = await identity.signIn();
    return (await identity.call('GET', `/v1/audit?${query}`, { token })).body;
  }

  it('is searched by the beginning of a field, and read page by page with a cursor (OP-01)', async () => {
    const saved = (stage: string, id: string) => {
      const fields = fieldChanges({ settings: { stages: { won: '1' } } }, { settings: { stages: { won: stage } } });
      const deed = { kind: 'integration.settings_saved', record: { type: 'integration', id }, fields };
      return actionTaken(deed, { tenantId: tenant, source: 'autotask-connector', at: new Date('2026-01-01T00:00:00Z') });
    };
    await publish(identity, saved('2', 'a'), saved('3', 'b'), saved('4', 'c'));
    await eventually(async () => expect((await audit('field=settings.stages')).total).toBe(3));

    const first = await audit('field=settings.stages&size=2');
    const second = await audit(`field=settings.stages&size=2&cursor=${first.next}`);

    expect([...first.items, ...second.items].map(({ record }) => record.id).sort()).toEqual(['a', 'b', 'c']);
    expect([first.items.length, second.next, (await audit('field=settings.stage')).total]).toEqual([2, undefined, 0]);
    expect(second.items[0]?.text).toMatch(/saved the settings of integration: settings\.stages\.won from “1” to “\d”$/);
  });

  it('tells nothing of a person who was erased from every collection, and verifies', async () => {
    const who = await createPerson(identity);
    await seedPerson(identity, who);
    expect((await audit(`person=${who.person}`)).total).toBeGreaterThan(0);

    const { before, after, verdict } = await eraseEverywhere(identity, who);

    expect(before.length).toBeGreaterThan(15);
    expect([after, verdict?.['problems']]).toEqual([[], 0]);
  });

  it('is all that is left of a tenant that left, and verifies', async () => {
    await run(identity, 'tenant', 'erase', '--confirm', tenant, '--tenant', tenant);
    await eventually(async () =>
      expect(await identity.collections.auditPayloads.forTenant(tenant).count({ 'action.kind': 'tenant.erased' })).toBe(1),
    );

    const counts = (await store.everyCollection()).map(
      async (collection) => [collection.spec.name, await collection.forTenant(tenant).count({})] as const,
    );
    const left = (await Promise.all(counts)).flatMap(([name, count]) => (count > 0 ? [name] : []));
    expect(left.sort()).toEqual(['audit_entries', 'audit_heads', 'audit_payloads', 'tenants']);
    expect((await run(identity, 'audit', 'verify', '--tenant', tenant)).at(-1)).toMatchObject({ problems: 0 });
  });
});
