import { toAppError } from '@psa-bridge/core';
import type { Incoming, TenantRecords } from '@psa-bridge/records';
import type { Page } from '../definition/resource.ts';
import type { AnyContext, AnyDefinition } from '../sessions.ts';
import { readFieldValues } from './read-field-values.ts';
import { fieldsIndex, type SyncedType, type SyncPhase } from './run.ts';

/** A page of a phase as read from the PSA, whatever the phase reads. */
export interface ReadPage {
  type: SyncedType | 'field_value';
  items: readonly Incoming[];
  refused: NonNullable<Page<SyncedType>['refused']>;
  notImported?: Page<SyncedType>['notImported'];
  passedOver?: Page<SyncedType>['passedOver'];
  companions?: Page<SyncedType>['companions'];
  next?: string | undefined;
  watermark?: Date | undefined;
  total?: number | undefined;
}

export interface PageSource {
  definition: AnyDefinition;
  context: AnyContext;
  records: TenantRecords;
}

export async function readPage(
  phase: SyncPhase,
  cursor: string | undefined,
  source: PageSource & { kind: string },
): Promise<ReadPage> {
  if (phase.part !== undefined) return readPart(phase.name as SyncedType, { key: phase.part, cursor }, source);
  const index = fieldsIndex(phase);
  return index === undefined ? readEntities(phase, cursor, source) : readValues(index, source);
}

async function readValues(index: number, { definition, context, records }: PageSource): Promise<ReadPage> {
  const part = definition.fieldValues?.[index];
  return { type: 'field_value', items: part ? await readFieldValues(part, context, records) : [], refused: [] };
}

/** A page of the connector's own run. One that this version no longer has reads nothing and so ends. */
async function readPart(
  type: SyncedType,
  { key, cursor }: { key: string; cursor: string | undefined },
  { definition, context, kind }: PageSource & { kind: string },
): Promise<ReadPage> {
  const own = definition.runs?.find((run) => run.kind === kind);
  const page = await own?.page(context, key, cursor === undefined ? {} : { cursor });
  return { refused: [], ...(page ?? { items: [] }), type };
}

async function readEntities(
  phase: SyncPhase,
  cursor: string | undefined,
  { definition, context }: PageSource,
): Promise<ReadPage> {
  const type = phase.name as SyncedType;
  const pull = definition.resources[type]?.pull;
  if (!pull) return { type, items: [], refused: [] };
  const isFirst = cursor === undefined && phase.since === undefined;
  const page = await pull.page(context, {
    ...(cursor === undefined ? {} : { cursor }),
    ...(phase.since === undefined ? {} : { since: phase.since }),
    ...(phase.readUpTo === undefined ? {} : { readUpTo: phase.readUpTo }),
  });
  const count = isFirst && page.total === undefined ? await pull.count?.(context).catch(notWorthATry) : undefined;
  return { refused: [], ...page, total: page.total ?? count, type };
}

/** The count only shows how far a run is: a page that was read is not read again because the count met a limit or an outage. */
function notWorthATry(error: unknown): undefined {
  const { kind } = toAppError(error);
  if (kind !== 'rate_limited' && kind !== 'unavailable') throw error;
}

/** What of a page is brought in: of what is not imported, only what a record stands for already. */
export async function wantedItems(
  { type, items, notImported }: ReadPage,
  integrationId: string,
  records: Pick<TenantRecords, 'idsByExternal'>,
): Promise<readonly Incoming[]> {
  if (!notImported?.size) return items;
  const known = await records.idsByExternal(type, integrationId, [...notImported]);
  return items.filter(({ externalId }) => !notImported.has(externalId) || known.has(externalId));
}
