import { entityKey, events, newEvent, toBusMessage, topics } from '@psa-bridge/contracts';
import { createManualClock, loadConfig, unauthenticated, type Caller } from '@psa-bridge/core';
import type { VerifyToken } from '@psa-bridge/http-server';
import { createMemoryBus } from '@psa-bridge/messaging';
import { createFieldCipher, type DocumentStore } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import type { PlatformOverrides } from '@psa-bridge/service-host';
import { createXeroSimulator, type XeroSimulator } from '@psa-bridge/simulators';
import { captureLogger, eventually } from '@psa-bridge/testing';
import { createApp } from '../src/app.ts';
import { openCollections, type StoredInvoice } from '../src/collections.ts';
import { configSchema } from '../src/config.ts';
import type { EngineSettings } from '../src/domain/engine.ts';
import { databaseOf } from '../src/consumers/invoice-seen.mapping.ts';
import { ownIdOf, type SourceInvoice } from '../src/domain/invoice.ts';
import { customConsent } from './custom-consent.ts';
import { invoice, options } from './invoices.ts';

export const TENANT = 'tenant-a';
export const INTEGRATION = 'autotask-1';
export const CONNECTION = '01900000-0000-7000-8000-00000000c001';
const NOON = new Date('2026-11-02T12:00:00Z');
const KEY = Buffer.alloc(32, 7).toString('base64');

const callers: Readonly<Record<string, Caller>> = {
  manager: { tenantId: TENANT, subject: 'user-manager', isAdmin: false, permissions: ['Invoice manager'] },
  stranger: { tenantId: 'tenant-b', subject: 'user-other', isAdmin: true, permissions: [] },
};

const verifyToken: VerifyToken = (authorization) => {
  const caller = callers[authorization?.replace('Bearer ', '') ?? ''];
  return caller ? Promise.resolve(caller) : Promise.reject(unauthenticated('token_missing', 'Sign in first.'));
};

/** What the service is configured with, beside a simulated Xero. */
export function variablesFor(simulator: Pick<XeroSimulator, 'apiUrl' | 'tokenUrl' | 'credentials'>) {
  return {
    ...{ KAFKA_BROKERS: '127.0.0.1:1', MONGODB_URI: 'mongodb://127.0.0.1:1', HTTP_PORT: '0', ADMIN_PORT: '0' },
    ...{ FIELD_KEYS: `test:${KEY}`, FIELD_KEY_ACTIVE: 'test', PUBLIC_URL: 'https://bridge.demo.example', MAIL_URL: 'outbox:' },
    ...{ XERO_API_URL: simulator.apiUrl(), XERO_TOKEN_URL: simulator.tokenUrl(), ALLOW_PRIVATE_ADDRESSES: '127.0.0.1' },
    XERO_WEBHOOK_KEYS: `of-another-app,${simulator.credentials.webhookKey}`,
    JWKS_URL: 'http://127.0.0.1:1/jwks.json',
  };
}

export interface AppOptions {
  settings?: Partial<EngineSettings>;
  overrides?: PlatformOverrides;
  simulation?: Parameters<typeof createXeroSimulator>[0];
  /** The database as the service has it, where that is to be slow. */
  through?: (store: DocumentStore) => DocumentStore;
}

