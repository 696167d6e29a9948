import { afterEach, describe, expect, it } from '@jest/globals';
import { Outcome } from '@psa-bridge/contracts';
import { createManualClock, newId } from '@psa-bridge/core';
import { createConnectorHarness, TENANT, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { CREDENTIALS, paperConnector, QUARANTINE_MS } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';

const running: ConnectorHarness[] = [];

afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop();
});

async function setUp(more: Parameters<typeof paperConnector>[0] = {}) {
  const clock = createManualClock();
  const psa = createPaperPsa({ clock });
  const harness = createConnectorHarness({ definition: paperConnector(more), http: psa.http, clock });
  running.push(harness);
  await harness.start();
  const integration = await harness.connect(CREDENTIALS);
  psa.calls.length = 0;
  const records = harness.records.forTenant(TENANT);
  return { clock, psa, harness, integration, records };
}

describe('a push', () => {
  it('brings a saved record to the PSA, links it and says so', async () => {
    const { harness, integration, psa, records } = await setUp();

    const { id } = await harness.save('company', { name: 'Acme' }, integration);
    const results = await harness.until(async () => {
      const found = await harness.results();
      expect(found.filter((result) => result.entityId === id)).toHaveLength(1);
      return found;
    });

    const record = await records.get('company', id);
    expect(psa.rows('companies')).toMatchObject([{ name: 'Acme', marker: id }]);
    expect(record?.external[integration._id]).toMatchObject({ id: '1', pushedRevision: 1, sync: { status: 'synchronized' } });
    expect(results.at(-1)).toMatchObject({
      entityType: 'company',
      entityName: 'Acme',
      outcome: Outcome.SUCCEEDED,
      operation: 'push',
    });
  });

  it('synchronizes what a record refers to first (SY-10)', async () => {
    const { harness, integration, psa, records } = await setUp();
    const company = await records.create('company', { name: 'Acme' }, { source: 'user', pushTo: [] });

    const { id } = await harness.save('opportunity', { name: 'Deal', companyId: company._id }, integration);
    await harness.until(async () => expect((await records.get('opportunity', id))?.external[integration._id]?.id).toBeDefined());

    expect(psa.calls.filter((call) => call.startsWith('POST'))).toEqual(['POST /companies', 'POST /opportunities']);
    expect(psa.rows('opportunities')).toMatchObject([{ companyId: '1' }]);
  });

  it('fails with the exact words when what it refers to cannot be linked, and heals by itself afterwards (AT-61)', async () => {
    const { harness, integration, records } = await setUp();
    const company = await records.create('company', { name: 'refused' }, { source: 'user', pushTo: [] });

    const { id } = await harness.save('opportunity', { name: 'Deal', companyId: company._id }, integration);
    const issues = await harness.until(async () => {
      const open = await harness.openIssues();
      expect(open).toHaveLength(2);
      return open;
    });
    const pushTo = [{ integrationId: integration._id, provider: 'paper' }];
    await records.update('company', company._id, { name: 'Acme' }, { source: 'user', pushTo });
    await harness.until(async () => expect(await harness.openIssues()).toEqual([]));

    expect(issues.find((issue) => issue.entityId === id)?.failure?.message).toBe('Company has no external identifier');
    expect((await records.get('opportunity', id))?.external[integration._id]?.id).toBeDefined();
  });

  it('becomes an issue when the PSA says no, in its own words, and a retry that works clears it (IS-06, IS-14)', async () => {
    const { harness, integration, records } = await setUp();

    const { id } = await harness.save('company', { name: 'refused' }, integration);
    const [issue] = await harness.until(async () => {
      const open = await harness.openIssues();
      expect(open).toHaveLength(1);
      return open;
    });
    await records.update('company', id, { name: 'Acme' }, { source: 'user', pushTo: [] });
    await harness.retry(integration, 'company', id);
    await harness.until(async () => expect(await harness.openIssues()).toEqual([]));

    expect(issue).toMatchObject({ entityId: id, failure: { message: 'name is refused', psaText: 'name is refused' } });
  });

  it('makes each part of a quote once and reports those that fail as a warning (IS-09)', async () => {
    const { harness, integration, psa, records } = await setUp();
    const company = await records.create('company', { name: 'Acme' }, { source: 'user', pushTo: [] });
    const deal = await records.create('opportunity', { name: 'Deal', companyId: company._id }, { source: 'user', pushTo: [] });
    const item = (name: string) => ({ id: newId(), name, quantity: 1, unitPrice: '10.00' });
    const data = {
      title: 'Offer',
      opportunityId: deal._id,
      companyId: company._id,
      status: 'sent' as const,
      items: [item('cable'), item('refused')],
    };

    const { id } = await harness.save('quote', data, integration);
    const [issue] = await harness.until(async () => {
      const open = await harness.openIssues();
      expect(open).toHaveLength(1);
      return open;
    });
    await harness.retry(integration, 'quote', id);
    await harness.until(async () => expect(psa.calls.filter((call) => call === 'POST /items')).toHaveLength(3));

    expect(issue).toMatchObject({
      outcome: Outcome.PARTIAL,
      failure: { message: 'Some line items not synchronized' },
      failedItems: [{ itemName: 'refused' }],
    });
    expect(psa.rows('items')).toHaveLength(1);
    expect(psa.rows('quotes')).toHaveLength(1);
    expect(psa.rows('locations')).toHaveLength(1);
  });

  it('leaves a draft quote alone', async () => {
    const { harness, integration, psa, records } = await setUp();

    const { id } = await harness.save('quote', { title: 'Draft', opportunityId: newId(), companyId: newId() }, integration);
    await harness.until(async () =>
      expect((await records.get('quote', id))?.external[integration._id]?.sync.status).toBe('not_wanted'),
    );

    expect(psa.calls).toEqual([]);
  });

  it('of a type that the PSA does not take says so on the record and calls nothing', async () => {
    const { harness, integration, psa, records } = await setUp();

    const { id } = await harness.save('category', { name: 'Laptops', holds: 'products' }, integration);
    await harness.until(async () =>
      expect((await records.get('category', id))?.external[integration._id]?.sync.status).toBe('not_wanted'),
    );

    expect(psa.calls).toEqual([]);
    expect((await harness.results()).filter((result) => result.entityId === id)).toEqual([]);
  });

  it('is retried twice after a reset that came before the PSA acted, then the failure surfaces (SY-32)', async () => {
    const { harness, integration, psa, clock } = await setUp();
    psa.fail({ on: ({ method }) => method === 'POST', times: 3, act: 'reset_before' });

    const posts = () => psa.calls.filter((call) => call === 'POST /companies');

    await harness.save('company', { name: 'Acme' }, integration);
    for (let tries = 1; tries <= 3; tries += 1) {
      await harness.until(() => expect(posts()).toHaveLength(tries));
      await clock.advance(QUARANTINE_MS + 5_000);
    }
    await harness.until(async () => expect(await harness.openIssues()).toHaveLength(1));

    expect(posts()).toHaveLength(3);
  });

  it('makes no second entity when the PSA acted and the answer was lost', async () => {
    const { harness, integration, psa, records, clock } = await setUp();
    psa.fail({ on: ({ method }) => method === 'POST', times: 1, act: 'reset_after' });

    const { id } = await harness.save('company', { name: 'Acme' }, integration);
    await harness.until(() => expect(psa.rows('companies')).toHaveLength(1));
    await clock.advance(QUARANTINE_MS - 10_000);
    const searchedEarly = psa.calls.filter((call) => call === 'GET /companies').length;
    await clock.advance(20_000);
    await harness.until(async () => expect((await records.get('company', id))?.external[integration._id]?.id).toBe('1'));

    expect(searchedEarly).toBe(0);
    expect(psa.rows('companies')).toHaveLength(1);
  });
});

