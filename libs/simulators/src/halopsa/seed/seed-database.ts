import { createRandom } from '../../seeding/random.ts';
import { createDatabase, type Database } from '../store/database.ts';
import { seedCustomers } from './customers.seed.ts';
import { seedItems } from './items.seed.ts';
import { seedReferenceData } from './reference-data.seed.ts';
import { seedSales } from './sales.seed.ts';
import type { SeedContext } from './seed-context.ts';
import type { Seed } from './seed-options.ts';

/** A tenant's database with demo data in it. */
export function seedDatabase(seed: Seed, { now, apiAgentId }: Pick<SeedContext, 'now' | 'apiAgentId'>): Database {
  const database = createDatabase();
  const context: SeedContext = { database, seed, random: createRandom(seed.randomSeed), now, apiAgentId };
  seedReferenceData(context);
  seedCustomers(context);
  seedItems(context);
  seedSales(context);
  return database;
}
