import type { Company, RecordInput } from '@psa-bridge/records';
import type { CompanyRow } from '../client/types.ts';

/** Example PSA's company to ours. */
export function toCanonicalCompany({ name }: CompanyRow): RecordInput<'company'> {
  return { name };
}

/** Our company as Example PSA's fields. */
export function fromCanonicalCompany({ name }: Pick<Company, 'name'>): Readonly<Record<string, unknown>> {
  return { name };
}