describe('asking by hand', () => {
  it('is refused while the record is being synchronized, and opens no issue (SY-30, SY-31)', async () => {
    const { harness, integration, psa } = await setUp();
    psa.setLatency(1_000);
    const { id } = await harness.save('company', { name: 'Acme' }, integration);
    await harness.until(() => expect(psa.calls).toContain('POST /companies'));

    const refusal = harness.call('POST', '/records/{type}/{entityId}/sync', {
      params: { id: integration._id, type: 'company', entityId: id },
    });

    await expect(refusal).rejects.toMatchObject({
      code: 'already_synchronizing',
      message: 'Already synchronizing',
      kind: 'conflict',
    });
    expect(await harness.openIssues()).toEqual([]);
  });
});

describe('an edit while its record is being synchronized', () => {
  it('is never refused and runs once more', async () => {
    const { harness, integration, psa, records } = await setUp();
    psa.setLatency(1_000);
    const pushTo = [{ integrationId: integration._id, provider: 'paper' }];
    const { id } = await harness.save('company', { name: 'Acme' }, integration);
    await harness.until(() => expect(psa.calls).toContain('POST /companies'));

    for (const name of ['Acme 2', 'Acme 3', 'Acme 4']) await records.update('company', id, { name }, { source: 'user', pushTo });
    await harness.until(() => expect(psa.rows('companies')).toMatchObject([{ name: 'Acme 4' }]), 20_000);

    expect(psa.calls.filter((call) => call.startsWith('PATCH'))).toHaveLength(1);
  });

  it('SY-07 is shown as pending until its own push has ended', async () => {
    const { harness, integration, psa, records } = await setUp();
    psa.setLatency(1_000);
    const pushTo = [{ integrationId: integration._id, provider: 'paper' }];
    const { id } = await harness.save('company', { name: 'Acme' }, integration);
    await harness.until(() => expect(psa.calls).toContain('POST /companies'));

    await records.update('company', id, { name: 'Acme 2' }, { source: 'user', pushTo });
    const shown: unknown[] = [];
    await harness.until(async () => {
      const link = (await records.get('company', id))?.external[integration._id];
      shown.push([link?.sync.status, link?.pushedRevision, psa.rows('companies')[0]?.['name']]);
      expect(link?.sync.status).toBe('synchronized');
    }, 20_000);

    expect(shown).toContainEqual(['pending', 1, 'Acme']);
    expect(shown.at(-1)).toEqual(['synchronized', 2, 'Acme 2']);
  });
});

