import { z } from 'zod';

const size = (fallback: number) => z.int().min(0).max(1_000_000).default(fallback);

/** How much demo data there is. The same options give the same data. */
export const seedSchema = z.strictObject({
  randomSeed: z.int().min(0).default(1),
  companies: size(10).describe('every tenth is a vendor'),
  contactsPerCompany: size(2),
  contacts: z.int().min(0).max(1_000_000).optional().describe('in all; instead of contactsPerCompany'),
  products: size(20),
  opportunities: size(5).describe('each with two products'),
  tickets: size(3).describe('each with one product'),
  agreements: size(2).describe('each with one addition'),
  purchaseOrders: size(2).describe('each with one line'),
});

export type SeedInput = z.input<typeof seedSchema>;
export type Seed = z.output<typeof seedSchema>;
