import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { eventually } from '@psa-bridge/testing';
import type { ApiClient } from '../../platform/api-client.ts';
import {
  changePage,
  connectAutotask,
  openIssues,
  synchronize,
  type RecordPage,
  type RecordView,
} from '../../platform/journeys.ts';

/** What an admin comes to: a billing code that was switched off in Autotask, and products that fail for it. */
export interface Trouble {
  integrationId: string;
  category: string;
  categoryId: string;
  /** The code that still holds, as people know it. */
  goodCode: string;
  /** Products that failed. */
  products: readonly string[];
}

const CATEGORY = 'Demo servers';
const PRODUCTS = ['Demo server S', 'Demo server M', 'Demo server L'];
const LIMIT = { timeoutMs: 90_000, everyMs: 250 };

export async function makeTrouble(api: ApiClient, autotask: AutotaskSimulator): Promise<Trouble> {
  const integrationId = await connectAutotask(api, autotask);
  const integration = { provider: 'autotask', integrationId } as const;
  await synchronize(api, integration, 'full');
  const { items } = await api.get<RecordPage>('/v1/field-values?kind=billing_code&size=200');
  const [dead, good] = items.filter(
    ({ details, isActive }) =>
      isActive !== false && /material/i.test(String((details as { useType?: string } | undefined)?.useType)),
  );
  if (!dead || !good) throw new Error('The simulated Autotask has no two billing codes for material.');
  const category = await api.post<RecordView>('/v1/categories', { name: CATEGORY });
  await changePage(
    api,
    { ...integration, page: 'billing-codes' },
    { categoryBillingCodes: { [category.id]: String(dead['key']) } },
  );
  autotask.control.deactivate({ entity: 'BillingCodes', id: Number(dead['key']) });
  for (const name of PRODUCTS) await api.post('/v1/products', { name, categoryId: category.id, price: '100.00' });
  // One that the schedule began may be under way just then, and is waited for.
  await eventually(() => synchronize(api, integration, 'fields'), LIMIT);
  await eventually(async () => {
    const issues = await openIssues(api);
    const failed = issues.filter(({ code }) => code === 'billing_code_invalid').length;
    if (failed < PRODUCTS.length || !issues.some(({ code }) => code === 'mapping_stale'))
      throw new Error(`open issues: ${issues.map(({ code }) => code).join()}`);
  }, LIMIT);
  return { integrationId, category: CATEGORY, categoryId: category.id, goodCode: String(good['label']), products: PRODUCTS };
}
