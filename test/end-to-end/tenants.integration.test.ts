import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import type { ApiClient } from '../../tools/platform/api-client.ts';
import { openIssues, type RecordPage, type RecordView } from '../../tools/platform/journeys.ts';
import { addTenant } from '../../tools/platform/second-tenant.ts';
import { START_LIMIT_MS, startStack, STOP_LIMIT_MS, TEST_LIMIT_MS, type EndToEndStack } from './stack.ts';

describe('another tenant', () => {
  let stack: EndToEndStack;
  let other: ApiClient;
  beforeAll(async () => {
    stack = await startStack('tenants');
    other = await addTenant(stack, { ...stack.backend, database: stack.backend.databaseName });
  }, START_LIMIT_MS);
  afterAll(() => stack?.stop(), STOP_LIMIT_MS);

  it(
    'finds nothing of the first one in lists and searches',
    async () => {
      const lists = [
        'companies',
        'contacts',
        'products',
        'opportunities',
        'quotes',
        'field-values',
        'issues',
        'integrations/autotask',
      ];

      const pages: { items: readonly unknown[] }[] = [];
      for (const list of lists) pages.push(await other.get(`/v1/${list}`));

      expect(pages.map(({ items }) => items)).toEqual(lists.map(() => []));
    },
    TEST_LIMIT_MS,
  );

  it(
    'is told of ids of the first one what it is told of unknown ids, by every service',
    async () => {
      const { integrationId } = stack;
      const company = (await stack.api.get<RecordPage>('/v1/companies?size=1')).items[0]?.id ?? '';
      const issue = await anIssue(stack, company);
      const calls = [
        ...callsOn('/v1/companies', company),
        ['PATCH', `/v1/companies/${company}`, { telephone: '1' }, { 'if-match': '"1"' }],
        ['POST', '/v1/opportunities', { companyId: company, name: 'Demo opportunity' }],
        ...callsOn('/v1/issues', issue),
        ['POST', `/v1/issues/${issue}/retry`],
        ['POST', `/v1/issues/${issue}/dismiss`],
        ...callsOn('/v1/integrations/autotask', integrationId),
        ['PATCH', `/v1/integrations/autotask/${integrationId}`, { name: 'Mine' }],
        ['POST', `/v1/integrations/autotask/${integrationId}/test`],
        ['POST', `/v1/integrations/autotask/${integrationId}/sync`, { kind: 'full' }],
        ['GET', `/v1/integrations/autotask/${integrationId}/sync`],
        ['GET', `/v1/integrations/autotask/${integrationId}/webhooks`],
      ] as readonly Call[];
      const known = [company, issue, integrationId];

      for (const call of calls) {
        const [theirs, unknown] = [await answer(other, call), await answer(other, withUnknownIds(call, known))];

        expect([call.slice(0, 2), theirs]).toEqual([call.slice(0, 2), unknown]);
        expect([404, 400]).toContain(theirs.status);
      }
    },
    TEST_LIMIT_MS,
  );
});

type Call = readonly [method: string, path: string, body?: unknown, headers?: Record<string, string>];

function callsOn(path: string, id: string): readonly Call[] {
  return [['GET', `${path}/${id}`]];
}

/** What a caller can tell answers apart by, without what is the request's own. */
async function answer(api: ApiClient, [method, path, body, headers]: Call): Promise<{ status: number; problem: unknown }> {
  const { status, body: problem } = await api.request<Record<string, unknown>>(method, path, {
    ...(body === undefined ? {} : { body }),
    ...(headers ? { headers } : {}),
  });
  return { status, problem: { code: problem?.['code'], title: problem?.['title'], detail: problem?.['detail'] } };
}

function withUnknownIds(call: Call, known: readonly string[]): Call {
  const swapped = known.reduce((text, id) => text.replaceAll(id, newId()), JSON.stringify(call));
  return JSON.parse(swapped) as Call;
}

async function anIssue({ api }: EndToEndStack, companyId: string): Promise<string> {
  const body = { companyId, firstName: 'x'.repeat(60), lastName: 'Demo', email: 'too-long@example.com' };
  const contact = await api.post<RecordView>('/v1/contacts', body);
  return eventually(
    async () => {
      const found = (await openIssues(api)).find(({ entityId }) => entityId === contact.id);
      if (!found) throw new Error('no issue is open yet');
      return found.id;
    },
    { timeoutMs: 90_000 },
  );
}
