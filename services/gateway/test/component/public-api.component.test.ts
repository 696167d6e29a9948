import { afterAll, describe, expect, it } from '@jest/globals';
import {
  decodePayload,
  entityKey,
  events,
  newEvent,
  Outcome,
  toBusMessage,
  topics,
  type SyncResult,
} from '@psa-bridge/contracts';
import { newId, PERMISSIONS } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import type { Reply } from '../gateway-harness.ts';
import { startForOurPartners } from '../partners.ts';
import { seedRecords } from '../sample-records.ts';
import { admin, person } from '@psa-bridge/http-server/route-suite';

const { partners, ours, call } = await startForOurPartners();
afterAll(() => partners.gateway.stop());

const said = ({ status, body }: Reply): unknown[] => [status, body['detail']];

describe('a key', () => {
  it('is asked about once for many requests', async () => {
    const before = partners.exchanges();
    const fresh = await partners.keyFor(person('us', []));

    for (let turn = 0; turn < 5; turn += 1) await partners.call(fresh, 'GET', '/company');

    expect(partners.exchanges() - before).toBe(1);
  });

  it('that cannot be checked because identity-service is silent is no refusal of it, and is asked about again', async () => {
    const { answers } = partners.gateway;
    const { identity } = answers;
    const fresh = await partners.keyFor(person('us', []));
    answers.identity = () => ({ status: 500 });

    const silent = await partners.call(fresh, 'GET', '/company');
    answers.identity = identity;
    const again = await partners.call(fresh, 'GET', '/company');

    expect([silent.status, silent.body['code'], again.status]).toEqual([503, 'upstream_unavailable', 200]);
  });

  it('is in no line of the log', async () => {
    await partners.call(`${'q'.repeat(22)}.${'z'.repeat(43)}`, 'GET', '/company');
    await call('GET', '/company');

    expect(JSON.stringify(partners.gateway.log.lines)).not.toMatch(/s{43}|z{43}/);
  });
});

describe('the limit', () => {
  it('is 500 requests in ten minutes, told on each answer; then Retry-After, but for what a partner reports (PA-03, PA-30)', async () => {
    const busy = await partners.keyFor(person('busy', [...PERMISSIONS]));
    await partners.setPolicy('busy', { isEnabled: true });
    const { product } = await seedRecords(partners.gateway.records, 'busy');

    const first = await partners.call(busy, 'GET', '/company?size=1');
    for (let turn = 2; turn < 500; turn += 1) await partners.call(busy, 'GET', '/company?size=1');
    const last = await partners.call(busy, 'GET', '/company?size=1');
    const over = await partners.call(busy, 'GET', '/company?size=1');
    const exempt = await partners.call(busy, 'PUT', `/sync-state/product/${product}`, { body: { state: 'synchronized' } });
    const otherTenant = await call('GET', '/company?size=1');

    const remaining = [first, last, over].map(({ headers }) => headers.get('x-ratelimit-remaining'));
    expect(remaining).toEqual(['499', '0', '0']);
    expect([last, over, exempt, otherTenant].map(({ status }) => status)).toEqual([200, 429, 204, 200]);
    expect(over.body['code']).toBe('public_api_limit');
    // Ten minutes from the first of them on, of which the test may have taken three.
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(400);
    expect(first.headers.get('ratelimit-policy')?.split(', ')).toContain('"public-api";q=500;w=600');
    expect(over.headers.get('ratelimit')).toMatch(/, "public-api";r=0;t=\d+$/);
  }, 180_000);
});

describe('records', () => {
  it('are searched by from, size, query, filters and sort (PA-04)', async () => {
    for (const name of ['Zebra cables', 'Aardvark cables']) {
      await partners.gateway.records.forTenant('us').create('category', { name }, { source: 'test', pushTo: [] });
    }

    const { body } = await call('GET', '/category?query=cables&sort=-name&from=1&size=1&holds=both');

    expect([body['total'], (body['items'] as { name: string }[]).map(({ name }) => name)]).toEqual([2, ['Aardvark cables']]);
  });

  it('keep the custom fields that are not named when others are changed (PA-33)', async () => {
    const { body: made } = await call('POST', '/company', { name: 'Custom Ltd', customFields: { tier: 'gold', size: 3 } });

    const { body } = await call('PUT', `/company/${String(made['id'])}`, { customFields: { size: 4 } });

    expect([body['name'], body['customFields']]).toEqual(['Custom Ltd', { tier: 'gold', size: 4 }]);
  });

  it.each([
    ['a probability above 1', { probability: 1.5 }, 'body.probability'],
    ['a date with a time', { expectedCloseDate: '2026-01-31T00:00:00Z' }, 'body.expectedCloseDate'],
  ])('of opportunities refuse %s (PA-32)', async (_what, wrong, field) => {
    const { status, body } = await call('POST', '/opportunity', { name: 'Deal', companyId: ours.company, ...wrong });

    expect([status, (body['problems'] as { field: string }[]).map((problem) => problem.field)]).toEqual([400, [field]]);
  });

  it('that two PSAs know under one identifier are not guessed (PA-05)', async () => {
    const [first, second] = [
      await partners.gateway.announce('us'),
      await partners.gateway.announce('us', { provider: 'zenith' }),
    ];
    const records = partners.gateway.records.forTenant('us');
    const { body: other } = await call('POST', '/company', { name: 'Other Ltd' });
    await records.link('company', ours.company, first, '77');
    const alone = await call('GET', '/company/ext/77');
    await records.link('company', String(other['id']), second, '77');

    const both = await call('GET', '/company/ext/77');

    expect([alone.status, alone.body['id']]).toEqual([200, ours.company]);
    expect([both.status, both.body['code']]).toEqual([409, 'external_identifier_ambiguous']);
  });
});

