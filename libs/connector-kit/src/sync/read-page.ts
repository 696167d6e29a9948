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
  next?: string | undefined;
  watermark?: Date | undefined;
  total?: number | undefined;
}

export interface PageSource {
  definition: AnyDefinition;
  context: AnyContext;
  records: TenantRecords;
}

export async function readPage(phase: SyncPhase, cursor: string | undefined, source: PageSource): Promise<ReadPage> {
  const index = fieldsIndex(phase);
  return index === undefined ? readEntities(phase, cursor, source) : readValues(index, source);
}

async function readValues(index: number, { definition, context, records }: PageSource): Promise<ReadPage> {
  const part = definition.fieldValues?.[index];
  return { type: 'field_value', items: part ? await readFieldValues(part, context, records) : [], refused: [] };
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
  const count = isFirst ? await pull.count?.(context) : undefined;
  const {
    items,
    refused = [],
    next,
    watermark,
    total = count,
  } = await pull.page(context, {
    ...(cursor === undefined ? {} : { cursor }),
    ...(phase.since === undefined ? {} : { since: phase.since }),
  });
  return { type, items, refused, next, watermark, total };
}
