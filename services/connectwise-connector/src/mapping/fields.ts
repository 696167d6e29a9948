import type { EntityFields, FieldTable, SentRow } from '@psa-bridge/connector-kit';
import type { FieldValue } from '@psa-bridge/records';
import type { CustomFieldWrite } from './custom-fields.ts';

export const TICKET_SUMMARY_LENGTH = 100;
export const AGREEMENT_NAME_LENGTH = 100;

/** What ConnectWise would refuse, entity by entity as its errors call them (connectwise.md section 11). */
export const CONNECTWISE_FIELDS: FieldTable = {
  psa: 'ConnectWise',
  entities: {
    company: {
      required: ['identifier', 'name'],
      lengths: {
        ...{ identifier: 30, name: 50, addressLine1: 50, addressLine2: 50, city: 50, state: 50, zip: 12 },
        ...{ phoneNumber: 30, website: 255 },
      },
      references: { country: 'country' },
      customFields: customFields('company_field'),
    },
    contact: { required: ['firstName'] },
    catalogItem: {
      required: ['identifier', 'description', 'subcategory', 'type', 'customerDescription'],
      lengths: { identifier: 75, description: 60, customerDescription: 6000, manufacturerPartNumber: 50, vendorSku: 50 },
      choices: {
        ...{ category: 'product_category', subcategory: 'product_subcategory', type: 'product_type' },
        ...{ unitOfMeasure: 'unit_of_measure', manufacturer: 'manufacturer' },
      },
      customFields: customFields('product_field'),
    },
    opportunity: {
      required: ['company', 'contact', 'primarySalesRep'],
      lengths: { name: 100 },
      choices: {
        ...{ stage: 'pipeline_stage', status: 'opportunity_status', type: 'opportunity_category' },
        ...{ campaign: 'lead_source', billingTerms: 'payment_term', paymentType: 'payment_type' },
      },
    },
    ticket: {
      required: ['summary', 'company'],
      lengths: { summary: TICKET_SUMMARY_LENGTH },
      choices: {
        ...{ board: 'service_board', status: 'ticket_status', type: 'ticket_type', subType: 'ticket_subtype' },
        priority: 'ticket_priority',
      },
    },
    purchaseOrder: {
      required: ['vendorCompany', 'status', 'terms', 'poNumber'],
      lengths: { poNumber: 50, vendorOrderNumber: 50 },
      choices: { status: 'purchase_order_status', terms: 'payment_term', warehouse: 'inventory_location' },
    },
    purchaseOrderLine: { required: ['product', 'quantity', 'unitOfMeasure'], lengths: { description: 6000 } },
    agreement: {
      required: ['name', 'type', 'company', 'contact'],
      lengths: { name: AGREEMENT_NAME_LENGTH },
      choices: { type: 'agreement_type', billingTerms: 'payment_term' },
    },
    addition: { required: ['product'], lengths: { invoiceDescription: 6000 } },
    productItem: { required: ['catalogItem'], lengths: { description: 2000, customerDescription: 6000 } },
  },
};

function customFields(kind: string): NonNullable<EntityFields['customFields']> {
  return {
    kind,
    sent: (row: SentRow) =>
      ((row['customFields'] as CustomFieldWrite | undefined) ?? []).map(({ id, value }) => ({
        ...{ key: String(id), value: value === null ? null : String(value) },
      })),
    nameOf: (key: string, field: FieldValue | undefined) => field?.label ?? `Custom field ${key}`,
  };
}
