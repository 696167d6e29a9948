import type { Random } from '../../seeding/random.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/table.ts';
import type { Values } from '../write/rules/entity-rules.ts';
import type { Seed } from './seed-options.ts';

export interface SeedContext {
  database: Database;
  seed: Seed;
  random: Random;
  /** When the data is made; everything seeded is older. */
  now: Date;
  apiUserId: number;
  insert(entityName: string, values: Values, options?: { id?: number; udfs?: Row['udfs'] }): Row;
  /** Ids of the active rows of look-ups that other seeds point to. */
  idsOf(entityName: string, test?: (values: Values) => boolean): number[];
}

const STEP_MS = 30_000;
const DAY_MS = 86_400_000;

/** A time at least a day back, later for a later row. */
export function seededAt({ now }: SeedContext, index: number, count: number): string {
  return new Date(now.getTime() - DAY_MS - (count - index) * STEP_MS).toISOString();
}

/** Midnight, `days` from the day of seeding. */
export function seededDay({ now }: SeedContext, days: number): string {
  return `${new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10)}T00:00:00.000Z`;
}

export function numbered(name: string, index: number): string {
  return `${name} ${String(index + 1).padStart(5, '0')}`;
}

/** The item at `index`, from the start again behind the last. @throws RangeError for an empty list */
export function cycle<Item>(items: readonly Item[], index: number): Item {
  if (items.length === 0) throw new RangeError('nothing to choose from');
  return items[index % items.length] as Item;
}