describe('the upsert of a contact', () => {
  it("creates it once by its e-mail, changes it afterwards, and takes primary for the MSP's own company (PA-31)", async () => {
    const contact = { companyId: 'primary', firstName: 'Pat', email: 'pat@example.test' };

    const made = await call('PUT', '/contact', contact);
    const changed = await call('PUT', '/contact', { ...contact, jobTitle: 'Buyer' });

    expect([made.status, changed.status]).toEqual([201, 200]);
    expect(changed.body).toMatchObject({ id: made.body['id'], companyId: ours.company, jobTitle: 'Buyer' });
  });

  it('says what to do where no company is the primary one (PA-31)', async () => {
    await partners.setPolicy('new', { isEnabled: true });
    const own = await partners.keyFor(person('new', [...PERMISSIONS]));

    const reply = await partners.call(own, 'PUT', '/contact', {
      body: { companyId: 'primary', firstName: 'Pat', email: 'pat@example.test' },
    });

    expect(said(reply)).toEqual([
      400,
      'body.companyId: names no company yet; an admin sets primaryCompanyId at /v1/public-api-settings',
    ]);
  });
});

async function resultsOf(entityId: string): Promise<SyncResult[]> {
  const found: SyncResult[] = [];
  for await (const message of partners.gateway.bus.readAll(topics.syncResults.name)) {
    const result = decodePayload(events.syncResult, message.value);
    if (result.entityId === entityId) found.push(result);
  }
  return found;
}

const FAILURE = { failure: { code: 'reported_by_partner', message: 'The other side said no' } };

describe('the state that an outside integration reports', () => {
  it('opens an issue by an error and clears it by a success, and says nothing while it runs (PA-30, IS-13)', async () => {
    const report = (body: object): Promise<Reply> => call('PUT', `/sync-state/quote/${ours.quote}`, body);

    const statuses = [
      (await report({ state: 'error', error: 'The other side said no', externalIdentifier: 'X-1' })).status,
      (await report({ state: 'synchronizing' })).status,
      (await report({ state: 'synchronized' })).status,
    ];

    expect(statuses).toEqual([204, 204, 204]);
    await eventually(async () => {
      expect(await resultsOf(ours.quote)).toMatchObject([
        { provider: 'public-api', entityName: 'Offer', outcome: Outcome.FAILED, ...FAILURE, externalId: 'X-1', sequence: 1n },
        { provider: 'public-api', entityName: 'Offer', outcome: Outcome.SUCCEEDED, sequence: 3n },
      ]);
    });
  });

  it('is said once more, with what to do, where somebody retries its issue: only the partner can carry it out (IS-13)', async () => {
    await call('PUT', `/sync-state/product/${ours.product}`, { state: 'error', error: 'No such item' });
    await eventually(async () => expect(await resultsOf(ours.product)).toHaveLength(1));
    const [first] = await resultsOf(ours.product);

    const retry = newEvent(events.retryWork, {
      topic: topics.commands('public-api').name,
      key: entityKey('us', 'product', ours.product),
      ...{ source: 'test', tenantId: 'us', at: new Date() },
      data: { integrationId: first?.integrationId ?? '', entityType: 'product', entityId: ours.product },
    });
    await partners.gateway.bus.publish(topics.commands('public-api').name, [toBusMessage(retry)]);

    await eventually(async () =>
      expect(await resultsOf(ours.product)).toMatchObject([
        { outcome: Outcome.FAILED, sequence: 1n },
        {
          outcome: Outcome.FAILED,
          sequence: 2n,
          failure: { message: 'No such item', remedy: expect.stringContaining('next report of success clears the issue') },
        },
      ]),
    );
  });

  it('may have an error only where it is one (PA-30)', async () => {
    const reply = await call('PUT', `/sync-state/product/${ours.product}`, { state: 'synchronized', error: 'But' });

    expect(said(reply)).toEqual([400, 'body.error: may be given only where state is error']);
  });

  it('is of quotes and products alone (PA-30)', async () => {
    const reply = await call('PUT', `/sync-state/company/${ours.company}`, { state: 'synchronized' });

    expect(reply.status).toBe(404);
  });
});

describe("the tenant's settings", () => {
  it('name a company of the tenant as the primary one, and no other', async () => {
    const reply = await partners.setPolicy('us', { isEnabled: true, primaryCompanyId: newId() });
    const { body } = await partners.gateway.call('GET', '/v1/public-api-settings', { as: admin('us') });

    expect(said(reply)).toEqual([400, 'body.primaryCompanyId: there is no company with this id']);
    expect(body).toEqual({ isEnabled: true, primaryCompanyId: ours.company });
  });
});
