import { conflict, invalidInput, type Caller } from '@psa-bridge/core';
import type { BusinessRecord, RecordStore, TenantRecords } from '@psa-bridge/records';
import type { Resource } from '../domain/resources.ts';
import type { RecordSaves } from './save-record.ts';

/** No drop-down has more choices than this. */
const MOST_VALUES = 1000;

async function valuesOfKind(records: TenantRecords, kind: string): Promise<readonly BusinessRecord<'field_value'>[]> {
  const { items } = await records.search('field_value', {
    from: 0,
    size: MOST_VALUES,
    filters: { kind },
    sort: [{ field: 'position', direction: 'asc' }],
  });
  return items;
}

/** Adds a local value to a drop-down, at the end of its kind (SY-24). */
export function makeCreateFieldValue(deps: { records: RecordStore; saves: RecordSaves }): RecordSaves['create'] {
  return async function createFieldValue(caller, resource, data) {
    const value = data as { kind: string; key: string };
    const others = await valuesOfKind(deps.records.forTenant(caller.tenantId), value.kind);
    if (others.some((other) => other.data.key === value.key)) {
      throw conflict('field_value_exists', `There is a ${value.kind} with the key ${value.key} already.`, { expected: true });
    }
    const last = Math.max(-1, ...others.map((other) => other.data.position));
    return deps.saves.create(caller, resource, { ...data, position: last + 1 });
  };
}

export type OrderFieldValues = (
  caller: Caller,
  resource: Resource,
  order: { kind: string; ids: readonly string[] },
) => Promise<readonly BusinessRecord[]>;

/**
 * Puts the values of one kind into a new order, those of a PSA too (SY-24). Values that are not named keep their order
 * after the named ones, so a value that a sync adds meanwhile is not lost.
 */
export function makeOrderFieldValues({ records }: { records: RecordStore }): OrderFieldValues {
  return async function orderFieldValues(caller, resource, { kind, ids }) {
    const tenant = records.forTenant(caller.tenantId);
    const values = await valuesOfKind(tenant, kind);
    const byId = new Map(values.map((value) => [value._id, value]));
    const unknown = ids.findIndex((id) => !byId.has(id));
    if (unknown !== -1) {
      const problem = { field: `body.ids.${unknown}`, message: `there is no ${kind} with this id` };
      throw invalidInput('unknown_reference', `${problem.field}: ${problem.message}`, {
        details: { problems: [problem] },
        expected: true,
      });
    }

    const named = new Set(ids);
    const ordered = [...named].flatMap((id) => byId.get(id) ?? []).concat(values.filter((value) => !named.has(value._id)));
    const context = { source: caller.subject, pushTo: [] };
    return Promise.all(
      ordered.map(async (value, position) =>
        value.data.position === position ? value : tenant.update(resource.type, value._id, { position }, context),
      ),
    );
  };
}
