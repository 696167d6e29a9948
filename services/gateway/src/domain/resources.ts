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
  /** Whether its saves are sent to the integrations, and `/sync` exists. */
  isPushed: boolean;
}

const products: readonly Permission[] = ['Product viewer', 'Product editor'];
const plain = { notOnCreate: [], notOnUpdate: [], isPushed: true } as const;

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
    filters: ['companyId', 'contactId', 'stage', 'status', 'category', 'source'],
    sorts: ['name', 'stage', 'status', 'expectedCloseDate'],
    references: [
      { path: 'companyId', type: 'company' },
      { path: 'contactId', type: 'contact' },
    ],
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
