import type { EntityResult } from '../src/domain/entity-result.ts';
import type { Problem } from '../src/domain/issue.ts';

/** Plainly made-up results for tests. */
export function problem(overrides: Partial<Problem> = {}): Problem {
  return {
    level: 'error',
    code: 'billing_code_invalid',
    kind: 'rejected',
    message: 'BillingCode does not exist or is invalid',
    remedy: 'Choose an active billing code for the category.',
    psaText: 'The billing code 17 is inactive.',
    reference: '',
    failedItems: [],
    traceId: '0af7651916cd43dd8448eb211c80319c',
    ...overrides,
  };
}

export function success(sequence: number, overrides: Partial<EntityResult> = {}): EntityResult {
  return {
    tenantId: 'tenant-a',
    integrationId: 'integration-1',
    provider: 'autotask',
    entityType: 'quote',
    entityId: 'quote-1',
    entityName: 'Demo quote 1',
    externalId: '4711',
    operation: 'push',
    sequence,
    finishedAt: new Date(Date.UTC(2026, 0, 5, 8, 0, sequence)),
    tries: 1,
    ...overrides,
  };
}

export function failure(sequence: number, overrides: Partial<Problem> = {}): EntityResult {
  return { ...success(sequence), problem: problem(overrides) };
}

export function partial(sequence: number): EntityResult {
  const item = {
    itemId: 'item-2',
    itemName: 'Demo switch',
    code: 'product_unknown',
    message: 'No such product',
    psaText: 'Product 9 not found',
  };
  return failure(sequence, {
    level: 'warning',
    code: 'items_not_synchronized',
    message: 'Some line items not synchronized',
    failedItems: [item],
  });
}
