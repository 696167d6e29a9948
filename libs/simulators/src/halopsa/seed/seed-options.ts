import { z } from 'zod';

const size = (fallback: number) => z.int().min(0).max(1_000_000).default(fallback);

/** How much demo data there is. The same options give the same data. */
export const seedSchema = z.strictObject({
  randomSeed: z.int().min(0).default(1),
  companies: size(10).describe('clients, each with a site; the first is the provider itself'),
  contactsPerCompany: size(2),
  contacts: z.int().min(0).max(1_000_000).optional().describe('in all; instead of contactsPerCompany'),
  products: size(20).describe('items; every fifth is recurring'),
  opportunities: size(5),
  quotes: size(2).describe('each with two lines, on the first opportunities'),
  tickets: size(3),
  agreements: size(2),
});

export type SeedInput = z.input<typeof seedSchema>;
export type Seed = z.output<typeof seedSchema>;
