import type { FieldValue } from '@psa-bridge/records';

/** Words in the label of the use type that goods and their charges need: its id differs from tenant to tenant. */
const MATERIAL = /material|product/i;

/**
 * Why a billing code will not do for goods: Autotask refuses one of another use type, such as those of recurring services (AT-17,
 * autotask.md section 5.8). A code whose use type is not known may do.
 */
export function unfitForGoods({ label, details }: FieldValue): string | undefined {
  const useType = details?.['useType'];
  if (typeof useType !== 'string' || MATERIAL.test(useType)) return undefined;
  return `Billing code "${label}" is for "${useType}" in Autotask. Choose a material code.`;
}
