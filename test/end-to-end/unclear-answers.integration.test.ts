import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultAction } from '@psa-bridge/simulators';
import { changePage, type RecordPage, type RecordView } from '../../tools/platform/journeys.ts';
import { noOpenIssues, synchronized } from './sales.ts';
import { START_LIMIT_MS, startStack, STOP_LIMIT_MS, TEST_LIMIT_MS, type EndToEndStack } from './stack.ts';

/** The vendor's name of each entity, and the field that the test knows its own by. */
const NAMED_BY = {
  Companies: 'companyName',
  Contacts: 'firstName',
  Products: 'name',
  Opportunities: 'title',
  Quotes: 'name',
  QuoteItems: 'name',
} as const;
const ENTITIES = Object.keys(NAMED_BY) as (keyof typeof NAMED_BY)[];

const ACTIONS: readonly FaultAction[] = [
  { kind: 'timeoutAfterCommit' },
  { kind: 'resetAfterCommit' },
  { kind: 'error500AfterCommit' },
  // After the caller gave up, and before the vendor can no longer be at it.
  { kind: 'lateCommit', delayMs: 2_000 },
];

describe('a create whose answer does not say what became of it (architecture rule 6)', () => {
  let stack: EndToEndStack;
  beforeAll(async () => {
    stack = await startStack('unclear_answers');
    await setDefaultBillingCode(stack);
  }, START_LIMIT_MS);
  afterAll(() => stack?.stop(), STOP_LIMIT_MS);

  it.each(ACTIONS)(
    '$kind: one entity of each type, and no issue',
    async (action) => {
      const { control } = stack.autotask;
      control.clearFaults();
      for (const entity of ENTITIES) control.addFault({ match: { entity, operation: 'create' }, action });

      for (const path of await makeOneOfEach(stack, action.kind)) await synchronized(stack, path);

      expect(control.listFaults().map(({ match, struck }) => [match.entity, struck])).toEqual(
        ENTITIES.map((entity) => [entity, 1]),
      );
      expect(copies(stack, action.kind)).toEqual(Object.fromEntries(ENTITIES.map((entity) => [entity, 1])));
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );
});

/** A new product needs one. */
async function setDefaultBillingCode({ api, integrationId }: EndToEndStack): Promise<void> {
  const { items } = await api.get<RecordPage>('/v1/field-values?kind=billing_code&size=200');
  const code = items.find(({ details }) => /material/i.test(String((details as { useType?: string } | undefined)?.useType)));
  await changePage(
    api,
    { provider: 'autotask', integrationId, page: 'billing-codes' },
    { defaultBillingCode: String(code?.['key']) },
  );
}

/** Answers the paths of what was made. */
async function makeOneOfEach({ api }: EndToEndStack, name: string): Promise<readonly string[]> {
  const make = async (path: string, body: unknown): Promise<string> => (await api.post<RecordView>(`/v1/${path}`, body)).id;
  const companyId = await make('companies', { name, telephone: '555-0100' });
  const contactId = await make('contacts', {
    companyId,
    firstName: name,
    lastName: 'Demo',
    email: `${name.toLowerCase()}@example.com`,
  });
  const productId = await make('products', { name, price: '10.00', cost: '5.00' });
  const opportunityId = await make('opportunities', { name, companyId, onetimeRevenue: '10.00' });
  const items = [{ name, kind: 'product', productId, quantity: 1, unitPrice: '10.00' }];
  const quoteId = await make('quotes', { title: name, companyId, opportunityId, items });
  await api.post(`/v1/quotes/${quoteId}/send`);
  return [
    `/v1/companies/${companyId}`,
    `/v1/contacts/${contactId}`,
    `/v1/products/${productId}`,
    `/v1/opportunities/${opportunityId}`,
    `/v1/quotes/${quoteId}`,
  ];
}

function copies({ autotask }: EndToEndStack, name: string): Record<string, number> {
  const count = (entity: keyof typeof NAMED_BY): number =>
    autotask.control.count({ entity, filter: [{ op: 'eq', field: NAMED_BY[entity], value: name }] });
  return Object.fromEntries(ENTITIES.map((entity) => [entity, count(entity)]));
}
