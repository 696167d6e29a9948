import { z } from 'zod';

/** What Example PSA answers, as far as it is read. */
export const CompanyRow = z.object({ id: z.number().int(), name: z.string(), changedAt: z.iso.datetime() });
export type CompanyRow = z.output<typeof CompanyRow>;

export const CreatedRow = z.object({ id: z.number().int() });

export const Account = z.object({ account: z.string(), name: z.string() });
