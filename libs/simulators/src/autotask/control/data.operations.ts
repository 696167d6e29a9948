import { z } from 'zod';
import { invalidInput } from '@psa-bridge/core';
import { operation } from '../../http/control-api.ts';
import { resetOperation } from '../../http/reset.operation.ts';
import type { EntityDefinition, FieldValue } from '../metadata/entity-definition.ts';
import { requireEntity } from '../metadata/registry.ts';
import { compileFilter, type RowTest } from '../query/compile-filter.ts';
import { parseQuery } from '../query/query.ts';
import { seedSchema } from '../seed/seed-options.ts';
import type { Simulation } from '../simulation.ts';
import type { Row } from '../store/table.ts';
import { toFieldValue, type WriteBody } from '../write/read-body.ts';
import type { Actor } from '../write/writer.ts';

const entity = z.string().describe('plural name, such as Companies');
const id = z.int().min(0);
const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const edit = {
  values: values.default({}),
  udfs: z.record(z.string(), z.string().nullable()).default({}).describe('by name'),
  personId: z.int().optional().describe('resource who does it; the first one when left out'),
};
const filter = z
  .array(z.unknown())
  .default([{ op: 'exist', field: 'id' }])
  .describe('as in a query');

/** Reading and editing the tenant's data as a person at the keyboard would: read-only fields too, watermarks move and webhooks fire. */
export function dataOperations(simulation: Simulation) {
  const { tenant, writer } = simulation;

  function actor(personId: number | undefined): Actor {
    const [first] = tenant.database.table('Resources').walk({});
    return { personId: personId ?? first?.id ?? 0, isApi: false };
  }

  return {
    reset: resetOperation(seedSchema, simulation),
    list: operation(
      'Rows in order of id.',
      z.strictObject({ entity, filter, afterId: z.int().default(-1), limit: z.int().min(1).max(10_000).default(100) }),
      (input) => [...matching(simulation, input)].slice(0, input.limit),
    ),
    count: operation(
      'How many rows there are.',
      z.strictObject({ entity, filter }),
      (input) => [...matching(simulation, { ...input, afterId: -1 })].length,
    ),
    get: operation('One row; null where there is none.', z.strictObject({ entity, id }), (input): Row | null => {
      return tenant.database.row(requireEntity(input.entity).name, input.id) ?? null;
    }),
    create: operation('Creates a row.', z.strictObject({ entity, id: id.optional(), ...edit }), (input) => {
      const target = { entity: requireEntity(input.entity), actor: actor(input.personId) };
      return writer.create(target, toBody(target.entity, input), input.id);
    }),
    patch: operation('Changes fields of a row.', z.strictObject({ entity, id, ...edit }), (input) => {
      const target = { entity: requireEntity(input.entity), actor: actor(input.personId) };
      return writer.update(target, { ...toBody(target.entity, input), id: input.id }, 'patch');
    }),
    deactivate: operation(
      'Sets isActive to false, or 0 where it is a number.',
      z.strictObject({ entity, id, active: z.boolean().default(false) }),
      (input) => {
        const target = { entity: requireEntity(input.entity), actor: actor(undefined) };
        const field = target.entity.fieldByName.get('isactive');
        if (!field) throw invalidInput('no_such_field', `${target.entity.name} has no isActive.`);
        const isActive = field.dataType === 'boolean' ? input.active : Number(input.active);
        return writer.update(target, { id: input.id, values: { isActive }, udfs: [] }, 'patch');
      },
    ),
    remove: operation('Deletes a row and its children.', z.strictObject({ entity, id }), (input) =>
      writer.remove({ entity: requireEntity(input.entity), actor: actor(undefined) }, input.id),
    ),
  };
}

function* matching({ tenant }: Simulation, input: { entity: string; filter: unknown[]; afterId: number }): IterableIterator<Row> {
  const definition = requireEntity(input.entity);
  const parsed = parseQuery(JSON.stringify({ Filter: input.filter }), { ...tenant.switches, dropUnknownOperators: false });
  const udfs = tenant.database.udfs(definition);
  const test: RowTest = compileFilter(parsed.filter, { entity: definition, udfs, rules: tenant.switches, hiddenFields: [] });
  for (const row of tenant.database.table(definition.name).walk({ from: input.afterId + 1 })) if (test(row)) yield row;
}

function toBody(
  definition: EntityDefinition,
  input: { values: Record<string, FieldValue>; udfs: Record<string, string | null> },
): WriteBody {
  const entries = Object.entries(input.values).map(([name, value]) => {
    const field = definition.fieldByName.get(name.toLowerCase());
    if (!field) throw invalidInput('no_such_field', `${definition.name} has no field '${name}'.`);
    return [field.name, toFieldValue(field, value)] as const;
  });
  const udfs = Object.entries(input.udfs).map(([name, value]) => ({ name, value }));
  return { id: undefined, values: Object.fromEntries(entries), udfs };
}
