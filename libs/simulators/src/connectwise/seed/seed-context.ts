import type { SeedMoment } from '../../seeding/demo-data.ts';
import type { Random } from '../../seeding/random.ts';
import type { Database, Row, Values } from '../store/database.ts';
import type { Seed } from './seed-options.ts';

export interface SeedContext extends SeedMoment {
  database: Database;
  seed: Seed;
  random: Random;
  apiMember: { id: number; identifier: string };
  insert(entityName: string, values: Values, options?: { id?: number; custom?: Row['custom']; at?: string }): Row;
  /** Ids of the active rows of what other seeds point to. */
  idsOf(entityName: string, test?: (values: Values) => boolean): number[];
}

/** A seeded time in whole seconds. */
export function seconds(instant: string): string {
  return `${instant.slice(0, 19)}Z`;
}
