import type { SeedMoment } from '../../seeding/demo-data.ts';
import type { Random } from '../../seeding/random.ts';
import { requireEntity } from '../metadata/registry.ts';
import type { Database, Row, Values } from '../store/database.ts';
import { defaultsOf } from '../write/read-value.ts';
import type { Seed } from './seed-options.ts';

export interface SeedContext extends SeedMoment {
  database: Database;
  seed: Seed;
  random: Random;
  apiAgentId: number;
}

/** A row with its entity's defaults below what is given. */
export function plant(
  { database }: Pick<SeedContext, 'database'>,
  entityName: string,
  values: Values,
  { id, custom = {} }: { id?: number; custom?: Row['custom'] } = {},
): Row {
  const filled = { ...defaultsOf(requireEntity(entityName).fields), ...values };
  return database.table(entityName).insert((rowId) => ({ id: rowId, values: filled, custom }), id);
}

export function idsOf({ database }: Pick<SeedContext, 'database'>, entityName: string): number[] {
  return database.filter(entityName, () => true).map(({ id }) => id);
}
