import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Collection, Stored } from '@psa-bridge/persistence';
import type { Service } from '@psa-bridge/service-host';
import { eventually } from '@psa-bridge/testing';
import { createPlanned } from '../platform/one-process.ts';
import { planServices } from '../platform/service-plan.ts';
import { declaredServices } from './service-routes.ts';

const { store, bus } = declaredServices();
const collections = await store.everyCollection();
const named = collections.map((collection) => ({ name: collection.spec.name, collection }));

/** What of a person may stand in the other services' collections, and what becomes of it. A new collection has to be put here. */
const DECIDED: readonly (readonly [RegExp, string])[] = [
  [
    /^(companies|contacts|products|services|opportunities|quotes|categories|agreements|tickets)$/,
    'The business records of the tenant.',
  ],
  [
    /^(purchase_orders|sales_orders|procurement_items|ticket_charges|stock_levels|field_values|record_.*)$/,
    'The business records of the tenant.',
  ],
  [
    /^(issues|issue_comments|issue_digests|gateway_answers|gateway_status_subscriptions|gateway_webhook_deliveries)$/,
    'Erased with the person.',
  ],
  [/^(issue_success_marks|issue_retry_jobs|issue_people_gone)$/, 'Holds ids.'],
  [/^issue_causes$/, 'What fails and why, without the names of the records that it happened to.'],
  [
    /^gateway_(integrations|procurement_settings|public_api_settings|limits|reindex_jobs|reported_states|partner_settings|partner_replays|webhook_endpoints)$/,
    'Holds ids.',
  ],
  [
    /^gateway_browser_sessions$/,
    'Opens nothing without its cookie, names nobody, and ends with the session of identity-service.',
  ],
  [/^gateway_mail_outbox$/, 'Orders to distributors, kept in development.'],
  [/^issue_mail_outbox$/, 'Digests of issues, kept in development.'],
  [/^gateway_notices$/, 'Holds ids, and what an admin wrote for everybody.'],
  [/^(gateway_service_histories|gateway_status_watch|service_beats)$/, 'Of services and processes.'],
  [/^xero_(connections|consents|connect_attempts|engines|customers)$/, 'Holds ids, and what was decided for all.'],
  [/^xero_(invoices|orders)$/, 'What stands in the PSA: told anew without the person once the contact is gone there.'],
  [/^xero_mail_outbox$/, 'Alerts to the tenant, kept in development.'],
  [/^(leases|migrations)$/, 'Is nobody’s.'],
  [/_(autotask|connectwise|halo)$/, 'What stands in the PSA, and how its records are linked: erased there, with the contact.'],
];

describe('personal data', () => {
  // Those of identity-service are decided on by its own table, which the compiler keeps complete.
  it.each(named.filter(({ collection }) => collection.spec.writer !== 'identity-service'))(
    'is decided on in $name',
    ({ name }) => {
      expect(DECIDED.filter(([pattern]) => pattern.test(name))).toHaveLength(1);
    },
  );
});

const LEAVING = '01900000-0000-7000-8000-00000000aaaa';
const STAYING = '01900000-0000-7000-8000-00000000bbbb';
const PLATFORM = 'platform';
/** Of the platform: no tenant has documents there. */
const NOBODYS = ['leases', 'migrations'];
/** What opens the door is not given out; the chain tells nothing; the tenant is seeded for itself. */
const NOT_SEEDED_ALIKE = ['tenants', 'audit_entries', 'audit_heads', 'audit_payloads'];
const NOT_GIVEN_OUT = ['credentials', 'sessions', 'gateway_browser_sessions', 'mail_tokens'];

describe('a tenant that leaves', () => {
  const seeded = named.filter(({ name }) => ![...NOBODYS, ...NOT_SEEDED_ALIKE].includes(name));
  const lines: { collection?: string; document?: { note?: string } }[] = [];
  let identity: Service;

  const seed = (collection: Collection<Stored>, tenantId: string) =>
    collection
      .forTenant(tenantId)
      .insert({ ...content(collection, tenantId), _id: `${collection.spec.name} of ${tenantId}`, tenantId });
  const content = ({ spec: { name } }: Collection<Stored>, tenantId: string) => ({
    note: `${name} of ${tenantId}`,
    nameKey: tenantId,
  });
  const run = (...args: string[]) =>
    identity.command([...args, '--tenant', LEAVING], (line) => void lines.push(JSON.parse(line) as (typeof lines)[number]));

  async function documentsNaming(tenantId: string): Promise<readonly string[]> {
    const all = await Promise.all(
      collections.map(async ({ spec, acrossTenants }) =>
        (await acrossTenants('test').find({})).map((document) => [spec.name, document] as const),
      ),
    );
    return all
      .flat()
      .flatMap(([name, { outbox: _events, ...document }]) => (JSON.stringify(document).includes(tenantId) ? [name] : []));
  }

  beforeAll(async () => {
    const [planned] = planServices({
      kafkaBrokers: 'none:0',
      mongodbUri: 'none:',
      database: 'none',
      ports: [],
      logLevel: 'silent',
    });
    if (planned?.name !== 'identity-service') throw new Error('identity-service is not the first of the plan.');
    identity = createPlanned(planned, { store, bus });
    await identity.start();
    for (const tenantId of [LEAVING, STAYING]) {
      for (const { collection } of seeded) await seed(collection, tenantId);
      const tenant = { _id: tenantId, tenantId, name: 'A tenant', createdAt: new Date() };
      await store.collection({ name: 'tenants', writer: 'identity-service' }).forTenant(tenantId).insert(tenant);
    }
    await store.leases.acquire(`reindex:${LEAVING}:company`, 'a replica', 60_000);
    const waiting = { _id: 'mail', tenantId: PLATFORM, about: { tenantId: LEAVING }, dueAt: new Date('2100-01-01') };
    await store.collection({ name: 'mail_jobs', writer: 'identity-service' }).forTenant(PLATFORM).insert(waiting);
    await run('tenant', 'export');
    await run('tenant', 'erase', '--confirm', LEAVING);
  });
  afterAll(() => identity.stop());

  it.each(seeded.filter(({ name }) => !NOT_GIVEN_OUT.includes(name)))('has what stood in $name as a JSON line', ({ name }) => {
    expect(lines.filter(({ collection }) => collection === name).map(({ document }) => document?.note)).toEqual([
      `${name} of ${LEAVING}`,
    ]);
  });

  it('leaves nothing with its id but the digests of its audit, what says that it left, and the stub they belong to', async () => {
    await eventually(async () => {
      const told = await store
        .collection({ name: 'audit_payloads', writer: 'identity-service' })
        .forTenant(LEAVING)
        .count({ 'action.kind': 'tenant.erased' });
      expect(told).toBe(1);
    });

    const left = new Set(await documentsNaming(LEAVING));

    expect([...left].sort()).toEqual(['audit_entries', 'audit_heads', 'audit_payloads', 'tenants']);
  });

  it('takes nothing with it of a tenant that stays', async () => {
    const left = await documentsNaming(STAYING);

    expect(new Set(left)).toEqual(new Set(['tenants', ...seeded.map(({ name }) => name)]));
  });
});
