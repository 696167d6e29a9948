/** The eight product permissions (ID-10) and ours for issues, integrations and invoices. */
export const PERMISSIONS = [
  'Quote editor',
  'Product viewer',
  'Product editor',
  'Products importer',
  'Pricing book editor',
  'Company editor',
  'Whitespace viewer',
  'Procurement editor',
  'Issue manager',
  'Integration manager',
  'Invoice manager',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who calls: taken from the verified token, never from the request itself. */
export interface Caller {
  tenantId: string;
  /** The user's or key's id. */
  subject: string;
  isAdmin: boolean;
  /** A non-admin without a verified company link: may see to the own account and nothing else (ID-03). */
  isUnlinked?: boolean;
  permissions: readonly Permission[];
}
