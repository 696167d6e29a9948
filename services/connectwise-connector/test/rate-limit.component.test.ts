import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { TENANT } from '@psa-bridge/connector-kit/contract-suite';
import { laneRank } from '@psa-bridge/connector-kit';
import {
  closedAfterEach,
  companyNamed,
  LIMIT_REACHED,
  limitedConnectWise,
  type LimitedConnectWise,
} from './limited-connectwise.ts';

const MINUTE_MS = 60_000;
const JITTER = 0.1;
/** Between the due time of a row and its call. */
const DISPATCH_MS = 300;

closedAfterEach();

/** Creations of companies are refused so often; `retryAfter` is what ConnectWise says. */
function limitCreations({ simulator }: LimitedConnectWise, times: number, retryAfter?: string): void {
  simulator.control.addFault({
    match: { entity: 'Company', operation: 'create' },
    action: { kind: 'status', status: 429, ...(retryAfter === undefined ? {} : { retryAfter }) },
    times,
  });
}

function creationsOf({ calls }: LimitedConnectWise, name: string): readonly number[] {
  return calls
    .filter(({ method, body }) => method === 'POST' && (body as { name?: string } | undefined)?.name === name)
    .map(({ atMs }) => atMs);
}

function waitsBetween(times: readonly number[]): readonly number[] {
  return times.slice(1).map((at, index) => at - (times[index] ?? 0));
}

function expectWaits(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [index, wait] of expected.entries()) {
    expect(actual[index]).toBeGreaterThanOrEqual(wait * (1 - JITTER));
    expect(actual[index]).toBeLessThanOrEqual(wait * (1 + JITTER) + DISPATCH_MS);
  }
}

describe('the rate limit of ConnectWise', () => {
  it('is met with waits of 5, 10, 20 and 40 seconds, then one issue says so in the exact words (CW-60, SY-33)', async () => {
    const limited = await limitedConnectWise();
    limitCreations(limited, 100);

    const id = await limited.company('Limited');
    await limited.clock.advance(3 * MINUTE_MS);

    expectWaits(waitsBetween(creationsOf(limited, 'Limited')), [5_000, 10_000, 20_000, 40_000]);
    const ofCompany = (await limited.harness.results()).filter(({ entityId }) => entityId === id);
    expect(ofCompany).toHaveLength(1);
    expect(ofCompany).toMatchObject([{ failure: { message: 'ConnectWise API rate limit exceeded' } }]);
  });

  it('spends no retry where ConnectWise names a longer time, which is waited out (CW-60)', async () => {
    const limited = await limitedConnectWise();
    limitCreations(limited, 1, '90');
    limitCreations(limited, 4);

    const id = await limited.company('Patient');
    await limited.harness.until(async () => expect(await limited.externalId('company', id)).toBeDefined(), 5 * MINUTE_MS);

    const [longest, ...waits] = waitsBetween(creationsOf(limited, 'Patient'));
    expect(longest).toBeGreaterThanOrEqual(90_000);
    expectWaits(waits, [5_000, 10_000, 20_000, 40_000]);
    expect(await limited.harness.openIssues()).toEqual([]);
  });

  it('holds no worker: while more companies wait than there are workers, a contact and another ConnectWise go on (CW-60)', async () => {
    const limited = await limitedConnectWise();
    const other = await limitedConnectWise({ credentials: { companyId: 'othermsp' } });
    const known = await limited.company('Known');
    await limited.harness.until(async () => expect(await limited.externalId('company', known)).toBeDefined());
    limitCreations(limited, 1_000);

    const waiting = await Promise.all(Array.from({ length: 20 }, (_, index) => limited.company(`Waiting ${index}`)));
    await limited.harness.until(() => expect(limited.simulator.control.listFaults({})[0]?.struck).toBeGreaterThan(0));
    const second = await limited.harness.connect(other.credentials);
    const contact = { firstName: 'Ann', lastName: 'Demo', email: 'ann@demo.example', companyId: known };
    const { id } = await limited.harness.save('contact', contact, limited.integration);
    const elsewhere = await limited.harness.save('company', companyNamed('Elsewhere'), second);
    await limited.harness.until(async () => {
      const record = await limited.harness.records.forTenant(TENANT).get('company', elsewhere.id);
      expect(record?.external[second._id]?.id).toBeDefined();
    });

    const rows = await Promise.all(waiting.map((companyId) => rowOf(limited, companyId)));
    expect(rows.filter((row) => row?.lease !== undefined || row?.dueAt === undefined)).toEqual([]);
    await limited.harness.until(async () => expect(await limited.externalId('contact', id)).toBeDefined(), 2 * MINUTE_MS);
  });
});

