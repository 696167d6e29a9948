import { emailAddress } from '@psa-bridge/core';
import { z } from 'zod';
import { Address, CustomFields, Day, Id, Key, Money, Name, Quantity, Share, Text } from './field-types.ts';
import { Agreement, ProcurementItem, PurchaseOrder, SalesOrder, StockLevel, Ticket, TicketCharge } from './fulfilment-types.ts';

export const Company = z.strictObject({
  name: Name,
  number: z.string().max(50).optional(),
  /** A field value of kind `company_type`: the key of one added here, or of the PSA's own where the tenant mapped none to it. */
  type: z.string().max(100).optional(),
  address: Address.optional(),
  telephone: z.string().max(50).optional(),
  website: z.string().max(255).optional(),
  taxId: z.string().max(50).optional(),
  currency: z.string().length(3).optional(),
  /** The company that this one belongs to, where the PSA knows of one. */
  parentId: Id.optional(),
  isActive: z.boolean().default(true),
  customFields: CustomFields.optional(),
});

export const Contact = z.strictObject({
  companyId: Id,
  /** Keys of field values: `name_prefix`, `name_suffix` (AT-25, ID-51). */
  prefix: z.string().max(100).optional(),
  suffix: z.string().max(100).optional(),
  firstName: Name,
  lastName: z.string().trim().max(200).default(''),
  middleName: z.string().max(100).optional(),
  /** Cannot change after creation (ID-50). */
  email: emailAddress(),
  phone: z.string().max(50).optional(),
  mobilePhone: z.string().max(50).optional(),
  jobTitle: z.string().max(100).optional(),
  isActive: z.boolean().default(true),
  customFields: CustomFields.optional(),
});

export const Category = z.strictObject({
  name: Name,
  parentId: Id.optional(),
  /** What the category holds; a category of services alone needs no billing code (AT-13). */
  holds: z.enum(['products', 'services', 'both']).default('both'),
});

export const Product = z.strictObject({
  name: Name,
  mpn: z.string().max(100).optional(),
  internalProductId: z.string().max(100).optional(),
  productType: z.enum(['one-time', 'recurring', 'labour', 'bundle']).default('one-time'),
  categoryId: Id.optional(),
  manufacturer: z.string().max(200).optional(),
  vendor: z.string().max(200).optional(),
  /** The vendor's own part number, by which it takes orders. */
  vendorPartNumber: z.string().max(100).optional(),
  unit: z.string().max(50).optional(),
  cost: Money.optional(),
  price: Money.optional(),
  msrp: Money.optional(),
  description: Text.optional(),
  isActive: z.boolean().default(true),
  isSerialized: z.boolean().default(false),
  doesNotRequireProcurement: z.boolean().default(false),
  isEligibleForRma: z.boolean().default(false),
  customFields: CustomFields.optional(),
});

export const Service = z.strictObject({
  name: Name,
  description: Text.optional(),
  categoryId: Id.optional(),
  period: z.enum(['monthly', 'quarterly', 'semi-annual', 'yearly']).default('monthly'),
  price: Money.optional(),
  cost: Money.optional(),
  isActive: z.boolean().default(true),
});

export const Opportunity = z.strictObject({
  name: Name,
  companyId: Id,
  contactId: Id.optional(),
  /** A user of the MSP's own company (PA-32). */
  ownerId: Id.optional(),
  /** The owner's id in each PSA, by integration, as it was when the owner was chosen. */
  ownerExternalIds: z.record(Id, z.string().max(100)).optional(),
  /** Keys of field values: `pipeline_stage`, `opportunity_status`, `opportunity_category`, `lead_source`. */
  stage: z.string().max(100).optional(),
  status: z.string().max(100).optional(),
  category: z.string().max(100).optional(),
  source: z.string().max(100).optional(),
  probability: Share.optional(),
  description: Text.optional(),
  startDate: Day.optional(),
  expectedCloseDate: Day.optional(),
  onetimeRevenue: Money.optional(),
  monthlyRevenue: Money.optional(),
  /** The PSA's numbers of the sales orders that were made of its quotes (HP-20). */
  salesOrderNumbers: z.array(Key).max(50).optional(),
  customFields: CustomFields.optional(),
});

