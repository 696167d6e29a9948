import type { FieldValue, TenantRecords } from '@psa-bridge/records';
import type { AnyContext, AnyDefinition } from '../sessions.ts';

/** The PSA's choices of a kind, inactive ones included. */
export type ReadChoices = (kind: string) => Promise<readonly FieldValue[]>;

const PAGE = 1_000;

/** Field values as the last sync left them; read once per kind. */
export function storedChoices(records: Pick<TenantRecords, 'search'>, integrationId: string | undefined): ReadChoices {
  return remembering(async (kind) => {
    const found: FieldValue[] = [];
    const filters = { kind, ...(integrationId === undefined ? {} : { integrationId }) };
    for (let isMore = true; isMore;) {
      const { items, total } = await records.search('field_value', { from: found.length, size: PAGE, filters });
      found.push(...items.map(({ data }) => data));
      isMore = items.length > 0 && found.length < total;
    }
    return integrationId === undefined ? found.filter((value) => value.integrationId === undefined) : found;
  });
}

/** Field values as the PSA has them now: reads the steps that hold the kinds asked for, and stores nothing. */
export function liveChoices(definition: AnyDefinition, context: AnyContext): ReadChoices {
  const steps = new Map<object, Promise<readonly FieldValue[]>>();
  return async (kind) => {
    const part = definition.fieldValues?.find(({ kinds }) => kinds.includes(kind));
    if (!part) return [];
    const values = steps.get(part) ?? part.read(context).then((read) => read.map(toFieldValue));
    steps.set(part, values);
    return (await values).filter((value) => value.kind === kind);
  };
}

function toFieldValue(value: Awaited<ReturnType<NonNullable<AnyDefinition['fieldValues']>[number]['read']>>[number]): FieldValue {
  return { ...value, isActive: value.isActive ?? true, position: value.position ?? 0 };
}

function remembering(read: ReadChoices): ReadChoices {
  const known = new Map<string, Promise<readonly FieldValue[]>>();
  return (kind) => {
    const values = known.get(kind) ?? read(kind);
    known.set(kind, values);
    return values;
  };
}
