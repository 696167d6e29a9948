import { z } from 'zod';

/** The id of a row of one of HaloPSA's lists, as text: the key of a field value. */
export const SetupKey = z.string().regex(/^\d+$/, 'must be the key of a value that came from HaloPSA');
/** The key of a choice that was added here. */
export const LocalKey = z.string().min(1).max(100);
/** A custom field of HaloPSA by its name, which is written with it (halopsa.md section 4). */
export const CustomFieldName = z
  .string()
  .regex(/^CF\w{1,98}$/, 'must be the name of a custom field of HaloPSA, which begins with CF');