describe('credentials that the PSA refuses', () => {
  it('stop the integration with one issue and no further call, until they are mended', async () => {
    const { harness, integration, psa } = await setUp();
    psa.setToken('changed');
    for (const name of ['A', 'B', 'C', 'D']) await harness.save('company', { name }, integration);
    await harness.until(async () => expect(await harness.openIssues()).toHaveLength(1));
    const callsThen = psa.calls.length;
    await harness.save('company', { name: 'E' }, integration);
    const [issue] = await harness.until(async () => harness.openIssues(), 5_000);

    await harness.until(() => expect(true).toBe(true));
    const callsLater = psa.calls.length;
    const put = harness.call('PUT', '/credentials', { params: { id: integration._id }, body: { token: 'changed' } });
    await harness.until(() => expect(psa.rows('companies')).toHaveLength(5));
    await put;

    expect(issue).toMatchObject({
      entityType: 'integration',
      entityId: integration._id,
      failure: { message: 'Paper does not know these credentials' },
    });
    expect(callsThen).toBeLessThanOrEqual(4);
    expect(callsLater).toBe(callsThen);
    expect(await harness.openIssues()).toEqual([]);
  });
});

describe('a retry of the issue that a connection has', () => {
  it('tests the connection until the PSA has answered, then no more', async () => {
    const { clock, harness, integration, psa } = await setUp();
    psa.setToken('changed');
    await harness.save('company', { name: 'A' }, integration);
    await harness.until(async () => expect(await harness.openIssues()).toHaveLength(1));
    psa.setToken(CREDENTIALS.token);
    psa.fail({ on: () => true, times: 1, act: { status: 503 } });

    await harness.retry(integration, 'integration', integration._id);
    await harness.until(async () => expect(await harness.openIssues()).toEqual([]), 200_000);
    await harness.until(() => expect(psa.rows('companies')).toHaveLength(1));
    const calls = psa.calls.length;
    await clock.advance(60_000);

    expect(psa.calls.length).toBe(calls);
  });

  it('says so again where the PSA still refuses, and is asked for once', async () => {
    const { harness, integration, psa } = await setUp();
    psa.setToken('changed');
    await harness.save('company', { name: 'A' }, integration);
    await harness.until(async () => expect(await harness.openIssues()).toHaveLength(1));

    await harness.retry(integration, 'integration', integration._id);
    await harness.until(async () => {
      const told = (await harness.results()).filter(({ entityType, failure }) => entityType === 'integration' && failure);
      expect(told).toHaveLength(2);
    });

    expect(await harness.openIssues()).toHaveLength(1);
    const stored = () => harness.connector.integrations.collection.forTenant(TENANT).get(integration._id);
    await harness.until(async () => expect(await stored()).not.toHaveProperty('isTestAsked'));
  });
});

