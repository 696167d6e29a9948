import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { resetOperation } from '../../http/reset.operation.ts';
import { toJson } from '../api/to-json.ts';
import type { Json } from '../metadata/entity-definition.ts';
import { requireEntity } from '../metadata/registry.ts';
import { compileFilters } from '../query/compile-conditions.ts';
import { seedSchema } from '../seed/seed-options.ts';
import type { Simulation } from '../simulation.ts';
import type { Row } from '../store/database.ts';
import { targetOf, type Actor } from '../write/writer.ts';

const entity = z.string().describe('such as Company, Catalog Item, Opportunity Status');
const id = z.int().min(0);
const conditions = z.string().optional().describe('as in a query');
const edit = {
  values: z.record(z.string(), z.json()).default({}).describe('as in a request: references as {"id": …}'),
  memberId: z.string().optional().describe('identifier of the member who does it; a person when left out'),
  parentId: z.int().optional(),
};

/** Reading and editing the data as a person at the keyboard would: no validation, read-only fields too; stamps move and callbacks fire. */
export function dataOperations(simulation: Simulation) {
  const { tenant, writer } = simulation;
  const show = (name: string, row: Row): Record<string, Json> => toJson(tenant, requireEntity(name), row);
  const actor = (memberId: string | undefined): Actor => ({ memberId: memberId ?? PERSON, isApi: false });

  return {
    reset: resetOperation(seedSchema, simulation),
    list: operation(
      'Objects in order of id, whatever lists hide.',
      z.strictObject({ entity, conditions, afterId: z.int().default(-1), limit: z.int().min(1).max(10_000).default(100) }),
      (input) =>
        matching(simulation, input)
          .slice(0, input.limit)
          .map((row) => show(input.entity, row)),
    ),
    count: operation(
      'How many objects there are.',
      z.strictObject({ entity, conditions }),
      (input) => matching(simulation, { ...input, afterId: -1 }).length,
    ),
    get: operation('One object; null where there is none.', z.strictObject({ entity, id }), (input) => {
      const row = tenant.database.row(requireEntity(input.entity).name, input.id);
      return row ? show(input.entity, row) : null;
    }),
    create: operation('Creates an object.', z.strictObject({ entity, id: id.optional(), ...edit }), (input) => {
      const target = { ...targetOf(input.entity, actor(input.memberId)), parentId: input.parentId };
      return show(input.entity, writer.create(target, input.values, input.id));
    }),
    patch: operation('Changes members of an object.', z.strictObject({ entity, id, ...edit }), (input) => {
      const target = { ...targetOf(input.entity, actor(input.memberId)), parentId: input.parentId };
      return show(input.entity, writer.update(target, input.id, input.values));
    }),
    deactivate: operation(
      'Sets inactiveFlag, or inactive.',
      z.strictObject({ entity, id, active: z.boolean().default(false) }),
      (input) => {
        const name = requireEntity(input.entity).fieldByName.has('inactiveFlag') ? 'inactiveFlag' : 'inactive';
        return show(input.entity, writer.update(targetOf(input.entity, actor(undefined)), input.id, { [name]: !input.active }));
      },
    ),
    remove: operation('Deletes an object.', z.strictObject({ entity, id }), (input) =>
      writer.remove(targetOf(input.entity, actor(undefined)), input.id),
    ),
  };
}

const PERSON = 'demoadmin';

function matching({ tenant }: Simulation, input: { entity: string; conditions?: string | undefined; afterId: number }): Row[] {
  const definition = requireEntity(input.entity);
  const test = compileFilters(tenant, definition, { conditions: input.conditions });
  return [...tenant.database.table(definition.name).walk({ from: input.afterId + 1 })].filter(test);
}
