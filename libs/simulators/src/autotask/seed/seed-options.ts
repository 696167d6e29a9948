import { z } from 'zod';

const size = (fallback: number) => z.int().min(0).max(1_000_000).default(fallback);

/** How much demo data there is. The same options give the same data. */
export const seedSchema = z.strictObject({
  randomSeed: z.int().min(0).default(1),
  companies: size(10).describe('besides the own company with id 0; every tenth is a vendor'),
  contactsPerCompany: size(2),
  contacts: z.int().min(0).max(1_000_000).optional().describe('in all; instead of contactsPerCompany'),
  locationsPerCompany: size(1),
  products: size(20),
  services: size(5),
  opportunities: size(5),
  quotes: size(2).describe('each with three items, on the first opportunities'),
  tickets: size(3).describe('each with one charge'),
  contracts: size(2).describe('each with one service'),
  ownCompanyHasCountry: z.boolean().default(true).describe('1.3: a missing country of the own company breaks address defaults'),
});

export type SeedInput = z.input<typeof seedSchema>;
export type Seed = z.output<typeof seedSchema>;