describe('a full sync', () => {
  it('brings every page in, and a delta without a change writes nothing to records', async () => {
    const { harness, integration, psa, records } = await setUp();
    for (let index = 0; index < 10; index += 1) psa.put('companies', { name: `Company ${index}` });
    psa.put('stages', { name: 'Won' });
    await harness.call('POST', '/{id}/sync', { params: { id: integration._id }, body: { kind: 'full' } });
    await harness.until(async () => expect((await runs()).items[0]).toMatchObject({ state: 'completed', done: 11 }));
    const before = (await records.search('company', { from: 0, size: 20 })).items.map((record) => record.version);

    await harness.call('POST', '/{id}/sync', { params: { id: integration._id }, body: { kind: 'delta' } });
    await harness.until(async () => expect((await runs()).items[0]).toMatchObject({ kind: 'delta', state: 'completed' }));

    expect(before).toHaveLength(10);
    expect((await records.search('company', { from: 0, size: 20 })).items.map((record) => record.version)).toEqual(before);
    expect((await records.search('field_value', { from: 0, size: 20 })).total).toBe(1);

    function runs() {
      return harness.call('GET', '/{id}/sync', { params: { id: integration._id } }) as Promise<{ items: object[] }>;
    }
  });

  it('is refused while one runs (SY-30)', async () => {
    const { harness, integration, psa } = await setUp();
    psa.setLatency(5_000);
    const start = () => harness.call('POST', '/{id}/sync', { params: { id: integration._id }, body: { kind: 'full' } });
    await start();

    await expect(start()).rejects.toMatchObject({ code: 'already_synchronizing', message: 'Already synchronizing' });
  });
});

