import { TEXT } from '../../refusal.ts';
import type { Proposal } from './entity-rules.ts';

/** An error where the code that was sent has another use type; missing and inactive codes are found as references (autotask.md 5.8). */
export function checkUseType({ tenant, values, sent }: Proposal, field: string, useTypes: readonly number[]): string[] {
  if (!(field in sent)) return [];
  const code = tenant.database.row('BillingCodes', values[field]);
  return !code || useTypes.includes(Number(code.values['useType'])) ? [] : [TEXT.reference(field, 'BillingCode')];
}
