import { rejected, unavailable, type AppError } from '@psa-bridge/core';
import type { BusinessRecord, RecordType, TenantRecords } from '@psa-bridge/records';
import type { PushPart, RecordRef } from '../definition/resource.ts';
import type { HeldRow } from './held-row.ts';
import { needsWork, rowId } from './row.ts';
import type { WorkTable } from './table.ts';

export interface RequirementDeps {
  table: WorkTable;
  records: TenantRecords;
  /** True for types that this connector can create. */
  canPush: (type: RecordType) => boolean;
  now: Date;
}

/** The dependent looks again after so long by itself, should nobody wake it. */
const LOOK_AGAIN_MS = 30_000;

/**
 * Makes sure that the records this one refers to are linked: each that is not is pushed first (SY-10), and this row waits.
 *
 * @throws AppError `waits_for_record` (unavailable, `retryAt`) while one is on its way; `<type>_has_no_external_identifier` (rejected) with the
 * words of AT-61 and AT-62 when one that is required could not be linked.
 */
export async function settleRequirements(
  record: BusinessRecord,
  push: Pick<PushPart<RecordType, unknown, unknown>, 'requires' | 'prefers'>,
  held: HeldRow,
  deps: RequirementDeps,
): Promise<void> {
  const required = await unlinked(push.requires?.(record) ?? [], held.current().integrationId, deps.records);
  const preferred = await unlinked(push.prefers?.(record) ?? [], held.current().integrationId, deps.records);
  const states = new Set<Asked>();
  for (const ref of [...required, ...preferred]) {
    const state = await askFor(ref, held, deps);
    if (state === 'failed' && required.includes(ref)) throw missingExternalId(ref);
    states.add(state);
  }
  if (states.has('ended')) throw waitsForRecord(deps.now);
  if (states.has('waiting')) throw waitsForRecord(new Date(deps.now.getTime() + LOOK_AGAIN_MS));
}

async function unlinked(refs: readonly RecordRef[], integrationId: string, records: TenantRecords): Promise<RecordRef[]> {
  const missing: RecordRef[] = [];
  for (const [type, own] of Map.groupBy(refs, (ref) => ref.type)) {
    const found = await records.getMany(
      type,
      own.map((ref) => ref.id),
    );
    const linked = new Set(
      found.filter((record) => record.external[integrationId]?.id !== undefined).map((record) => record._id),
    );
    missing.push(...own.filter((ref) => !linked.has(ref.id)));
  }
  return missing;
}

/** `ended`: between two looks, so that nobody wakes this row for it. */
type Asked = 'waiting' | 'ended' | 'failed';

/** Wants the other record pushed, once per try of this row; `failed` when that ended without a link. */
async function askFor(ref: RecordRef, held: HeldRow, deps: RequirementDeps): Promise<Asked> {
  const row = held.current();
  if (ref.type === 'field_value' || !deps.canPush(ref.type)) return 'failed';
  const key = { integrationId: row.integrationId, op: 'push' as const, entityType: ref.type, entityId: ref.id };
  const other = await deps.table.get(row.tenantId, key);
  const isUnderWay = other !== undefined && needsWork(other);
  if (row.tried?.includes(rowId(key))) return isUnderWay ? 'waiting' : 'failed';
  const request = { ...key, tenantId: row.tenantId, lane: row.lane, dependent: row._id };
  await deps.table.upsert(isUnderWay ? { ...request, revision: 0 } : request);
  await held.write((current) => ({ ...current, tried: [...(current.tried ?? []), rowId(key)] }));
  const now = await deps.table.get(row.tenantId, key);
  return now !== undefined && needsWork(now) ? 'waiting' : 'ended';
}

/** AT-61, AT-62: to the letter. */
export function missingExternalId({ type, id }: RecordRef): AppError {
  const name = (type.charAt(0).toUpperCase() + type.slice(1)).replaceAll('_', ' ');
  return rejected(`${type}_has_no_external_identifier`, `${name} has no external identifier`, {
    details: { entityType: type, entityId: id, reference: `${type} ${id}` },
  });
}

function waitsForRecord(retryAt: Date): AppError {
  return unavailable('waits_for_record', 'A record that this one refers to is synchronized first.', { retryAt, expected: true });
}
