import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createManualClock, newId } from '@psa-bridge/core';
import type { DocumentStore } from '@psa-bridge/persistence';
import { holdRow } from '../src/work/held-row.ts';
import { createWorkTable, type Hold, type WorkTable } from '../src/work/table.ts';
import { finishRow, type WorkRequest } from '../src/work/transitions.ts';
import { realStores } from './real-store.ts';

const real = realStores('work');
/** A lease must not lapse because the machine stands still. */
const clock = createManualClock();
const TERMS = { owner: 'one', leaseMs: 60_000, quarantineMs: 0 };
let store: DocumentStore;
let table: WorkTable;

beforeAll(async () => {
  store = real.open();
  table = createWorkTable({ store, provider: 'paper', clock });
  await store.prepare();
});
afterAll(() => real.cleanUp());

function request(more: Partial<WorkRequest> = {}): WorkRequest {
  return {
    tenantId: 't',
    integrationId: newId(),
    op: 'push',
    entityType: 'company',
    entityId: newId(),
    lane: 1,
    revision: 1,
    ...more,
  };
}

describe('the work table on the real database', () => {
  it('gives a row to one of many workers that want it', async () => {
    const row = await table.upsert(request());
    if (!row) throw new Error('not made');

    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, worker) => table.claim(row, { ...TERMS, owner: `w${worker}` })),
    );

    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('coalesces parallel requests of one entity into one row with the highest revision', async () => {
    const wanted = request();

    await Promise.all(
      Array.from({ length: 10 }, (_, index) => table.upsert({ ...wanted, revision: index + 1, lane: index % 4 })),
    );

    expect(await table.get('t', wanted)).toMatchObject({ desired: 10, lane: 0 });
  });

  it('finds what is due, and leaves out what is held back', async () => {
    const integrationId = newId();
    for (const lane of [3, 0, 2]) await table.upsert(request({ integrationId, lane }));
    await table.upsert(request({ integrationId, lane: 1, op: 'pull' }));

    const lanes = async (holds: readonly Hold[]) =>
      (await table.due(100, { holds, integrationIds: [integrationId] })).map((row) => row.lane).sort();

    expect(await lanes([])).toEqual([0, 1, 2, 3]);
    expect(await lanes([{ integrationId, op: 'pull' }])).toEqual([0, 2, 3]);
    expect(await lanes([{ integrationId, fromLane: 2 }])).toEqual([0, 1]);
    expect((await table.dueByIntegration([])).get(integrationId)).toBe(4);
  });

  it('counts what waits in each lane, over all tenants', async () => {
    const before = await table.allWaitingByLane();

    await table.upsertMany([request({ lane: 3 }), request({ lane: 3, tenantId: 'u' }), request({ lane: 0 })]);

    const after = await table.allWaitingByLane();
    const grown = (['interactive', 'webhook', 'bulk'] as const).map((lane) => (after.get(lane) ?? 0) - (before.get(lane) ?? 0));
    expect(grown).toEqual([1, 0, 2]);
  });

  it('shows a claimed row to nobody until its lease has lapsed', async () => {
    const integrationId = newId();
    const row = await table.upsert(request({ integrationId }));
    if (!row) throw new Error('not made');
    await table.claim(row, { ...TERMS, leaseMs: 50 });

    expect(await table.due(10, { integrationIds: [integrationId] })).toEqual([]);
    await clock.advance(50);
    const [lapsed] = await table.due(10, { integrationIds: [integrationId] });

    expect(lapsed && (await table.claim(lapsed, { ...TERMS, owner: 'two' }))).toMatchObject({ fence: 2 });
  });

  it('lets a worker that lost its lease write nothing', async () => {
    const row = await table.upsert(request());
    const claimed = row && (await table.claim(row, { ...TERMS, leaseMs: 1 }));
    if (!claimed) throw new Error('not claimed');
    const held = holdRow({ row: claimed, table, clock });
    await clock.advance(1);
    await table.claim(claimed, { ...TERMS, owner: 'two' });

    const late = held.write((own) => finishRow(own, { ending: 'succeeded' }, { now: clock.now(), quarantineMs: 0 }));

    await expect(late).rejects.toMatchObject({ code: 'lease_lost' });
    expect(held.signal.aborted).toBe(true);
  });

  it('keeps an edit that comes while the row is worked on', async () => {
    const wanted = request();
    const row = await table.upsert(wanted);
    const claimed = row && (await table.claim(row, TERMS));
    if (!claimed) throw new Error('not claimed');
    const held = holdRow({ row: claimed, table, clock });
    await table.upsert({ ...wanted, revision: 2 });

    const finished = await held.write((own) => finishRow(own, { ending: 'succeeded' }, { now: clock.now(), quarantineMs: 0 }));

    expect(finished).toMatchObject({ desired: 2, done: 1 });
    expect(finished.dueAt).toBeDefined();
  });

  it('sweeps what is done and says nothing any more', async () => {
    const wanted = request();
    const row = await table.upsert(wanted);
    const claimed = row && (await table.claim(row, TERMS));
    if (!claimed) throw new Error('not claimed');
    await holdRow({ row: claimed, table, clock }).write((own) =>
      finishRow(own, { ending: 'succeeded' }, { now: clock.now(), quarantineMs: 0 }),
    );
    const open = await table.upsert(request());

    await table.sweep(new Date(clock.now().getTime() + 1_000));

    expect(await table.get('t', wanted)).toBeUndefined();
    expect(open && (await table.get('t', open))).toBeDefined();
  });
});
