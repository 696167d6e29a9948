import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@psa-bridge/testing';
import { changePage, openIssues, synchronize, type RecordPage, type RecordView } from '../../tools/platform/journeys.ts';
import { noOpenIssues } from './sales.ts';
import { START_LIMIT_MS, startStack, STOP_LIMIT_MS, TEST_LIMIT_MS, type EndToEndStack } from './stack.ts';

describe('a mapping to something that Autotask switched off', () => {
  let stack: EndToEndStack;
  beforeAll(async () => {
    stack = await startStack('stale_mapping');
  }, START_LIMIT_MS);
  afterAll(() => stack?.stop(), STOP_LIMIT_MS);

  it(
    'is a warning in the issue list before anything fails, and a retry clears it once it is mended (IS-15)',
    async () => {
      const { api, autotask, integrationId } = stack;
      const { items } = await api.get<RecordPage>('/v1/field-values?kind=billing_code&size=200');
      const code = items.find(({ details }) => /material/i.test(String((details as { useType?: string } | undefined)?.useType)));
      const category = await api.post<RecordView>('/v1/categories', { name: 'Servers' });
      const key = String(code?.['key']);
      await changePage(
        api,
        { provider: 'autotask', integrationId, page: 'billing-codes' },
        { categoryBillingCodes: { [category.id]: key } },
      );

      autotask.control.deactivate({ entity: 'BillingCodes', id: Number(key) });
      await synchronize(api, { provider: 'autotask', integrationId }, 'fields');
      const issue = await eventually(
        async () => {
          const [found] = await openIssues(api);
          if (!found) throw new Error('no issue is open');
          return found;
        },
        { timeoutMs: 90_000, everyMs: 100 },
      );
      autotask.control.patch({ entity: 'BillingCodes', id: Number(key), values: { isActive: true } });
      await api.post(`/v1/issues/${issue.id}/retry`);
      await eventually(
        async () => {
          const { status } = await api.get<{ status: string }>(`/v1/issues/${issue.id}`);
          if (status !== 'cleared') throw new Error(`the issue is ${status}`);
        },
        { timeoutMs: 90_000, everyMs: 100 },
      );

      expect(issue).toMatchObject({
        ...{ entityType: 'mapping', entityId: `billing-codes:categoryBillingCodes.${category.id}`, code: 'mapping_stale' },
        level: 'warning',
        message: expect.stringMatching(/^Billing code ".+" is inactive in Autotask\. .* Affected: 1 category: Servers\.$/),
      });
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );
});
