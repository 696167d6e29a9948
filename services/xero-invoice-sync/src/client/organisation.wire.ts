import { z } from 'zod';
import { dayOf } from './days.ts';

/** Of the organisation that a connection leads to (xero.md 13). */
export interface OrganisationFacts {
  organisationId: string;
  name: string;
  baseCurrency: string;
  /** The later of both lock dates. */
  lockedUntil?: string;
}

const Day = z
  .string()
  .nullish()
  .transform((text) => dayOf(text ?? ''));

const Organisation = z.object({
  OrganisationID: z.string(),
  Name: z.string(),
  BaseCurrency: z.string().nullish(),
  PeriodLockDate: Day,
  EndOfYearLockDate: Day,
});

export const OrganisationAnswer = z
  .object({ Organisations: z.tuple([Organisation], z.unknown()) })
  .transform(({ Organisations: [one] }): OrganisationFacts => {
    const lockedUntil = [one.PeriodLockDate, one.EndOfYearLockDate]
      .filter((day) => day !== undefined)
      .sort()
      .at(-1);
    const facts = { organisationId: one.OrganisationID, name: one.Name, baseCurrency: one.BaseCurrency ?? '' };
    return { ...facts, ...(lockedUntil ? { lockedUntil } : {}) };
  });

export const CurrenciesAnswer = z
  .object({ Currencies: z.array(z.object({ Code: z.string() })) })
  .transform(({ Currencies }) => Currencies.map(({ Code }) => Code));
