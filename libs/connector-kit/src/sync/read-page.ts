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

export async function readPage(
  phase: SyncPhase,
  cursor: string | undefined,
  { definition, context, records }: PageSource,
): Promise<ReadPage> {
  const index = fieldsIndex(phase);
  if (index !== undefined) {
    const part = definition.fieldValues?.[index];
    return { type: 'field_value', items: part ? await readFieldValues(part, context, records) : [], refused: [] };
  }
  const type = phase.name as SyncedType;
  const pull = definition.resources[type]?.pull;
  if (!pull) return { type, items: [], refused: [] };
  const isFirst = cursor === undefined && phase.since === undefined;
  const count = isFirst ? await pull.count?.(context) : undefined;
  const page = await pull.page(context, {
    ...(cursor === undefined ? {} : { cursor }),
    ...(phase.since === undefined ? {} : { since: phase.since }),
  });
  return {
    type,
    items: page.items,
    refused: page.refused ?? [],
    next: page.next,
    watermark: page.watermark,
    total: page.total ?? count,
  };
}
