import { createRandom } from '../../seeding/random.ts';
import { createDatabase, type Database } from '../store/database.ts';
import { seedCatalogue } from './catalogue.seed.ts';
import { seedCompanies } from './companies.seed.ts';
import { seedOperations } from './operations.seed.ts';
import { seedReferenceData, seedStaff } from './reference-data.seed.ts';
import { seedSales } from './sales.seed.ts';
import type { SeedContext } from './seed-context.ts';
import type { Seed } from './seed-options.ts';
import { seedUdfs } from './udf.seed.ts';

/** A tenant's database with demo data in it. */
export function seedDatabase(seed: Seed, { now, apiUserId }: { now: Date; apiUserId: number }): Database {
  const database = createDatabase();
  const context: SeedContext = {
    database,
    seed,
    random: createRandom(seed.randomSeed),
    now,
    apiUserId,
    insert: (entityName, values, { id, udfs } = {}) => database.table(entityName).insert(values, udfs, id),
    idsOf: (entityName, test = () => true) =>
      database.filter(entityName, ({ values }) => values['isActive'] !== false && test(values)).map(({ id }) => id),
  };
  seedReferenceData(context);
  seedStaff(context);
  seedUdfs(context);
  seedCompanies(context);
  seedCatalogue(context);
  seedSales(context);
  seedOperations(context);
  return database;
}
