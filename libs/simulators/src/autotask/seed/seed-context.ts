import type { SeedMoment } from '../../seeding/demo-data.ts';
import type { Random } from '../../seeding/random.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/table.ts';
import type { Values } from '../write/rules/entity-rules.ts';
import type { Seed } from './seed-options.ts';

export interface SeedContext extends SeedMoment {
  database: Database;
  seed: Seed;
  random: Random;
  apiUserId: number;
  insert(entityName: string, values: Values, options?: { id?: number; udfs?: Row['udfs'] }): Row;
  /** Ids of the active rows of look-ups that other seeds point to. */
  idsOf(entityName: string, test?: (values: Values) => boolean): number[];
}
