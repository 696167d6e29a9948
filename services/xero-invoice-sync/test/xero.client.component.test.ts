import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isAppError, systemClock } from '@psa-bridge/core';
import { createHttpClient } from '@psa-bridge/http-client';
import { createMetrics } from '@psa-bridge/observability';
import { createFieldCipher } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createXeroSimulator } from '@psa-bridge/simulators';
import { captureLogger } from '@psa-bridge/testing';
import { randomBytes } from 'node:crypto';
import { createTokenKeeper } from '../src/client/token-keeper.ts';
import { createXeroClient, type XeroClient } from '../src/client/xero.client.ts';
import { createXeroIdentity } from '../src/client/xero-identity.ts';
import { openCollections } from '../src/collections.ts';
import { prepareDocument } from '../src/domain/document/prepare-document.ts';
import { refusalOf } from '../src/domain/xero/read-refusal.ts';
import { customConsent } from './custom-consent.ts';
import { CHART, invoice, options } from './invoices.ts';

const simulator = createXeroSimulator({ limits: { minute: 1_000, day: 10_000 }, seed: { contacts: 3, invoices: 0 } });
const client = createHttpClient({
  ...{ name: 'xero', clock: systemClock, logger: captureLogger().logger },
  metrics: createMetrics({ processMetrics: false }),
  guard: { allowPrivate: ['127.0.0.1'] },
});
/** The keys that went out with calls that write. */
const keysSent: (string | undefined)[] = [];
const http: typeof client = {
  ...client,
  request(request) {
    if (request.method !== 'GET') keysSent.push(request.headers?.['idempotency-key']);
    return client.request(request);
  },
};
const cipher = createFieldCipher({ keys: `demo:${randomBytes(32).toString('base64')}`, activeKeyId: 'demo' });

beforeAll(() => simulator.start());
afterAll(async () => {
  await http.close();
  await simulator.stop();
});
beforeEach(() => {
  simulator.control.reset({});
  keysSent.length = 0;
});

/** As many replicas as are asked for, over one store. */
async function replicas(count: number): Promise<XeroClient[]> {
  const store = createMemoryStore({ clock: systemClock });
  const { consents } = openCollections(store);
  const whose = { tenantId: 'tenant', consentId: 'consent' };
  const consent = customConsent({ _id: 'consent', tenantId: 'tenant' }, { simulator, cipher, at: systemClock.now() });
  await consents.forTenant('tenant').insert(consent);
  const addresses = { tokenUrl: simulator.tokenUrl(), authorizeUrl: '', revocationUrl: '', connectionsUrl: '', redirectUri: '' };
  const scopes = 'accounting.invoices accounting.contacts accounting.settings';
  const identity = createXeroIdentity({ addresses, scopes, http, clock: systemClock });
  return Array.from({ length: count }, () => {
    const parts = { consents, identity, app: undefined, leases: store.leases, cipher, clock: systemClock };
    const tokens = createTokenKeeper(parts, whose);
    return createXeroClient({ connectionId: 'connection', apiUrl: simulator.apiUrl(), tokens, http, clock: systemClock });
  });
}

function documentOf(externalId: string, more: Parameters<typeof options>[0] = {}) {
  const prepared = prepareDocument(invoice({ externalId, currency: 'NZD' }), options(more), CHART);
  if (prepared.kind !== 'document') throw new Error(prepared.problem.message);
  return prepared.document;
}

async function aContact(client: XeroClient): Promise<string> {
  const [contact] = simulator.control.list({ entity: 'Contacts' }) as { ContactID: string; Name: string }[];
  const found = await client.findContacts({ externalId: '77', name: contact?.Name ?? '', isNotSynced: false, people: [] });
  expect(found).toMatchObject([{ contactId: contact?.ContactID, isArchived: false }]);
  return found[0]?.contactId ?? '';
}