export const QuoteItem = z.strictObject({
  id: Id,
  kind: z.enum(['product', 'service', 'labour', 'charge', 'text']).default('product'),
  productId: Id.optional(),
  serviceId: Id.optional(),
  name: Name,
  description: z.string().max(2000).optional(),
  quantity: Quantity,
  unitPrice: Money,
  unitCost: Money.optional(),
  /** Off the line's total. */
  discount: Money.optional(),
  isOptional: z.boolean().default(false),
  period: z.enum(['one-time', 'monthly', 'quarterly', 'semi-annual', 'yearly']).default('one-time'),
});

export const Quote = z.strictObject({
  title: Name,
  number: z.string().max(50).optional(),
  opportunityId: Id,
  companyId: Id,
  contactId: Id.optional(),
  status: z.enum(['draft', 'sent', 'approved', 'declined', 'expired']).default('draft'),
  effectiveDate: Day.optional(),
  expirationDate: Day.optional(),
  /** Keys of field values: `payment_term`, `payment_type`. */
  paymentTerm: z.string().max(100).optional(),
  paymentType: z.string().max(100).optional(),
  currency: z.string().length(3).optional(),
  comment: z.string().max(1000).optional(),
  items: z.array(QuoteItem).max(500).default([]),
});

/**
 * A choice of a drop-down that came from the PSA, or was added locally (SY-24). Those from the PSA are read-only here.
 * `key` is what records hold.
 */
export const FieldValue = z.strictObject({
  /** pipeline_stage, opportunity_status, payment_term, company_type, billing_code … */
  kind: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/)
    .max(60),
  key: z.string().min(1).max(100),
  label: z.string().max(300),
  isActive: z.boolean().default(true),
  position: z.number().int().default(0),
  /** The integration it came from; absent for local values. */
  integrationId: Id.optional(),
  /** What the PSA says besides, such as a billing code's use type. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});

export const recordSchemas = {
  company: Company,
  contact: Contact,
  category: Category,
  product: Product,
  service: Service,
  opportunity: Opportunity,
  quote: Quote,
  ticket: Ticket,
  ticket_charge: TicketCharge,
  sales_order: SalesOrder,
  procurement_item: ProcurementItem,
  purchase_order: PurchaseOrder,
  agreement: Agreement,
  stock_level: StockLevel,
  field_value: FieldValue,
} as const;

export type RecordType = keyof typeof recordSchemas;
export type RecordData<Type extends RecordType = RecordType> = z.output<(typeof recordSchemas)[Type]>;
export type RecordInput<Type extends RecordType = RecordType> = z.input<(typeof recordSchemas)[Type]>;
export const RECORD_TYPES = Object.keys(recordSchemas) as readonly RecordType[];

export type Company = RecordData<'company'>;
export type Contact = RecordData<'contact'>;
export type Category = RecordData<'category'>;
export type Product = RecordData<'product'>;
export type Service = RecordData<'service'>;
export type Opportunity = RecordData<'opportunity'>;
export type Quote = RecordData<'quote'>;
export type QuoteItem = Quote['items'][number];
export type Ticket = RecordData<'ticket'>;
export type TicketCharge = RecordData<'ticket_charge'>;
export type SalesOrder = RecordData<'sales_order'>;
export type ProcurementItem = RecordData<'procurement_item'>;
export type PurchaseOrder = RecordData<'purchase_order'>;
export type Agreement = RecordData<'agreement'>;
export type StockLevel = RecordData<'stock_level'>;
export type FieldValue = RecordData<'field_value'>;
