import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodePayload, events, topics, type RecordChanged } from '@psa-bridge/contracts';
import { createManualClock, newId, systemClock } from '@psa-bridge/core';
import type { DocumentStore, Stored } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createRecordStore } from '@psa-bridge/records';
import { eventually } from '@psa-bridge/testing';
import { collections } from '../../src/collections.ts';
import { makeReindexing } from '../../src/usecases/operations/reindex.ts';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { admin, person } from '@psa-bridge/http-server/route-suite';

const COMPANIES = 450;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

interface StoredCompany extends Stored {
  data: Record<string, unknown>;
  dataRevision: number;
}

const companies = (store: DocumentStore) => store.collection<StoredCompany>({ name: 'companies', writer: 'records' });

async function seed(store: DocumentStore, tenantId: string, count: number): Promise<readonly string[]> {
  const records = createRecordStore({ store, clock: systemClock, source: 'test' }).forTenant(tenantId);
  const page = Array.from({ length: count }, (_, at) => ({
    externalId: String(at),
    data: { name: `Company ${at}` },
    seenAt: systemClock.now(),
  }));
  return [...(await records.applyIncoming('company', newId(), page)).ids.values()];
}

/** The changes of records that were told as the doing of a user. */
async function toldBy(source: string): Promise<RecordChanged[]> {
  const told: RecordChanged[] = [];
  for await (const { headers, value } of gateway.bus.readAll(topics.records.name))
    if (headers['ce_type'] === events.recordChanged.type) told.push(decodePayload(events.recordChanged, value));
  return told.filter((change) => change.source === source);
}

const us = admin('us');

async function completed(): Promise<Readonly<Record<string, unknown>>> {
  return eventually(async () => {
    const { body } = await gateway.call('GET', '/v1/reindex', { as: us });
    const [job] = body['items'] as Record<string, unknown>[];
    expect(job).toMatchObject({ state: 'completed' });
    return job ?? {};
  });
}

describe('re-indexing', () => {
  it('tells of every record of the type and the tenant again, with its progress, and pushes nothing (OP-02, SY-41)', async () => {
    const ids = await seed(gateway.store, us.tenantId, COMPANIES);
    await seed(gateway.store, 'them', 1);

    const started = await gateway.call('POST', '/v1/reindex', { as: us, body: { entityType: 'company' } });
    const job = await completed();

    expect([started.status, started.body]).toMatchObject([202, { entityType: 'company', state: 'running', total: COMPANIES }]);
    expect(job).toMatchObject({ done: COMPANIES, total: COMPANIES, startedBy: us.subject });
    await eventually(async () => {
      const again = await toldBy(us.subject);
      expect(again.map(({ entityId }) => entityId).sort()).toEqual([...ids].sort());
    });
  });

  it('brings records that were written in a former form into the one that is searched now (OP-02)', async () => {
    const [id = ''] = await seed(gateway.store, us.tenantId, 1);
    const stored = companies(gateway.store).forTenant(us.tenantId);
    await stored.mutate(id, (current) => current && { ...current, data: { name: 'Former' } });
    const before = await stored.get(id);

    await gateway.call('POST', '/v1/reindex', { as: us, body: { entityType: 'company' } });
    await completed();

    const after = await stored.get(id);
    expect(before?.data).not.toHaveProperty('isActive');
    expect(after?.data).toMatchObject({ name: 'Former', isActive: true });
    expect(after?.dataRevision).toBe((before?.dataRevision ?? 0) + 1);
  });

  it('is a matter of admins, and an entity type that there is not is refused by name (OP-02)', async () => {
    const body = { entityType: 'spaceship' };

    const refused = await gateway.call('POST', '/v1/reindex', { as: person('us', ['Quote editor']), body });
    const unknown = await gateway.call('POST', '/v1/reindex', { as: us, body });

    expect(refused.status).toBe(403);
    expect([unknown.status, unknown.body['problems']]).toMatchObject([400, [{ field: 'body.entityType' }]]);
  });

  it('goes on behind the last page that is done when its replica was killed, and asked for again it is the same job (OP-02)', async () => {
    const clock = createManualClock();
    const store = createMemoryStore({ clock });
    const records = createRecordStore({ store, clock, source: 'test' });
    await seed(store, us.tenantId, COMPANIES);
    const replica = () =>
      makeReindexing({ jobs: store.collection(collections.reindexJobs), leases: store.leases, records, clock });
    const [first, second] = [replica(), replica()];
    const { total } = await first.start('company', us);
    const jobs = store.collection(collections.reindexJobs).forTenant(us.tenantId);
    const killed = new AbortController();

    const running = first.carryOn(killed.signal);
    await eventually(async () => expect((await first.list(us))[0]?.done).toBeGreaterThan(0));
    killed.abort();
    await running;
    const again = await second.start('company', us);
    await second.carryOn(new AbortController().signal);

    const [job] = await second.list(us);
    expect(again).toMatchObject({ startedAt: (await jobs.get(`${us.tenantId}:company`))?.startedAt, total });
    expect(job).toMatchObject({ state: 'completed', done: total });
  });
});
