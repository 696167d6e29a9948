import { z } from 'zod';

/** The key of a picklist value, a billing code, a role …: a number as text, as it came from Autotask. */
export const PicklistKey = z.string().regex(/^\d+$/, 'must be the key of a value that came from Autotask');
/** The name of a user-defined field (autotask.md section 2.7). */
export const UdfName = z.string().trim().min(1).max(200);
/** Our name for a value that a mapped user-defined field fills: a key of a record's `customFields`. */
export const DataPoint = z.string().trim().min(1).max(200);
