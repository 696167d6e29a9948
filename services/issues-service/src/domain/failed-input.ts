import type { Issue } from './issue.ts';

/** Where the records are that people edit: what is pushed is what the record says, so its input is edited there. */
const EDITED_AT: Readonly<Record<string, string>> = {
  category: '/v1/categories',
  company: '/v1/companies',
  contact: '/v1/contacts',
  opportunity: '/v1/opportunities',
  product: '/v1/products',
  purchase_order: '/v1/purchase-orders',
  quote: '/v1/quotes',
  service: '/v1/services',
};

/** What the failed operation was fed with, and whether a person may change it. */
export type FailedInput = { editAt: string } | { why: string };

/**
 * The input of the failed operation. A push reads the record anew, so a change of the record is safe at any time: it pushes by itself
 * (and so retries), is guarded by the record's ETag and told to the audit. What came from the PSA is mended there.
 */
export function failedInput({
  operation,
  entityType,
  entityId,
}: Pick<Issue, 'operation' | 'entityType' | 'entityId'>): FailedInput {
  const path = EDITED_AT[entityType];
  if (path !== undefined && operation === 'push') return { editAt: `${path}/${encodeURIComponent(entityId)}` };
  if (operation === 'pull') return { why: 'It was read from the PSA: change it there, then retry.' };
  return { why: 'It has no input of its own: mend what the issue names, then retry.' };
}
