import { z } from 'zod';

/** Money as a decimal string in the record's currency, such as `1250.00`; up to four decimals (architecture rule 14). */
export const Money = z.string().regex(/^-?\d{1,12}(\.\d{1,4})?$/, 'must be a decimal number as text, such as "1250.00"');
/** A share between 0 and 1. */
export const Share = z.number().min(0).max(1);
export const Id = z.uuid();
export const Name = z.string().trim().min(1).max(1000);
export const Text = z.string().max(32_000);
/** A calendar day, `YYYY-MM-DD`, without a zone. */
export const Day = z.iso.date();
/** An instant in UTC. */
export const Instant = z.iso.datetime();
/** The key of a field value. */
export const Key = z.string().min(1).max(100);
export const Quantity = z.number().positive().max(1_000_000);
/** Values of PSA fields the tenant mapped: merged key by key, null clears. */
export const CustomFields = z.record(z.string().max(200), z.union([z.string().max(8000), z.number(), z.boolean(), z.null()]));

export const Address = z.strictObject({
  street: z.string().max(250).optional(),
  apartment: z.string().max(250).optional(),
  city: z.string().max(100).optional(),
  state: z.string().max(100).optional(),
  zip: z.string().max(20).optional(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().length(2).toUpperCase().optional(),
});
export type Address = z.output<typeof Address>;
