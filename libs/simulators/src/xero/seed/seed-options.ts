import { z } from 'zod';

const size = (fallback: number) => z.int().min(0).max(1_000_000).default(fallback);

/** How much demo data each organisation has. The same options give the same data. */
export const seedSchema = z.strictObject({
  randomSeed: z.int().min(0).default(1),
  organisations: z.int().min(1).max(100).default(2).describe('in New Zealand, Australia, the United Kingdom and so on'),
  contacts: size(10),
  items: size(20),
  invoices: size(5).describe('drafts, approved ones and a paid one in turn'),
});

export type SeedInput = z.input<typeof seedSchema>;
export type Seed = z.output<typeof seedSchema>;
