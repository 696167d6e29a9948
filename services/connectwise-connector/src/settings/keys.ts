import { z } from 'zod';

/** The id of a row of one of ConnectWise's setup tables, as text: the key of a field value. */
export const SetupKey = z.string().regex(/^\d+$/, 'must be the key of a value that came from ConnectWise');
/** The key of a choice that was added here. */
export const LocalKey = z.string().min(1).max(100);
/** Our name for a value that a mapped custom field fills: a key of a record's `customFields`. */
export const DataPoint = z.string().trim().min(1).max(200);