/** Runs a sync to its end, however long its waits are. */
async function synchronized({ harness, integration }: LimitedConnectWise, kind: 'full' | 'delta'): Promise<void> {
  const params = { id: integration._id };
  const { id } = (await harness.call('POST', '/{id}/sync', { params, body: { kind } })) as { id: string };
  await harness.until(async () => {
    const { items } = (await harness.call('GET', '/{id}/sync', { params })) as { items: { id: string; state: string }[] };
    expect(items.find((item) => item.id === id)).toMatchObject({ state: 'completed' });
  }, 20 * MINUTE_MS);
}

/** A company with a contact and an opportunity of its own, made in ConnectWise. */
function sellTo({ simulator: { control } }: LimitedConnectWise, name: string, status: { id: number }): void {
  const company = { id: Number(control.create({ entity: 'Company', values: { name, status } })['id']) };
  const value = `${name.replace(' ', '-')}@example.com`;
  const communicationItems = [{ type: { id: 1 }, value, communicationType: 'Email', defaultFlag: true }];
  const person = control.create({ entity: 'Contact', values: { firstName: name, company, communicationItems } });
  control.create({ entity: 'Opportunity', values: { name, company, contact: { id: Number(person['id']) } } });
}

function rowOf({ harness, integration }: LimitedConnectWise, entityId: string) {
  return harness.connector.table.get(TENANT, { integrationId: integration._id, op: 'push', entityType: 'company', entityId });
}

