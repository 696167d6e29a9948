import type { RecordInput } from '@psa-bridge/records';
import type { AutotaskBillingCode, FieldInfo } from '../client/types.ts';

/** Where each of our drop-downs comes from in Autotask (product-behaviour 10.1). */
export const PICKLISTS: readonly { kind: string; entity: string; field: string }[] = [
  { kind: 'company_type', entity: 'Companies', field: 'companyType' },
  { kind: 'pipeline_stage', entity: 'Opportunities', field: 'stage' },
  { kind: 'opportunity_status', entity: 'Opportunities', field: 'status' },
  { kind: 'opportunity_category', entity: 'Opportunities', field: 'opportunityCategoryID' },
  { kind: 'lead_source', entity: 'Opportunities', field: 'leadSource' },
  { kind: 'loss_reason', entity: 'Opportunities', field: 'lossReason' },
  { kind: 'payment_term', entity: 'Quotes', field: 'paymentTerm' },
  { kind: 'payment_type', entity: 'Quotes', field: 'paymentType' },
  { kind: 'product_category', entity: 'Products', field: 'productCategory' },
  { kind: 'name_prefix', entity: 'Contacts', field: 'namePrefix' },
  { kind: 'name_suffix', entity: 'Contacts', field: 'nameSuffix' },
];

type FieldValueInput = RecordInput<'field_value'>;

/** The choices of one picklist as field values; inactive ones stay, marked, for old records show them (section 2.6). */
export function picklistToFieldValues(kind: string, info: FieldInfo | undefined): readonly FieldValueInput[] {
  return (info?.picklistValues ?? []).map((choice, index) => ({
    kind,
    key: choice.value,
    label: choice.label ?? choice.value,
    isActive: choice.isActive ?? true,
    position: choice.sortOrder ?? index,
    ...(choice.parentValue ? { details: { parent: choice.parentValue } } : {}),
  }));
}

/** A billing code with the use type that decides what it may be used for (autotask.md section 5.8). */
export function billingCodeToFieldValue(code: AutotaskBillingCode, useTypeLabel: string | undefined): FieldValueInput {
  return {
    kind: 'billing_code',
    key: String(code.id),
    label: code.name ?? `Billing code ${code.id}`,
    isActive: code.isActive,
    details: { useType: useTypeLabel ?? null, externalNumber: code.externalNumber ?? null },
  };
}
