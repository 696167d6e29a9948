import type { Permission } from '@psa-bridge/core';
import type { RecordType } from '@psa-bridge/records';

/** Who may call: anybody signed in, an admin only, or whoever has one of these permissions (admins always, ID-06). */
export type Access = 'signed-in' | 'admin' | readonly Permission[];

/** A field that holds the id of another record of the same tenant. `path` may go through an array: `items.productId`. */
export interface Reference {
  path: string;
  type: RecordType;
}

/** One record type as the public API offers it. The API is generated from these rows; there is no code per type. */
export interface Resource {
  type: RecordType;
  /** Its place under `/v1/`. */
  path: string;
  /** What people call one of them. */
  noun: string;
  read: Access;
  write: Access;
  /** Fields that searches may filter by. */
  filters: readonly string[];
  /** Fields that searches may sort by, besides `createdAt` and `updatedAt`. */
  sorts: readonly string[];
  references: readonly Reference[];
  /** Fields that a creating request may not give. */
  notOnCreate: readonly string[];
  /** Fields that an update may not give. */
  notOnUpdate: readonly string[];
  /** Whether people create and change it field by field; other types are made by actions or come from the PSA. */
  isEdited: boolean;
  /** Whether its saves are sent to the integrations, and `/sync` exists. */
  isPushed: boolean;
}

const products: readonly Permission[] = ['Product viewer', 'Product editor'];
const plain = { notOnCreate: [], notOnUpdate: [], isEdited: true, isPushed: true } as const;
const fromPsa = { ...plain, isEdited: false, isPushed: false } as const;
const OWNER = ['ownerId', 'ownerExternalIds'];
const procurement: readonly Permission[] = ['Procurement editor'];

