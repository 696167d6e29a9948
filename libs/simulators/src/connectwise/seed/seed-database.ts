import { createRandom } from '../../seeding/random.ts';
import { createDatabase, type Database } from '../store/database.ts';
import { toSeconds } from '../store/instant.ts';
import { seedCatalog } from './catalog.seed.ts';
import { seedCompanies } from './companies.seed.ts';
import { seedReferenceData } from './reference-data.seed.ts';
import { seedSales } from './sales.seed.ts';
import type { SeedContext } from './seed-context.ts';
import type { Seed } from './seed-options.ts';

const BEFORE_MS = 90 * 86_400_000;

/** A company's database with demo data in it. */
export function seedDatabase(seed: Seed, { now, apiMember }: Pick<SeedContext, 'now' | 'apiMember'>): Database {
  const database = createDatabase();
  const start = toSeconds(new Date(now.getTime() - BEFORE_MS));
  const context: SeedContext = {
    database,
    seed,
    random: createRandom(seed.randomSeed),
    now,
    apiMember,
    insert(entityName, values, { id, custom = {}, at = start } = {}) {
      const info = { lastUpdated: at, updatedBy: 'demoadmin', dateEntered: at, enteredBy: 'demoadmin' };
      return database.table(entityName).insert((rowId) => ({ id: rowId, values, custom, info }), id);
    },
    idsOf: (entityName, test = () => true) =>
      database.filter(entityName, ({ values }) => values['inactiveFlag'] !== true && test(values)).map(({ id }) => id),
  };
  seedReferenceData(context);
  seedCompanies(context);
  seedCatalog(context);
  seedSales(context);
  return database;
}
