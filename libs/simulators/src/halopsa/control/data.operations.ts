import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { resetOperation } from '../../http/reset.operation.ts';
import type { Json } from '../../http/json-text.ts';
import { toJson } from '../api/to-json.ts';
import { requireEndpoint, requireEntity } from '../metadata/registry.ts';
import { useOf } from '../query/own-filters.ts';
import { textOf } from '../query/run-list.ts';
import { seedSchema } from '../seed/seed-options.ts';
import type { Simulation } from '../simulation.ts';
import type { Row } from '../store/database.ts';

const entity = z.string().describe('such as Client, Users, Opportunities, Quotation, Item, Lookup');
const id = z.int().min(0).describe('number of the row, also where the API shows a uuid or a code');
const where = z.record(z.string(), z.json()).default({}).describe('members that rows must have, such as {"client_id": 12}');
const values = z.record(z.string(), z.json()).default({}).describe('members as in a request');

/** Reading and editing the data as a person at the keyboard would: no validation, read-only members too; dates move and webhooks fire. */
export function dataOperations(simulation: Simulation) {
  const { tenant, writer } = simulation;
  const show = (name: string, row: Row): Record<string, Json> => toJson(tenant, requireEntity(name), row);

  return {
    reset: resetOperation(seedSchema, simulation),
    list: operation(
      'Objects in order of their numbers.',
      z.strictObject({ entity, where, limit: z.int().min(1).max(100_000).default(100) }),
      (input) =>
        matching(simulation, input)
          .slice(0, input.limit)
          .map((row) => show(input.entity, row)),
    ),
    count: operation(
      'How many objects there are.',
      z.strictObject({ entity, where }),
      (input) => matching(simulation, input).length,
    ),
    get: operation('One object; null where there is none.', z.strictObject({ entity, id }), (input) => {
      const row = tenant.database.row(requireEntity(input.entity).name, input.id);
      return row ? show(input.entity, row) : null;
    }),
    create: operation('Creates an object.', z.strictObject({ entity, id: id.optional(), values }), (input) =>
      show(input.entity, writer.insertAs(requireEndpoint(input.entity), input.values, input.id)),
    ),
    patch: operation('Changes members of an object.', z.strictObject({ entity, id, values }), (input) =>
      show(input.entity, writer.edit(requireEndpoint(input.entity), input.values, input.id)),
    ),
    deactivate: operation(
      'Sets inactive, or isdisabled of an agent.',
      z.strictObject({ entity, id, active: z.boolean().default(false) }),
      (input) => {
        const name = requireEntity(input.entity).fieldByName.has('isdisabled') ? 'isdisabled' : 'inactive';
        return show(input.entity, writer.edit(requireEndpoint(input.entity), { [name]: !input.active }, input.id));
      },
    ),
    remove: operation('Deletes an object.', z.strictObject({ entity, id }), (input) =>
      writer.remove(requireEntity(input.entity), input.id, false),
    ),
  };
}

function matching({ tenant }: Simulation, input: { entity: string; where: Readonly<Record<string, unknown>> }): Row[] {
  const { entity: definition, domain } = requireEndpoint(input.entity);
  const wanted = Object.entries(input.where);
  return tenant.database
    .filter(definition.name, (row) => wanted.every(([name, value]) => textOf(row.values[name]) === textOf(value)))
    .filter((row) => domain === undefined || useOf(tenant, row) === domain);
}
