import { z } from 'zod';

/** What rows of ConnectWise are made of (connectwise.md section 11): any member may be missing or null. */

export const text = z.string().nullish();
export const flag = z.boolean().nullish();
export const number = z.number().nullish();

/** A reference on reading: its id, and what people call it. */
export const Reference = z.object({ id: z.number().int(), name: text, identifier: text });
export type Reference = z.output<typeof Reference>;
export const reference = Reference.nullish();

export const Info = z.object({ lastUpdated: text, dateEntered: text }).nullish();

export const CustomField = z.object({
  id: z.number().int(),
  caption: text,
  type: text,
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
});
export type CustomField = z.output<typeof CustomField>;
export const customFields = z.array(CustomField).nullish();
