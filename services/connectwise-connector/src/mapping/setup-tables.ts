import { compact, customChoiceKey, picklistKey } from '@psa-bridge/connector-kit';
import type { RecordInput } from '@psa-bridge/records';
import type { CwFieldDefinition, CwSetupRow } from '../client/catalogue-types.ts';

type FieldValueInput = RecordInput<'field_value'>;

/** A setup table whose rows are choices here (product-behaviour 10.2). */
export interface SetupTable {
  kind: string;
  label: string;
  path: string;
  /** What says that a row is inactive, where the table tells; by naming it, lists hold inactive rows too (section 8). */
  flag?: 'inactiveFlag' | 'inactive';
  /** The API member may be refused it, for the product works without it: then it counts as not read. */
  isOptional?: boolean;
}

const FLAG = { flag: 'inactiveFlag' } as const;

/** Those of opportunities among them (CW-32): stages, types as categories, campaigns as sources. */
export const SETUP_TABLES: readonly SetupTable[] = [
  { kind: 'company_type', label: 'Company types', path: 'company/companies/types' },
  { kind: 'company_status', label: 'Company statuses', path: 'company/companies/statuses', ...FLAG },
  { kind: 'product_category', label: 'Product categories', path: 'procurement/categories', ...FLAG },
  { kind: 'product_subcategory', label: 'Product subcategories', path: 'procurement/subcategories', ...FLAG },
  { kind: 'product_type', label: 'Product types', path: 'procurement/types', ...FLAG },
  { kind: 'unit_of_measure', label: 'Units of measure', path: 'procurement/unitOfMeasures', ...FLAG },
  { kind: 'manufacturer', label: 'Manufacturers', path: 'procurement/manufacturers', ...FLAG },
  { kind: 'inventory_location', label: 'Warehouses', path: 'procurement/warehouses', ...FLAG },
  { kind: 'payment_term', label: 'Payment terms', path: 'finance/billingTerms' },
  { kind: 'payment_type', label: 'Payment types', path: 'expense/paymentTypes' },
  { kind: 'pipeline_stage', label: 'Sale stages', path: 'sales/stages' },
  { kind: 'opportunity_status', label: 'Opportunity statuses', path: 'sales/opportunities/statuses', ...FLAG },
  { kind: 'opportunity_category', label: 'Opportunity types', path: 'sales/opportunities/types', ...FLAG },
  {
    ...{ kind: 'lead_source', label: 'Marketing campaigns', path: 'marketing/campaigns' },
    ...{ flag: 'inactive', isOptional: true },
  },
  { kind: 'agreement_type', label: 'Agreement types', path: 'finance/agreements/types', isOptional: true },
  {
    ...{ kind: 'purchase_order_status', label: 'Purchase order statuses', path: 'procurement/purchaseorderstatuses' },
    ...{ ...FLAG, isOptional: true },
  },
  { kind: 'service_sla', label: 'Service SLAs', path: 'service/SLAs' },
  { kind: 'ticket_priority', label: 'Service priorities', path: 'service/priorities' },
  // What a business unit is called on screen is up to the tenant; the table behind it is that of departments.
  { kind: 'line_of_business', label: 'Lines of business', path: 'system/departments', isOptional: true },
];

/** What a service board has of its own, with the path below it. */
export const BOARD_TABLES = [
  { kind: 'ticket_status', path: 'statuses' },
  { kind: 'ticket_type', path: 'types' },
  { kind: 'ticket_subtype', path: 'subtypes' },
] as const;

/** What is no table there but some words: the impacts that a ticket takes, and the statuses of an agreement (section 11). */
export const WORDS: readonly { label: string; kind: string; words: readonly string[] }[] = [
  { label: 'Service impacts', kind: 'service_impact', words: ['Low', 'Medium', 'High'] },
  { label: 'Agreement statuses', kind: 'agreement_status', words: ['Active', 'Cancelled', 'Expired', 'Inactive'] },
];

/** A row as a choice; an inactive one stays, marked, for old records show it. */
export function setupRowToFieldValue(kind: string, row: CwSetupRow, parent = row.category?.id): FieldValueInput {
  const details = detailsOf(row, parent);
  const position = row.sequenceNumber ?? row.sortOrder ?? undefined;
  return {
    ...{ kind, key: String(row.id), label: row.name ?? row.description ?? row.identifier ?? String(row.id) },
    isActive: row.inactiveFlag !== true && row.inactive !== true,
    ...(position === undefined ? {} : { position }),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  };
}

/** What some tables tell of a row besides its name. */
function detailsOf(row: CwSetupRow, parent: number | undefined) {
  const whereSo = (flag: boolean | null | undefined): true | undefined => (flag === true ? true : undefined);
  return compact({
    parent: picklistKey(parent),
    type: row.typeXref ?? undefined,
    isClosed: whereSo(row.closedStatus ?? row.closedFlag),
    isWon: whereSo(row.wonFlag),
    isLost: whereSo(row.lostFlag),
  });
}

/** On which screen a custom field stands, as kind of field values; what its list offers is `<kind>_choice`. */
export const FIELD_SCREENS: Readonly<Record<string, string>> = {
  Company: 'company_field',
  Catalog: 'product_field',
  Opportunity: 'opportunity_field',
};

/** A custom field that can be mapped, and the choices of its list. */
export function fieldDefinitionToValues(field: CwFieldDefinition): readonly FieldValueInput[] {
  const kind = FIELD_SCREENS[field.screenDescription ?? ''];
  // A button holds no value.
  if (kind === undefined || field.fieldTypeIdentifier === 'Button') return [];
  const key = String(field.id);
  const position = field.sequenceNumber ?? undefined;
  const options = (field.options ?? []).flatMap(({ optionValue, inactiveFlag, sortOrder }): FieldValueInput[] =>
    optionValue
      ? [
          {
            ...{ kind: `${kind}_choice`, key: customChoiceKey(key, optionValue), label: optionValue },
            ...{ isActive: inactiveFlag !== true, details: { field: key, value: optionValue } },
            ...(typeof sortOrder === 'number' ? { position: sortOrder } : {}),
          },
        ]
      : [],
  );
  return [{ kind, key, label: field.caption ?? `Field ${key}`, ...(position === undefined ? {} : { position }) }, ...options];
}
