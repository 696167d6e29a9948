import { compact, customChoiceKey, present } from '@psa-bridge/connector-kit';
import type { RecordInput } from '@psa-bridge/records';
import { chargeStage } from './charge-status.ts';
import type { AutotaskBillingCode, AutotaskListEntry, AutotaskResource, FieldInfo, UdfInfo } from '../client/types.ts';

export interface PicklistSource {
  kind: string;
  entity: string;
  field: string;
  /** What a label means, where tenants call the same thing differently. */
  meaning?: (label: string) => string | undefined;
}

/** Where each of our drop-downs comes from in Autotask (product-behaviour 10.1). */
export const PICKLISTS: readonly PicklistSource[] = [
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
  { kind: 'ticket_status', entity: 'Tickets', field: 'status' },
  { kind: 'ticket_priority', entity: 'Tickets', field: 'priority' },
  { kind: 'ticket_queue', entity: 'Tickets', field: 'queueID' },
  { kind: 'charge_status', entity: 'TicketCharges', field: 'status', meaning: chargeStage },
  { kind: 'agreement_type', entity: 'Contracts', field: 'contractType' },
  { kind: 'agreement_status', entity: 'Contracts', field: 'status' },
  { kind: 'agreement_category', entity: 'Contracts', field: 'contractCategory' },
  { kind: 'agreement_period', entity: 'Contracts', field: 'contractPeriodType' },
];

/** Where user-defined fields stand among the field values, and below `<kind>_choice` what their lists offer. */
export type UdfKind = 'company_udf' | 'opportunity_udf';

type FieldValueInput = RecordInput<'field_value'>;

/** The choices of one picklist as field values; inactive ones stay, marked, for old records show them (section 2.6). */
export function picklistToFieldValues(
  { kind, meaning }: Pick<PicklistSource, 'kind' | 'meaning'>,
  info: FieldInfo | undefined,
): readonly FieldValueInput[] {
  return (info?.picklistValues ?? []).map((choice, index) => {
    const details = compact({ parent: choice.parentValue || undefined, meaning: meaning?.(choice.label ?? '') });
    return {
      kind,
      key: choice.value,
      label: present(choice.label) ?? choice.value,
      isActive: choice.isActive ?? true,
      position: choice.sortOrder ?? index,
      ...(Object.keys(details).length > 0 ? { details } : {}),
    };
  });
}

/** A billing code with the use type that decides what it may be used for (autotask.md section 5.8). */
export function billingCodeToFieldValue(code: AutotaskBillingCode, useTypeLabel: string | undefined): FieldValueInput {
  return {
    kind: 'billing_code',
    key: String(code.id),
    label: present(code.name) ?? `Billing code ${code.id}`,
    isActive: code.isActive,
    details: { useType: useTypeLabel ?? null, externalNumber: code.externalNumber ?? null },
  };
}

/** The choices of list fields, each a field value of its own: data points hold their keys, people see their labels. */
export function udfChoices(kind: string, udf: UdfInfo): readonly FieldValueInput[] {
  return (udf.picklistValues ?? []).map((choice, index) => ({
    kind,
    key: customChoiceKey(udf.name, choice.value),
    label: present(choice.label) ?? choice.value,
    isActive: choice.isActive ?? true,
    position: choice.sortOrder ?? index,
    details: { field: udf.name, value: choice.value },
  }));
}

/** A user-defined field to map; one that the API does not support says why (AT-23, AT-52, autotask.md section 2.7). */
export function udfToFieldValue(kind: string, udf: UdfInfo, dataTypeLabel: string | undefined): FieldValueInput {
  const unsupported = unsupportedUdf(udf, dataTypeLabel);
  return {
    kind,
    key: udf.name,
    label: present(udf.label) ?? udf.name,
    ...(unsupported === undefined ? {} : { details: { unsupported } }),
  };
}

/** Replies without a data type show such a field as one that can be neither queried nor written. */
function unsupportedUdf(udf: UdfInfo, dataTypeLabel: string | undefined): 'multi_select' | 'reference' | undefined {
  if (udf.isReference === true || /reference|look.?up/i.test(dataTypeLabel ?? '')) return 'reference';
  if (/multi/i.test(dataTypeLabel ?? '')) return 'multi_select';
  return udf.isReadOnly === true && udf.isQueryable === false && udf.isPickList === true ? 'multi_select' : undefined;
}

/** An entry of a short list that is chosen from. */
export function listEntryToFieldValue(kind: string, entry: AutotaskListEntry): FieldValueInput {
  const label = present(entry.name) ?? present(entry.locationName) ?? String(entry.id);
  return { kind, key: String(entry.id), label, isActive: entry.isActive };
}

/** Licence of API users, who can own nothing (autotask.md section 5.10). */
export const API_USER_LICENCE = 7;

/** A person who may own records; undefined for an API user. */
export function resourceToFieldValue(person: AutotaskResource): FieldValueInput | undefined {
  if (person.licenseType === API_USER_LICENCE) return undefined;
  const name = [person.firstName, person.lastName].filter(Boolean).join(' ');
  return {
    kind: 'resource',
    key: String(person.id),
    label: present(name) ?? present(person.email) ?? String(person.id),
    isActive: person.isActive,
  };
}
