import { Outcome, timestampFromDate } from '@psa-bridge/contracts';
import type { Result } from './story.ts';

interface CauseOfDemo {
  name: string;
  /** How many of a hundred failures have it. */
  share: number;
  failed(entity: { id: string; name: string; number: number }): Partial<Result>;
}

const exchange = (fields: object, responseBody: string) => ({
  ...{ method: 'POST', url: 'https://psa.example/V1.0/Entities', status: 500, responseBody },
  requestBody: JSON.stringify(fields),
});

/** Autotask names the field alone; which code it was stands in the request. */
function billingCode(id: number, share: number): CauseOfDemo {
  const psaText = 'Reference value on field: billingCodeID of type Integer does not exist or is invalid.';
  const failure = (title: string) => ({
    ...{ code: 'billing_code_invalid', kind: 'rejected', message: 'BillingCode does not exist or is invalid', psaText },
    ...{ remedy: `Assign an active billing code in place of ${id}.`, exchange: exchange({ title, billingCodeID: id }, psaText) },
  });
  return { name: `billing code ${id}`, share, failed: ({ name }) => ({ entityType: 'quote', failure: failure(name) }) };
}

/** ConnectWise names the category in its own sentence, and the item beside it. */
function category(id: number, share: number): CauseOfDemo {
  const failure = (name: string) => ({
    ...{ code: 'category_inactive', kind: 'rejected', remedy: 'Map the category to an active one.' },
    psaText: `catalogItem object is invalid: "${name}". ${id} is an inactive category.`,
  });
  const failed: CauseOfDemo['failed'] = ({ name }) => ({
    entityType: 'product',
    provider: 'connectwise',
    failure: failure(name),
  });
  return { name: `category ${id}`, share, failed };
}

export const CAUSES: readonly CauseOfDemo[] = [
  ...[billingCode(17, 24), billingCode(18, 9), billingCode(19, 6), billingCode(20, 3)],
  ...[category(80, 18), category(81, 8), category(82, 2)],
  {
    name: 'payment term',
    share: 10,
    failed: () => ({
      entityType: 'quote',
      failure: { code: 'payment_term_deleted', kind: 'rejected', message: 'Payment term/type is deleted' },
    }),
  },
  {
    name: 'credentials',
    share: 7,
    failed: ({ number }) => ({
      entityType: 'contact',
      failure: {
        code: 'autotask_authentication',
        kind: 'unauthenticated',
        message: 'Refused',
        psaText: `Attempt ${number} refused`,
      },
    }),
  },
  {
    name: 'company without identifier',
    share: 6,
    failed: ({ name }) => ({
      entityType: 'opportunity',
      failure: {
        code: 'company_has_no_external_identifier',
        kind: 'rejected',
        message: `${name}: Company has no external identifier`,
      },
    }),
  },
  {
    name: 'lines without product',
    share: 4,
    failed: ({ id, name }) => ({
      ...{ entityType: 'quote', outcome: Outcome.PARTIAL },
      failedItems: [
        { itemId: `${id}-item`, itemName: `${name}, line`, code: 'product_unknown', message: `${name}, line: no such product` },
      ],
    }),
  },
  {
    name: 'permission',
    share: 3,
    failed: ({ id }) => ({
      entityType: 'company',
      failure: { code: 'autotask_permission', kind: 'forbidden', psaText: `Record ${id}: no write access to Companies.` },
    }),
  },
];

/** The failures of all causes, mixed: of each hundred every cause has its share. */
export function mixedFailures(count: number): { results: readonly Result[]; expected: ReadonlyMap<string, number> } {
  const deck = CAUSES.flatMap((cause) => Array.from({ length: cause.share }, () => cause));
  const expected = new Map<string, number>();
  const results = Array.from({ length: count }, (_, number): Result => {
    // 37 and 100 have no common part, so each hundred is the whole deck in another order than the causes stand in.
    const cause = deck[(number * 37) % deck.length];
    if (!cause) throw new Error('The deck is empty.');
    expected.set(cause.name, (expected.get(cause.name) ?? 0) + 1);
    const id = `demo-${number}`;
    const entity = { id, name: `Demo record ${number}`, number };
    return {
      ...{ integrationId: 'demo-integration', provider: 'autotask', entityType: 'quote', entityId: id, entityName: entity.name },
      ...{ operation: 'push', outcome: Outcome.FAILED, attempts: 1, sequence: 1n, finishedAt: timestampFromDate(new Date()) },
      ...cause.failed(entity),
    };
  });
  return { results, expected };
}
