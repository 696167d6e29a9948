import type { FieldValue } from '@psa-bridge/records';

/** What a billing code is needed for; Autotask refuses one of another use type (autotask.md section 5.8). */
export type BillingCodeUse = 'material' | 'service';

/** Words of the use types' labels: their ids differ from tenant to tenant. */
const LABELS: Readonly<Record<BillingCodeUse, RegExp>> = {
  material: /material|product/i,
  service: /recurring/i,
};

/** Why a billing code will not do for the purpose; a code whose use type is not known may do. */
export function billingCodeUnfit(use: BillingCodeUse): (code: FieldValue) => string | undefined {
  return ({ label, details }) => {
    const useType = details?.['useType'];
    if (typeof useType !== 'string' || LABELS[use].test(useType)) return undefined;
    return `Billing code "${label}" is for "${useType}" in Autotask. Choose a ${use} code.`;
  };
}