describe('bulk work that meets the limit at every second call', () => {
  it('never gives up: a full sync comes to its end with every company, product and opportunity (CW-60)', async () => {
    const limited = await limitedConnectWise({ seed: { companies: 2_500, contacts: 20, products: 1_100, opportunities: 30 } });
    limited.limitEverySecondCall();

    await synchronized(limited, 'full');

    const count = async (type: 'company' | 'product' | 'service' | 'opportunity') =>
      (await limited.harness.records.forTenant(TENANT).search(type, { from: 0, size: 1 })).total;
    const { control } = limited.simulator;
    expect(await count('company')).toBe(control.count({ entity: 'Company' }));
    expect((await count('product')) + (await count('service'))).toBe(control.count({ entity: 'Catalog Item' }));
    expect(await count('opportunity')).toBe(control.count({ entity: 'Opportunity' }));
    expect(limited.calls.filter(({ status }) => status === 429).length).toBeGreaterThan(4);
  }, 300_000);

  it('reads pages whose rows refer to more companies and contacts than one call takes, to their end (CW-60, CW-21)', async () => {
    const limited = await limitedConnectWise({ seed: { companies: 5, contactsPerCompany: 1, products: 1, opportunities: 0 } });
    const { harness, integration, simulator } = limited;
    await synchronized(limited, 'full');
    const [, other] = simulator.control.list({ entity: 'Company Status', limit: 2 }).map(({ id }) => Number(id));
    await harness.connector.integrations.change(TENANT, integration._id, (current) => ({
      ...current,
      settings: { ...current.settings, companyStatuses: ['1'] },
    }));
    for (let index = 0; index < 150; index += 1) sellTo(limited, `Other ${index}`, { id: Number(other) });
    sellTo(limited, 'Known', { id: 1 });
    limited.limitEverySecondCall();

    await synchronized(limited, 'delta');

    const records = harness.records.forTenant(TENANT);
    for (const [type, seeded] of [
      ['company', 5],
      ['contact', 5],
      ['opportunity', 0],
    ] as const)
      expect((await records.search(type, { from: 0, size: 1 })).total).toBe(seeded + 1);
    expect(await harness.openIssues()).toEqual([]);
  }, 300_000);

  it('looks at all open purchase orders, each of which takes a call of its own (CW-60, FP-13)', async () => {
    const limited = await limitedConnectWise({ seed: { companies: 3, contacts: 3, products: 3 } });
    const { harness, integration, simulator } = limited;
    await synchronized(limited, 'full');
    const records = harness.records.forTenant(TENANT);
    const distributorId = await limited.company('Distributor');
    const productId = (await records.search('product', { from: 0, size: 1 })).items[0]?._id ?? '';
    const orders = await Promise.all(
      ['PO-1', 'PO-2', 'PO-3', 'PO-4'].map((number) =>
        harness.save('purchase_order', orderOf({ number, distributorId, productId }), integration),
      ),
    );
    const statuses = () => Promise.all(orders.map(async ({ id }) => (await records.get('purchase_order', id))?.data.status));
    await harness.until(
      () => expect(simulator.control.count({ entity: 'Purchase Order Line Item' })).toBe(orders.length),
      5 * MINUTE_MS,
    );
    for (const { id } of simulator.control.list({ entity: 'Purchase Order Line Item' }))
      simulator.control.patch({ entity: 'Purchase Order Line Item', id: Number(id), values: { receivedQuantity: 2 } });
    limited.limitEverySecondCall();

    await synchronized(limited, 'delta');

    expect(await statuses()).toEqual(['received', 'received', 'received', 'received']);
  }, 300_000);

  it('brings every record there once, each one in the order of its edits (CW-60)', async () => {
    const limited = await limitedConnectWise();
    const { harness, integration, simulator } = limited;
    const records = harness.records.forTenant(TENANT);
    limited.limitEverySecondCall();
    simulator.control.addFault(LIMIT_REACHED);
    const raise = (entityId: string, desired: number) =>
      harness.connector.table.upsert({
        ...{ tenantId: TENANT, integrationId: integration._id, op: 'push', entityType: 'company', entityId },
        ...{ lane: laneRank('bulk'), desired },
      });

    const made = await Promise.all(
      Array.from({ length: 12 }, (_, index) => records.create('company', companyNamed(`Bulk ${index}`), OURS)),
    );
    for (const { _id, dataRevision } of made) await raise(_id, dataRevision);
    for (const telephone of ['5550101', '5550102', '5550103']) {
      await limited.clock.advance(MINUTE_MS);
      for (const { _id } of made) {
        const changed = await records.update('company', _id, { telephone }, OURS);
        await raise(_id, changed.dataRevision);
      }
    }
    await harness.until(async () => {
      const rows = await Promise.all(made.map(({ _id }) => rowOf(limited, _id)));
      expect(rows.filter((row) => row?.dueAt !== undefined)).toEqual([]);
    }, 20 * MINUTE_MS);

    for (const { data } of made) {
      const there = simulator.control.list({ entity: 'Company', conditions: `name = "${data.name}"` });
      expect(there).toMatchObject([{ phoneNumber: '5550103' }]);
    }
    for (const sent of phonesByCompany(limited).values()) expect(sent).toEqual([...sent].sort());
    expect(await harness.openIssues()).toEqual([]);
  }, 300_000);
});

const orderOf = ({ productId, ...order }: { number: string; distributorId: string; productId: string }) => ({
  ...{ ...order, total: '10.00', status: 'placed' as const, placedBy: 'manual' as const, placedAt: '2026-01-01T00:00:00Z' },
  lines: [{ id: newId(), procurementItemId: newId(), productId, name: 'Laptop', quantity: 2, unitCost: '5.00' }],
});

const OURS = { source: 'user', pushTo: [] } as const;

/** What was written of each company's telephone, in order, as far as it was taken. */
function phonesByCompany({ calls }: LimitedConnectWise): ReadonlyMap<string, readonly string[]> {
  const taken = calls.filter(({ method, status }) => method === 'PATCH' && status < 300);
  const phones = new Map<string, string[]>();
  for (const { path, body } of taken) {
    const written = (body as { path: string; value: unknown }[]).filter((operation) => /phoneNumber/i.test(operation.path));
    phones.set(path, [...(phones.get(path) ?? []), ...written.map(({ value }) => String(value))]);
  }
  return phones;
}
