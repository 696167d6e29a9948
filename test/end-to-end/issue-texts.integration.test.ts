import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, startOtlpCollector, type OtlpCollector } from '@psa-bridge/testing';
import path from 'node:path';
import {
  changePage,
  issueOf,
  type IssueView,
  type RecordPage,
  type RecordView,
  synchronize,
} from '../../tools/platform/journeys.ts';
import { credentialsOf } from '../../tools/platform/simulated-autotask.ts';
import type { ServiceName } from '../../tools/platform/service-plan.ts';
import { noOpenIssues, synchronized } from './sales.ts';
import { START_LIMIT_MS, startStack, STOP_LIMIT_MS, TEST_LIMIT_MS, type EndToEndStack } from './stack.ts';

const WAIT = { timeoutMs: 90_000, everyMs: 100 };
const REGISTER = path.resolve(import.meta.dirname, '../../libs/observability/src/register.ts');

/** The services that an issue passes send their spans to the collector. */
function traced({ env }: OtlpCollector): Partial<Record<ServiceName, Record<string, string>>> {
  const services: readonly ServiceName[] = ['gateway', 'autotask-connector', 'issues-service'];
  const flags = { NODE_OPTIONS: `--max-old-space-size=256 --import ${REGISTER}` };
  // What is held is held for as long as the test wants.
  const patient = { AUTOTASK_TIMEOUT_MS: '120000' };
  return Object.fromEntries(services.map((name) => [name, { ...env, ...flags, ...patient, OTEL_SERVICE_NAME: name }]));
}

