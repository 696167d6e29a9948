import { afterEach, describe, expect, it } from '@jest/globals';
import { armPoints, createManualClock, newId, type FaultPoint } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createRecordStore } from '@psa-bridge/records';
import { createConnectorHarness, TENANT, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { holdRow } from '../src/work/held-row.ts';
import { settleRequirements } from '../src/work/requirements.ts';
import { createWorkTable, type WorkTable } from '../src/work/table.ts';
import { deferRow, finishRow, type OwnedRow } from '../src/work/transitions.ts';
import { CREDENTIALS, paperConnector } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';

const TERMS = { owner: 'another worker', leaseMs: 30_000, quarantineMs: 0 };
const WAIT_MS = 30_000;

const running: ConnectorHarness[] = [];

afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop();
});

/** A row that another worker is at; nobody else takes it up, for its integration is served elsewhere. */
async function heldElsewhere(table: WorkTable) {
  const key = { integrationId: newId(), op: 'push' as const, entityType: 'opportunity' as const, entityId: newId() };
  const row = await table.upsert({ ...key, tenantId: TENANT, lane: 0, revision: 1 });
  const claimed = row && (await table.claim(row, TERMS));
  if (!claimed) throw new Error('The row cannot be claimed.');
  return claimed as OwnedRow;
}

describe('a row that waits for another one', () => {
  it('is woken though it asks for that at the very end of its push', async () => {
    const clock = createManualClock();
    const psa = createPaperPsa({ clock });
    const [asking, asked] = [Promise.withResolvers<() => Promise<void>>(), Promise.withResolvers<void>()];
    const late = async (): Promise<void> => {
      await (
        await asking.promise
      )();
      asked.resolve();
    };
    const faults = armPoints({ ['after_write' satisfies FaultPoint]: { action: late } });
    const harness = createConnectorHarness({ definition: paperConnector(), http: psa.http, clock, faults });
    running.push(harness);
    await harness.start();
    const integration = await harness.connect(CREDENTIALS);
    const table = createWorkTable({ store: harness.store, provider: 'paper', clock });
    const held = await heldElsewhere(table);
    const mine = table.collection.forTenant(TENANT);
    await mine.mutate(held._id, (row) => {
      const until = new Date(clock.now().getTime() + WAIT_MS);
      return row && deferRow(row, { until }, { now: clock.now(), quarantineMs: 0 });
    });

    const { id: entityId } = await harness.save('company', { name: 'Acme' }, integration);
    const key = { integrationId: integration._id, op: 'push' as const, entityType: 'company' as const, entityId };
    asking.resolve(async () => {
      await table.upsert({ ...key, tenantId: TENANT, lane: 0, revision: 0, dependent: held._id });
    });

    await harness.until(() => asked.promise, WAIT_MS / 2);
    await harness.until(
      async () => expect((await mine.get(held._id))?.dueAt?.getTime()).toBeLessThanOrEqual(clock.now().getTime()),
      WAIT_MS / 2,
    );
  });

  it('looks again at once where that ends before it has asked', async () => {
    const clock = createManualClock();
    const store = createMemoryStore({ clock });
    const table = createWorkTable({ store, provider: 'paper', clock });
    const records = createRecordStore({ store, clock, source: 'test' }).forTenant(TENANT);
    const nobody = { source: 'test', pushTo: [] };
    const company = await records.create('company', { name: 'Acme' }, nobody);
    const deal = await records.create('opportunity', { name: 'Deal', companyId: company._id }, nobody);
    const held = await heldElsewhere(table);
    const { integrationId } = held;
    const key = { integrationId, op: 'push' as const, entityType: 'company' as const, entityId: company._id };
    const other = await table.upsert({ ...key, tenantId: TENANT, lane: 0, revision: 1 });
    const claimed = other && (await table.claim(other, TERMS));
    const endsMeanwhile: WorkTable = {
      ...table,
      async upsert(request) {
        const terms = { now: clock.now(), quarantineMs: 0 };
        if (claimed)
          await table.collection
            .forTenant(TENANT)
            .replace(claimed, finishRow(claimed as OwnedRow, { ending: 'succeeded' }, terms));
        return table.upsert(request);
      },
    };

    const settling = settleRequirements(
      deal,
      { requires: () => [{ type: 'company', id: company._id }] },
      holdRow({ row: held, table, clock }),
      { table: endsMeanwhile, records, canPush: () => true, now: clock.now() },
    );

    await expect(settling).rejects.toMatchObject({ code: 'waits_for_record', retryAt: clock.now() });
  });
});