describe('a webhook', () => {
  async function deliver(set: Awaited<ReturnType<typeof setUp>>, body: string, secret?: string) {
    const { harness, integration, psa } = set;
    const stored = await harness.connector.integrations.load(TENANT, integration._id);
    const key =
      secret ?? harness.connector.integrations.open(TENANT, `${integration._id}.webhooks.secret`, stored.webhooks.sealedSecret);
    return harness.call('POST', '/{channel}', {
      params: { integrationId: integration._id, token: stored.webhooks.token, channel: 'company' },
      rawBody: Buffer.from(body),
      headers: { 'x-signature': psa.sign(body, key) },
    });
  }

  it('is a hint: the entity is read again and brought in, and delivered twice it is read once', async () => {
    const set = await setUp();
    const { psa, harness, records, integration } = set;
    const { id } = psa.put('companies', { name: 'From Paper' });

    await deliver(set, JSON.stringify({ id, sequence: 1, name: 'a lie' }));
    await deliver(set, JSON.stringify({ id, sequence: 1, name: 'a lie' }));
    await harness.until(async () => expect((await records.idsByExternal('company', integration._id, [String(id)])).size).toBe(1));
    await set.clock.advance(5_000);

    const found = await records.search('company', { from: 0, size: 5 });
    expect(found.items.map((record) => record.data.name)).toEqual(['From Paper']);
    expect(psa.calls).toEqual([`GET /companies/${id}`]);
  });

  it('with a wrong signature is refused and costs no call', async () => {
    const set = await setUp();

    await expect(deliver(set, '{"id":1}', 'forged')).rejects.toMatchObject({
      code: 'webhook_signature_invalid',
      kind: 'unauthenticated',
    });
    expect(set.psa.calls).toEqual([]);
  });

  it('on a wrong path answers as if there were none', async () => {
    const { harness, integration } = await setUp();
    const params = { integrationId: integration._id, token: 'x'.repeat(32), channel: 'company' };

    await expect(harness.call('POST', '/{channel}', { params })).rejects.toMatchObject({
      code: 'unknown_webhook',
      kind: 'not_found',
    });
  });

  it('of an entity that is gone marks the record and keeps it', async () => {
    const set = await setUp();
    const { psa, harness, records, integration } = set;
    const { id: recordId } = await harness.save('company', { name: 'Acme' }, integration);
    await harness.until(() => expect(psa.rows('companies')).toHaveLength(1));
    psa.remove('companies', 1);

    await deliver(set, '{"id":1,"sequence":1}');
    await harness.until(async () =>
      expect((await records.get('company', recordId))?.external[integration._id]?.deletedAt).toBeDefined(),
    );

    expect((await records.get('company', recordId))?.data.name).toBe('Acme');
  });
});

describe('a reading that somebody asked for', () => {
  it('of an entity that is gone fails, so that its record shows why (AT-64)', async () => {
    const { psa, harness, integration, records } = await setUp();
    const { id } = await harness.save('company', { name: 'Acme' }, integration);
    await harness.until(() => expect(psa.rows('companies')).toHaveLength(1));
    psa.remove('companies', 1);
    const of = { tenantId: TENANT, integrationId: integration._id, entityType: 'company', lane: 0 } as const;

    await harness.connector.table.requestSync({ ...of, op: 'pull', entityId: '1' });
    const issues = await harness.until(async () => {
      const open = await harness.openIssues();
      expect(open).toHaveLength(1);
      return open;
    });

    expect(issues).toMatchObject([{ entityId: id, failure: { code: 'entity_gone' } }]);
    expect((await records.get('company', id))?.external[integration._id]).toMatchObject({ sync: { status: 'failed' } });
  });
});

describe('a paused direction', () => {
  it('keeps its work until it is resumed', async () => {
    const { harness, integration, psa } = await setUp();
    await harness.call('POST', '/pause', { params: { id: integration._id }, body: { direction: 'push' } });
    await harness.save('company', { name: 'Acme' }, integration);
    await harness.until(async () =>
      expect(await harness.connector.table.backlog(TENANT, integration._id)).toMatchObject({ waiting: 1 }),
    );
    const callsWhilePaused = psa.calls.length;

    await harness.call('POST', '/resume', { params: { id: integration._id }, body: { direction: 'push' } });
    await harness.until(() => expect(psa.rows('companies')).toHaveLength(1));

    expect(callsWhilePaused).toBe(0);
  });
});

describe('an integration', () => {
  it('never shows its secrets', async () => {
    const { harness, integration } = await setUp();

    const shown = await harness.call('GET', '/{id}', { params: { id: integration._id } });

    expect(shown).toMatchObject({ credentials: { user: 'bridge', token: { isSet: true } } });
    expect(JSON.stringify(shown)).not.toContain(CREDENTIALS.token);
  });

  it('of another tenant answers as if it did not exist', async () => {
    const { harness, integration } = await setUp();

    await expect(harness.connector.integrations.load('another', integration._id)).rejects.toMatchObject({
      code: 'integration_not_found',
    });
  });
});