describe('the client of Xero', () => {
  it('writes a batch, answers each document by itself, and finds one again by its mark', async () => {
    const [client] = (await replicas(1)) as [XeroClient];
    const contactId = await aContact(client);
    const good = { document: documentOf('4711'), contactId };
    const bad = { document: { ...documentOf('4712'), currency: 'XAF' }, contactId };

    const written = await client.create('invoice', [good, bad], 'batch-1');

    expect(written).toMatchObject([
      { kind: 'written', total: '115.00' },
      { kind: 'refused', failure: { message: 'Organisation is not subscribed to currency' } },
    ]);
    const [first] = written;
    const documentId = first?.kind === 'written' ? first.documentId : '';
    expect(await client.findMarked('invoice', ['4711'])).toMatchObject([{ documentId, reference: 'AT:4711' }]);
    // One whose id begins alike is another.
    expect(await client.findMarked('invoice', ['471'])).toEqual([]);
  });

  it('asks once for the token of all replicas, and once more where it ended on the way (XI-44)', async () => {
    const clients = await replicas(3);
    await Promise.all(clients.map((client) => client.chart()));
    const grants = () => simulator.control.counters({}).calls['token'];
    const one = JSON.stringify(grants());

    simulator.control.endTokens({});
    await expect(clients[0]?.chart()).resolves.toMatchObject({ roundingCode: expect.any(String) });

    expect(one).toMatch(/:1\D/);
    expect(JSON.stringify(grants())).toMatch(/:2\D/);
  });

  it('repeats a call whose token ended on the way with the same key, so that one document is made (XI-44)', async () => {
    const [client] = (await replicas(1)) as [XeroClient];
    const batch = [{ document: documentOf('4714'), contactId: await aContact(client) }];
    keysSent.length = 0;
    simulator.control.endTokens({});

    expect(await client.create('invoice', batch, 'batch-3')).toMatchObject([{ kind: 'written' }]);

    // The token between them has none.
    expect(keysSent).toEqual(['batch-3', undefined, 'batch-3']);
    expect(await client.findMarked('invoice', ['4714'])).toHaveLength(1);
  });

  it.each(['message', 'detail'] as const)(
    'tells a key that was used for another body, which Xero says in its %s, as what it is: nothing that a person could mend',
    async (idempotencyMismatch) => {
      const [client] = (await replicas(1)) as [XeroClient];
      simulator.control.setSwitches({ idempotencyMismatch });
      const contactId = await aContact(client);
      await client.create('invoice', [{ document: documentOf('4715'), contactId }], 'batch-4');

      const error: unknown = await client
        .create('invoice', [{ document: documentOf('4716'), contactId }], 'batch-4')
        .catch((thrown: unknown) => thrown);

      const messages = isAppError(error) ? (error.details['messages'] as string[]) : [];
      expect(refusalOf(messages)).toMatchObject({ code: 'REPORT_THIS', weight: 'fault' });
    },
  );

  it('tells the limit of a day from that of a minute, with the time that Xero names', async () => {
    const [client] = (await replicas(1)) as [XeroClient];
    simulator.control.addErrorFault({ match: { entity: 'Accounts' }, shape: 'limit', problem: 'Daily', retryAfter: '60000' });

    const error = await client.chart().catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ kind: 'rate_limited', code: 'xero_limited', details: { limit: 'day' } });
    expect((error as { retryAt: Date }).retryAt.getTime()).toBeGreaterThan(systemClock.now().getTime() + 59_000_000);
  });

  it('XI-44: gives the words of the rules to a Xero that is not there, and knows whether it may have acted', async () => {
    const [client] = (await replicas(1)) as [XeroClient];
    const batch = [{ document: documentOf('4713'), contactId: await aContact(client) }];
    simulator.control.addErrorFault({ match: { entity: 'Accounts' }, shape: 'organisationOffline' });
    await expect(client.chart()).rejects.toMatchObject({ message: 'HTTP Error 503. The service is unavailable.' });

    simulator.control.addFault({ match: { entity: 'Accounts' }, action: { kind: 'status', status: 401 }, times: 2 });
    await expect(client.chart()).rejects.toMatchObject({ message: 'The access token has expired', kind: 'unauthenticated' });

    simulator.control.addFault({ match: { entity: 'Invoices', operation: 'create' }, action: { kind: 'resetAfterCommit' } });
    await expect(client.create('invoice', batch, 'batch-2')).rejects.toMatchObject({
      ...{ message: 'Error connecting to Xero', details: { maybeSent: true } },
    });

    expect(await client.findMarked('invoice', ['4713'])).toHaveLength(1);
  });
});
