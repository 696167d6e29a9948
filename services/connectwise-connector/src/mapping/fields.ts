import type { EntityFields, FieldTable, SentRow } from '@psa-bridge/connector-kit';
import type { FieldValue } from '@psa-bridge/records';
import type { CustomFieldWrite } from './custom-fields.ts';

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
      lengths: { identifier: 75, description: 60, customerDescription: 6000, manufacturerPartNumber: 50 },
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
