import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, realBackend, type RealBackend } from '@psa-bridge/testing';
import { openIssues, type RecordView } from '../../tools/platform/journeys.ts';
import {
  companiesWithPhone,
  customersOf,
  refusedCalls,
  spendAllowance,
  startTwoTenants,
  type ConnectedTenant,
  type TwoTenants,
} from '../../tools/platform/second-tenant.ts';
import { START_LIMIT_MS, STOP_LIMIT_MS, TEST_LIMIT_MS } from './stack.ts';

const COMPANIES = 120;
const ARRIVED = { timeoutMs: 120_000, everyMs: 200 };
/** The second tenant's edits while the first one is at its limit. */
const EDITS = 40;
/** In seconds: what was refused is not asked for again meanwhile. */
const LONGER_THAN_THE_TEST = '3600';

describe('a tenant whose Autotask answers 429 to everything', () => {
  let backend: RealBackend;
  let tenants: TwoTenants;
  beforeAll(async () => {
    backend = realBackend('rate-limit');
    tenants = await startTwoTenants({
      kafkaBrokers: backend.kafkaBrokers.join(','),
      kafkaPrefix: `${backend.prefix}.`,
      mongodbUri: backend.mongodbUri,
      database: backend.databaseName,
      seed: { companies: COMPANIES, contacts: 0, products: 0, services: 0, opportunities: 0, quotes: 0 },
      timeScale: 300,
      deltaEveryMs: 0,
    });
  }, START_LIMIT_MS);
  afterAll(async () => {
    await tenants?.stop();
    await backend?.cleanUp();
  }, STOP_LIMIT_MS);

  it(
    'keeps its own edits waiting, opens no issue and holds up no edit of another tenant',
    async () => {
      const { first, second } = tenants;
      spendAllowance(first, LONGER_THAN_THE_TEST);

      await edit(first, await customersOf(first), '555-0001');
      await edit(second, (await customersOf(second)).slice(0, EDITS), '555-0002');
      await eventually(() => expect(companiesWithPhone(second, '555-0002')).toBe(EDITS), ARRIVED);

      expect(companiesWithPhone(first, '555-0001')).toBe(0);
      expect(refusedCalls(first)).toBeGreaterThan(0);
      expect(refusedCalls(first)).toBeLessThan(EDITS);
      expect([await openIssues(first.api), await openIssues(second.api)]).toEqual([[], []]);
    },
    TEST_LIMIT_MS,
  );
});

async function edit({ api }: ConnectedTenant, companies: readonly RecordView[], telephone: string): Promise<void> {
  for (const { id } of companies) await api.patch(`/v1/companies/${id}`, { telephone });
}
