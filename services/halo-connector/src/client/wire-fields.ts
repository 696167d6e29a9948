import { z } from 'zod';

/** What rows of HaloPSA are made of (halopsa.md section 4): any member may be missing or null. */

export const text = z.string().nullish();
export const flag = z.boolean().nullish();
export const number = z.number().nullish();
/** Ids of rows are whole, however some are written (`12.0`); 0 and -1 stand for none. */
export const rowId = z.number().int().positive();
export const reference = z
  .number()
  .nullish()
  .transform((id) => (typeof id === 'number' && id > 0 ? Math.trunc(id) : undefined));

export const CustomField = z.object({
  id: z.number().int().nullish(),
  name: text,
  label: text,
  value: z.unknown(),
});
export type CustomField = z.output<typeof CustomField>;
export const customFields = z.array(CustomField).nullish();