/** The whole service and a simulated Xero in this process, on one clock that is driven by hand, with an organisation connected. */
export async function startXeroApp({ settings = {}, overrides = {}, simulation = {}, through }: AppOptions = {}) {
  const clock = createManualClock(NOON);
  const { limits, ...more } = simulation;
  const seed = { contacts: 3, invoices: 0 };
  const simulator = createXeroSimulator({ clock, seed, limits: { minute: 1_000, day: 10_000, ...limits }, ...more });
  await simulator.start();
  const store = createMemoryStore({ clock });
  const bus = createMemoryBus({ clock });
  const log = captureLogger();
  const parts = { store: through?.(store) ?? store, bus, clock, logger: log.logger, verifyToken, ...overrides };
  const app = createApp(loadConfig(configSchema, variablesFor(simulator)), parts);
  const collections = openCollections(store);
  await bus.ensureTopics([topics.invoices, topics.commands('xero')]);
  await app.start();
  await connect(collections, simulator, settings);
  const own = collections.invoices.forTenant(TENANT);

  const idOf = (externalId: string) => `${INTEGRATION}:${externalId}`;

  async function tell(told: readonly SourceInvoice[], revision = 1n, psaFingerprint?: string): Promise<void> {
    await bus.publish(
      topics.invoices.name,
      told.map((source) => messageOf(source, revision, psaFingerprint)),
    );
    const ids = told.map(({ externalId }) => idOf(ownIdOf({ ...databaseOf({ psaFingerprint }), externalId })));
    await eventually(async () => {
      const known = (await own.getMany(ids)).filter((one) => BigInt(one.revision) >= revision);
      if (known.length < ids.length) throw new Error(`${known.length} of ${ids.length} are known`);
    });
  }

  /** Lets the loop look once, and waits until nothing is due or worked on any more. */
  async function turn(ms = 10_000): Promise<void> {
    await clock.leap(ms);
    await eventually(async () => {
      const open = await own.find({});
      const engine = await collections.engines.forTenant(TENANT).get(CONNECTION);
      const isResting = engine?.rest !== undefined && engine.rest.until > clock.now();
      const isBusy = ({ item }: StoredInvoice) =>
        item.state === 'processing' || (!isResting && item.dueAt !== undefined && item.dueAt <= clock.now());
      if (engine?.isActive === true && open.some(isBusy)) throw new Error('the loop is at work');
    });
  }

  async function call(method: string, path: string, { as = 'manager', body, etag }: CallOptions = {}) {
    const response = await fetch(`${app.address()}${path}`, {
      method,
      headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json', ...(etag ? { 'if-match': etag } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : undefined) as never };
  }

  return {
    ...{ app, bus, store, log, clock, simulator, collections, tell, turn, call, idOf },
    get: async (externalId: string) => (await own.get(idOf(externalId))) as StoredInvoice,
    /** Calls of the API that the simulator has seen, tokens aside. */
    calls(): number {
      const seen = Object.entries(simulator.control.counters({}).calls).filter(([name]) => name !== 'token');
      return seen.flatMap(([, kinds]) => Object.values(kinds)).reduce((sum, one) => sum + one, 0);
    },
    async states(): Promise<Readonly<Record<string, number>>> {
      return Object.fromEntries(await own.countBy('item.state', {}));
    },
    /** Once there are so many, at least. */
    mails: (count: number) =>
      eventually(async () => {
        const mails = await collections.mailOutbox.forTenant(TENANT).find({});
        if (mails.length < count) throw new Error(`there are ${mails.length} mails`);
        return mails;
      }),
    /** A person retries an issue. */
    async retry(entityType: string, entityId: string): Promise<void> {
      const topic = topics.commands('xero').name;
      const about = { topic, key: entityKey(TENANT, entityType, entityId), source: 'issues-service', tenantId: TENANT };
      const data = { integrationId: CONNECTION, entityType, entityId };
      await bus.publish(topic, [toBusMessage(newEvent(events.retryWork, { ...about, at: clock.now(), data }))]);
      await eventually(async () => {
        if ((await own.get(entityId))?.item.state === 'fault') throw new Error('it was not asked for yet');
      });
    },
    documents: (entity: 'Invoices' | 'CreditNotes' = 'Invoices') =>
      simulator.control.list({ entity, limit: 10_000 }) as unknown as readonly XeroRow[],
    async stop() {
      await app.stop();
      await bus.close();
      await simulator.stop();
    },
  };
}

export type XeroApp = Awaited<ReturnType<typeof startXeroApp>>;

export interface XeroRow {
  InvoiceID: string;
  InvoiceNumber: string;
  Reference: string;
  Status: string;
  Contact: { Name: string };
  Total: number;
  LineItems: readonly { Description: string; LineAmount: number }[];
}

export interface CallOptions {
  as?: string;
  body?: unknown;
  etag?: string;
}

async function connect(
  { connections, consents, engines }: ReturnType<typeof openCollections>,
  simulator: XeroSimulator,
  settings: Partial<EngineSettings>,
): Promise<void> {
  const whose = { _id: CONNECTION, tenantId: TENANT };
  const cipher = createFieldCipher({ keys: `test:${KEY}`, activeKeyId: 'test' });
  await consents.forTenant(TENANT).insert(customConsent(whose, { simulator, cipher, at: NOON }));
  const organisation = { id: simulator.tenantIds()[0] ?? '', name: 'Demo Organisation' };
  await engines.forTenant(TENANT).insert({
    ...{ ...whose, isActive: true, revision: 1 },
    settings: { options: options(), alertsTo: [], ...settings },
  });
  await connections.forTenant(TENANT).insert({
    ...{ ...whose, integrationId: INTEGRATION, organisation, state: 'connected', consentId: CONNECTION },
    ...{ takes: [], connectedAt: NOON },
  });
}

/** As the connector tells of it. */
export function messageOf({ number = '', ...source }: SourceInvoice, revision: bigint, psaFingerprint?: string) {
  const data = { ...source, company: { ...source.company, people: [...source.company.people] }, lines: [...source.lines] };
  const event = newEvent(events.invoiceSeen, {
    topic: topics.invoices.name,
    key: entityKey(TENANT, 'invoice', `${INTEGRATION}:${source.externalId}`),
    ...{ source: 'autotask-connector', tenantId: TENANT, at: NOON },
    data: {
      ...{ ...data, number, integrationId: INTEGRATION, provider: 'autotask', revision },
      ...(psaFingerprint === undefined ? {} : { psaFingerprint }),
    },
  });
  return toBusMessage(event);
}

/** So many invoices, each of its own number, of a few customers. */
export function invoices(count: number, customers = 3): SourceInvoice[] {
  return Array.from({ length: count }, (_, at) => {
    const company = { ...invoice().company, externalId: String(70 + (at % customers)), name: `Demo Customer ${at % customers}` };
    return invoice({ externalId: String(1_000 + at), number: String(5_000 + at), company });
  });
}