describe('what a person reads when Autotask does not take something', () => {
  let stack: EndToEndStack;
  let collector: OtlpCollector;
  beforeAll(async () => {
    collector = await startOtlpCollector();
    stack = await startStack('issue_texts', traced(collector));
    await setDefaultCode(String(material().id));
  }, START_LIMIT_MS);
  afterAll(async () => {
    await stack?.stop();
    await collector.stop();
  }, STOP_LIMIT_MS);

  const autotask = () => stack.autotask.control;
  const make = async (path: string, body: object): Promise<string> => (await stack.api.post<RecordView>(`/v1/${path}`, body)).id;
  const makeCompany = (name: string): Promise<string> => make('companies', { name, telephone: '555-0100' });
  const makeContact = (companyId: string, firstName: string): Promise<string> =>
    make('contacts', { companyId, firstName, lastName: 'Demo', email: `${firstName.toLowerCase()}@example.com` });

  function material() {
    const [code] = autotask().list({ entity: 'BillingCodes', filter: [{ op: 'eq', field: 'name', value: 'Hardware' }] });
    if (!code) throw new Error('The demo tenant has no billing code for material.');
    return code;
  }

  async function setDefaultCode(defaultBillingCode: string): Promise<void> {
    const { api, integrationId } = stack;
    await changePage(api, { provider: 'autotask', integrationId, page: 'billing-codes' }, { defaultBillingCode });
  }

  const openIssue = (entityId: string): Promise<IssueView> => issueOf(stack.api, entityId, WAIT);

  async function retry(entityId: string): Promise<void> {
    await stack.api.post(`/v1/issues/${(await openIssue(entityId)).id}/retry`);
  }

  async function externalIdOf(path: string): Promise<number> {
    return Number((await synchronized(stack, path)).sync[stack.integrationId]?.externalId);
  }

  async function dismiss(entityId: string): Promise<void> {
    await stack.api.post(`/v1/issues/${(await openIssue(entityId)).id}/dismiss`);
  }

  it(
    'AT-14: BillingCode does not exist or is invalid; mended and retried it clears',
    async () => {
      autotask().deactivate({ entity: 'BillingCodes', id: material().id });

      const id = await make('products', { name: 'Codeless', price: '1.00' });
      const { message, level } = await openIssue(id);
      autotask().deactivate({ entity: 'BillingCodes', id: material().id, active: true });
      await retry(id);

      expect([message, level]).toEqual(['BillingCode does not exist or is invalid', 'error']);
      await synchronized(stack, `/v1/products/${id}`);
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );

  it(
    'AT-60: Opportunity was not found in Autotask',
    async () => {
      const companyId = await makeCompany('Sixty');
      const id = await make('opportunities', { name: 'Vanishing', companyId });
      autotask().remove({ entity: 'Opportunities', id: await externalIdOf(`/v1/opportunities/${id}`) });

      await stack.api.patch(`/v1/opportunities/${id}`, { description: 'changed here' });

      expect((await openIssue(id)).message).toBe('Opportunity was not found in Autotask');
      await dismiss(id);
    },
    TEST_LIMIT_MS,
  );

  it(
    'AT-61: Company has no external identifier, and it heals by itself once the company can be synchronized',
    async () => {
      autotask().setSecurity({ denied: [{ entity: 'Companies', actions: ['create'] }] });
      const companyId = await makeCompany('Sixty-one');

      const contactId = await makeContact(companyId, 'Sixtyone');
      const { message } = await openIssue(contactId);
      autotask().setSecurity({ denied: [] });
      await retry(companyId);

      expect(message).toBe('Company has no external identifier');
      await synchronized(stack, `/v1/contacts/${contactId}`);
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );

  it(
    'AT-62: Contact has no external identifier',
    async () => {
      autotask().setSecurity({ denied: [{ entity: 'Contacts', actions: ['create'] }] });
      const companyId = await makeCompany('Sixty-two');
      const contactId = await makeContact(companyId, 'Sixtytwo');

      const id = await make('opportunities', { name: 'Without contact', companyId, contactId });
      const { message } = await openIssue(id);
      autotask().setSecurity({ denied: [] });
      await retry(contactId);

      expect(message).toBe('Contact has no external identifier');
      await synchronized(stack, `/v1/opportunities/${id}`);
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );

  it(
    'AT-63: companyID is not associated with contactID',
    async () => {
      const [companyId, otherId] = [await makeCompany('Sixty-three'), await makeCompany('Other')];
      const contactId = await makeContact(companyId, 'Sixtythree');
      const other = await externalIdOf(`/v1/companies/${otherId}`);
      const contact = await externalIdOf(`/v1/contacts/${contactId}`);
      autotask().patch({ entity: 'Contacts', id: contact, values: { companyID: other } });

      const id = await make('opportunities', { name: 'Wrong contact', companyId, contactId });
      const { message } = await openIssue(id);
      autotask().patch({
        entity: 'Contacts',
        id: contact,
        values: { companyID: await externalIdOf(`/v1/companies/${companyId}`) },
      });
      await retry(id);

      expect(message).toBe('companyID is not associated with contactID');
      await synchronized(stack, `/v1/opportunities/${id}`);
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );

  it(
    'AT-64, SY-40: No matching records found; a full sync renews the stored id and Retry clears it',
    async () => {
      const id = await makeCompany('Phoenix');
      const before = await externalIdOf(`/v1/companies/${id}`);
      const row = autotask().get({ entity: 'Companies', id: before });
      autotask().remove({ entity: 'Companies', id: before });
      const after = autotask().create({ entity: 'Companies', values: { ...row?.values } }).id;
      await stack.api.patch(`/v1/companies/${id}`, { telephone: '555-0164' });
      const { message } = await openIssue(id);

      await synchronize(stack.api, { provider: 'autotask', integrationId: stack.integrationId }, 'full');
      await retry(id);

      expect(message).toBe('No matching records found');
      expect(await externalIdOf(`/v1/companies/${id}`)).toBe(after);
      expect(autotask().get({ entity: 'Companies', id: after })?.values['phone']).toBe('555-0164');
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );

  it(
    'IS-09: Some line items not synchronized, as a warning that names the line',
    async () => {
      const companyId = await makeCompany('Nine');
      const opportunityId = await make('opportunities', { name: 'Nine', companyId });
      await synchronized(stack, `/v1/opportunities/${opportunityId}`);
      const product = (await stack.api.get<RecordPage>('/v1/products?size=1')).items[0];
      autotask().deactivate({ entity: 'BillingCodes', id: material().id });
      const line = { quantity: 1, unitPrice: '10.00' };
      const items = [
        { ...line, name: 'Good line', kind: 'product', productId: product?.id },
        { ...line, name: 'Bad line', kind: 'charge' },
      ];

      const id = await make('quotes', { title: 'Nine', companyId, opportunityId, items });
      await stack.api.post(`/v1/quotes/${id}/send`);
      const { message, level, failedItems } = await openIssue(id);
      autotask().deactivate({ entity: 'BillingCodes', id: material().id, active: true });
      await retry(id);

      expect([message, level]).toEqual(['Some line items not synchronized', 'warning']);
      expect(failedItems).toMatchObject([{ itemName: 'Bad line', message: 'BillingCode does not exist or is invalid' }]);
      await synchronized(stack, `/v1/quotes/${id}`);
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );

  it(
    'IS-10: Payment term/type is deleted; another one chosen in the quote clears it',
    async () => {
      const companyId = await makeCompany('Ten');
      const opportunityId = await make('opportunities', { name: 'Ten', companyId });
      const terms = (await stack.api.get<RecordPage>('/v1/field-values?kind=payment_term&size=10')).items;
      const [deleted, other] = terms.map((term) => String(term['key']));
      autotask().deactivate({ entity: 'PaymentTerms', id: Number(deleted) });

      const id = await make('quotes', { title: 'Ten', companyId, opportunityId, paymentTerm: deleted });
      await stack.api.post(`/v1/quotes/${id}/send`);
      const { message } = await openIssue(id);
      await stack.api.patch(`/v1/quotes/${id}`, { paymentTerm: other });

      expect(message).toBe('Payment term/type is deleted');
      await synchronized(stack, `/v1/quotes/${id}`);
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );

  it(
    'SY-30, SY-31: Already synchronizing, which opens no issue',
    async () => {
      const id = await makeCompany('Thirty');
      await synchronized(stack, `/v1/companies/${id}`);
      autotask().addFault({ match: { entity: 'Companies', operation: 'update' }, action: { kind: 'held' } });
      await stack.api.patch(`/v1/companies/${id}`, { telephone: '555-0130' });
      await eventually(() => expect(autotask().listFaults({})).toMatchObject([{ struck: 1 }]), WAIT);

      const refused = await stack.api.request('POST', `/v1/companies/${id}/sync`);
      autotask().clearFaults({});

      expect([refused.status, refused.body['detail']]).toEqual([409, 'Already synchronizing']);
      await synchronized(stack, `/v1/companies/${id}`);
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );

  it(
    'AT-05, IS-12: Autotask authentication error, as one issue of the integration that mended credentials clear',
    async () => {
      const { credentials } = stack.autotask;
      const id = await makeCompany('Five');
      await synchronized(stack, `/v1/companies/${id}`);
      autotask().setCredentials({ secret: 'changed-there' });
      await stack.api.patch(`/v1/companies/${id}`, { telephone: '555-0105' });
      const { message, entityType } = await openIssue(stack.integrationId);
      autotask().setCredentials({ secret: credentials.secret });

      await stack.api.request('PUT', `/v1/integrations/autotask/${stack.integrationId}/credentials`, {
        body: credentialsOf(stack.autotask),
      });

      expect([message, entityType]).toEqual(['Autotask authentication error: please verify your credentials', 'integration']);
      await synchronized(stack, `/v1/companies/${id}`);
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );

  it(
    'is one trace from the save over Kafka and the call of the PSA to the issue',
    async () => {
      autotask().setSecurity({ denied: [{ entity: 'Companies', actions: ['create'] }] });
      const traceId = '0af7651916cd43dd8448eb211c80319c';

      const { body } = await stack.api.request<RecordView>('POST', '/v1/companies', {
        body: { name: 'Traced', telephone: '555-0100' },
        headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` },
      });
      const issue = await openIssue(body.id);
      autotask().setSecurity({ denied: [] });
      const steps = await eventually(() => {
        const found = collector.spans().filter((span) => span.traceId === traceId);
        const named = [...new Set(found.map(({ service, name }) => `${service}: ${name}`))];
        expect(named).toEqual(
          expect.arrayContaining([
            'gateway: POST /v1/companies',
            'autotask-connector: consume psa_bridge.commands.v1.PushRecord',
            'autotask-connector: push company',
            'autotask-connector: POST',
            'issues-service: consume psa_bridge.sync_results.v1.SyncResult',
          ]),
        );
        return found;
      }, WAIT);

      const call = steps.find(({ service, name }) => service === 'autotask-connector' && name === 'POST');
      const push = steps.find(({ name }) => name === 'push company');
      expect(issue.traceId).toBe(traceId);
      expect(call?.parentSpanId).toBe(push?.spanId);
      expect(JSON.stringify(steps)).not.toContain('555-0100');
      await retry(body.id);
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );
});