export const RESOURCES: readonly Resource[] = [
  {
    ...plain,
    type: 'company',
    path: 'companies',
    noun: 'company',
    read: 'signed-in',
    write: ['Company editor'],
    filters: ['name', 'number', 'type', 'currency', 'isActive'],
    sorts: ['name', 'number', 'type'],
    references: [],
  },
  {
    ...plain,
    type: 'contact',
    path: 'contacts',
    noun: 'contact',
    read: 'signed-in',
    write: ['Company editor'],
    filters: ['companyId', 'email', 'isActive'],
    sorts: ['lastName', 'firstName', 'email'],
    references: [{ path: 'companyId', type: 'company' }],
  },
  {
    ...plain,
    type: 'category',
    path: 'categories',
    noun: 'category',
    read: 'signed-in',
    write: ['Product editor'],
    filters: ['name', 'parentId', 'holds'],
    sorts: ['name'],
    references: [{ path: 'parentId', type: 'category' }],
  },
  {
    ...plain,
    type: 'product',
    path: 'products',
    noun: 'product',
    read: products,
    write: ['Product editor'],
    filters: ['mpn', 'internalProductId', 'productType', 'categoryId', 'manufacturer', 'vendor', 'isActive'],
    sorts: ['name', 'mpn', 'manufacturer'],
    references: [{ path: 'categoryId', type: 'category' }],
  },
  {
    ...plain,
    type: 'service',
    path: 'services',
    noun: 'service',
    read: products,
    write: ['Product editor'],
    filters: ['categoryId', 'period', 'isActive'],
    sorts: ['name', 'period'],
    references: [{ path: 'categoryId', type: 'category' }],
  },
  {
    ...plain,
    type: 'opportunity',
    path: 'opportunities',
    noun: 'opportunity',
    read: 'signed-in',
    write: ['Quote editor'],
    filters: ['companyId', 'contactId', 'ownerId', 'stage', 'status', 'category', 'source'],
    sorts: ['name', 'stage', 'status', 'expectedCloseDate'],
    references: [
      { path: 'companyId', type: 'company' },
      { path: 'contactId', type: 'contact' },
    ],
    // The PSA's own; and users are no records: whoever chooses an owner is looked after by what takes the choice (PA-32).
    notOnCreate: ['salesOrderNumbers', ...OWNER],
    notOnUpdate: ['salesOrderNumbers', ...OWNER],
  },
  {
    ...plain,
    type: 'quote',
    path: 'quotes',
    noun: 'quote',
    read: 'signed-in',
    write: ['Quote editor'],
    filters: ['companyId', 'contactId', 'opportunityId', 'number', 'status'],
    sorts: ['title', 'number', 'status', 'effectiveDate', 'expirationDate'],
    references: [
      { path: 'opportunityId', type: 'opportunity' },
      { path: 'companyId', type: 'company' },
      { path: 'contactId', type: 'contact' },
      { path: 'items.productId', type: 'product' },
      { path: 'items.serviceId', type: 'service' },
    ],
    // A quote moves by its actions (send, approve, decline), so that none is approved by an edit.
    notOnCreate: ['status'],
    notOnUpdate: ['status'],
  },
  {
    ...plain,
    type: 'ticket',
    path: 'tickets',
    noun: 'ticket',
    read: 'signed-in',
    write: ['Quote editor'],
    filters: ['quoteId', 'companyId', 'number', 'status'],
    sorts: ['title', 'number', 'dueDate'],
    references: [],
    isEdited: false,
  },
  {
    ...plain,
    type: 'sales_order',
    path: 'sales-orders',
    noun: 'sales order',
    read: 'signed-in',
    write: ['Quote editor'],
    filters: ['quoteId', 'opportunityId', 'companyId', 'number', 'status'],
    sorts: ['title', 'number', 'date'],
    references: [],
    isEdited: false,
  },
  {
    ...fromPsa,
    type: 'ticket_charge',
    path: 'ticket-charges',
    noun: 'ticket charge',
    read: procurement,
    write: procurement,
    filters: [
      ...['ticketExternalId', 'ticketNumber', 'ticketId', 'quoteId', 'companyId', 'productId'],
      ...['status', 'isCancelled', 'isBilled'],
    ],
    sorts: ['madeAt', 'name'],
    references: [],
  },
  {
    ...fromPsa,
    type: 'procurement_item',
    path: 'procurement-items',
    noun: 'procurement item',
    read: procurement,
    write: procurement,
    filters: ['status', 'source', 'quoteId', 'ticketChargeId', 'companyId', 'productId', 'distributorId', 'purchaseOrderId'],
    sorts: ['name', 'status'],
    references: [],
  },
  {
    ...plain,
    type: 'purchase_order',
    path: 'purchase-orders',
    noun: 'purchase order',
    read: procurement,
    write: procurement,
    filters: ['number', 'distributorId', 'status'],
    sorts: ['number', 'status', 'placedAt'],
    references: [],
    isEdited: false,
  },
  {
    ...fromPsa,
    type: 'agreement',
    path: 'agreements',
    noun: 'agreement',
    read: 'signed-in',
    write: ['Quote editor'],
    filters: ['companyId', 'quoteId', 'number', 'type', 'status', 'isActive'],
    sorts: ['name', 'startDate', 'endDate'],
    references: [],
  },
  {
    ...fromPsa,
    type: 'stock_level',
    path: 'stock-levels',
    noun: 'stock level',
    read: products,
    write: ['Product editor'],
    filters: ['productId', 'location'],
    sorts: ['location'],
    references: [],
  },
  {
    ...plain,
    type: 'field_value',
    path: 'field-values',
    noun: 'field value',
    read: 'signed-in',
    // Drop-down values are configuration.
    write: 'admin',
    filters: ['kind', 'key', 'integrationId', 'isActive'],
    sorts: ['kind', 'position', 'label'],
    references: [],
    // Only a PSA's own values carry the first two (SY-24); a new value goes to the end of its kind.
    notOnCreate: ['integrationId', 'details', 'position'],
    notOnUpdate: ['integrationId', 'details', 'kind', 'key'],
    isPushed: false,
  },
];

const byType = new Map(RESOURCES.map((resource) => [resource.type, resource]));

/** The row of a type; undefined for entity types that are not business records. */
export function resourceOf(type: string): Resource | undefined {
  return byType.get(type as RecordType);
}
