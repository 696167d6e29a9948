import { randomBytes } from 'node:crypto';
import {
  decodePayload,
  events,
  newEvent,
  Outcome,
  toBusMessage,
  topics,
  type EventInit,
  type EventType,
  type PersonSeen,
  type SyncResult,
} from '@psa-bridge/contracts';
import type { ArmedPoints, Clock, ManualClock } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import { createConsumerRuntime, createMemoryBus, type MessageBus } from '@psa-bridge/messaging';
import { createMetrics, type Logger, type Metrics } from '@psa-bridge/observability';
import { createFieldCipher, createOutboxRelay, type DocumentStore, type FieldCipher } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createRecordStore, type RecordData, type RecordInput, type RecordType } from '@psa-bridge/records';
import type { z } from 'zod';
import { createConnector, type Connector, type ConnectorTimings } from '../create-connector.ts';
import type { ConnectorDefinition } from '../define-connector.ts';
import type { Integration } from '../integrations/integration.ts';
import { quiet } from './quiet.ts';

export const TENANT = 'tenant-under-test';

export interface HarnessOptions<Credentials extends z.ZodRawShape, Settings extends z.ZodRawShape, Session> {
  definition: ConnectorDefinition<Credentials, Settings, Session>;
  http: Pick<HttpClient, 'request'>;
  clock: Clock | ManualClock;
  publicUrl?: string;
  store?: DocumentStore;
  bus?: MessageBus;
  /** Of another harness on the same store, to read what that one encrypted. */
  cipher?: FieldCipher;
  faults?: ArmedPoints;
  timings?: ConnectorTimings;
  logger?: Logger;
}

export interface HarnessRequest {
  params?: object;
  query?: object;
  body?: unknown;
  rawBody?: Uint8Array;
  headers?: object;
}

export interface ConnectorHarness {
  connector: Connector;
  store: DocumentStore;
  bus: MessageBus;
  records: ReturnType<typeof createRecordStore>;
  metrics: Metrics;
  start(): Promise<void>;
  /** Everything ends in order. */
  stop(): Promise<void>;
  /** A connected integration, its first connect confirmed. */
  connect(credentials: Readonly<Record<string, string>>, settings?: Readonly<Record<string, unknown>>): Promise<Integration>;
  /** Calls a route's handler as an admin of the tenant, and answers the body. */
  call(method: string, path: string, request?: HarnessRequest): Promise<unknown>;
  /** The same with the status. */
  answer(method: string, path: string, request?: HarnessRequest): Promise<{ status: number; body?: unknown }>;
  /** Saves a record as the gateway would, with its push command. */
  save<Type extends RecordType>(
    type: Type,
    data: RecordInput<Type>,
    integration: Integration,
  ): Promise<{ id: string; data: RecordData<Type> }>;
  retry(integration: Integration, entityType: string, entityId: string): Promise<void>;
  /** Commands that a posted invoice says what it has become, as an accounting system does. */
  noteInvoice(integration: Integration, note: EventInit<typeof events.noteInvoice> & { externalId: string }): Promise<void>;
  /** All results published so far, in order. */
  results(): Promise<readonly SyncResult[]>;
  /** Everybody of the PSA who was told of so far. */
  people(): Promise<readonly PersonSeen[]>;
  /** The entities whose last result is not a success: what issues-service would show. */
  openIssues(): Promise<readonly SyncResult[]>;
  /** Turns time until it holds; rejects with the last failure. */
  until<Result>(assertion: () => Promise<Result> | Result, withinMs?: number): Promise<Result>;
}

/** Longer than a busy machine stands still: no answer is given up on, and no lease is lost, but where a test wants that. */
export const STANDSTILL_MS = 30_000;

/** A whole connector in this process, on memory adapters: consumers, relay, scheduler, sync. */
export function createConnectorHarness<Credentials extends z.ZodRawShape, Settings extends z.ZodRawShape, Session>(
  options: HarnessOptions<Credentials, Settings, Session>,
): ConnectorHarness {
  const { definition, clock, logger = quiet } = options;
  const store = options.store ?? createMemoryStore({ clock });
  const bus = options.bus ?? createMemoryBus({ clock });
  const metrics = createMetrics({ processMetrics: false });
  const records = createRecordStore({ store, clock, source: 'harness' });
  const cipher = options.cipher ?? newCipher();
  const connector = createConnector({
    ...{ definition, store, bus, records, http: options.http, cipher, clock, logger, metrics },
    publicUrl: options.publicUrl ?? 'https://bridge.example',
    timings: { pollMs: 200, callTimeoutMs: STANDSTILL_MS, ...options.timings },
    ...(options.faults ? { faults: options.faults } : {}),
  });
  const relay = createOutboxRelay({
    collections: [...connector.outboxes, ...records.collections],
    publish: (topic, messages) => bus.publish(topic, messages),
    ...{ clock, logger, metrics },
  });
  const consumers = createConsumerRuntime({ bus, consumers: connector.consumers, clock, logger, metrics });

  const answer: ConnectorHarness['answer'] = async (method, path, request = {}) => {
    const route = connector.routes.find((candidate) => candidate.method === method && candidate.path.endsWith(path));
    if (!route) throw new Error(`No route ${method} …${path}.`);
    const caller = { tenantId: TENANT, subject: 'admin', isAdmin: true, permissions: [] };
    const { params = {}, query = {}, body, rawBody = new Uint8Array(), headers = {} } = request;
    const input = {
      params,
      query,
      body,
      caller,
      headers,
      rawBody: Buffer.from(rawBody),
      requestId: 'r',
      signal: new AbortController().signal,
    };
    const result = await route.handle(input as never);
    if ('stream' in result) throw new Error(`${path} answers a stream.`);
    if (!(result.status in route.responses))
      throw new Error(`${method} ${path} does not declare that it answers ${result.status}.`);
    return result;
  };
  const call: ConnectorHarness['call'] = async (method, path, request) => (await answer(method, path, request)).body;

  async function command<Type extends EventType>(
    type: Type,
    { key, source }: { key: string; source: string },
    data: EventInit<Type>,
  ): Promise<void> {
    const topic = topics.commands(definition.provider).name;
    await bus.publish(topic, [toBusMessage(newEvent(type, { topic, key, source, tenantId: TENANT, at: clock.now(), data }))]);
  }

  async function results(): Promise<SyncResult[]> {
    const found: SyncResult[] = [];
    for await (const message of bus.readAll(topics.syncResults.name)) found.push(decodePayload(events.syncResult, message.value));
    return found.sort((a, b) => Number(a.sequence - b.sequence));
  }

  async function people(): Promise<PersonSeen[]> {
    const found: PersonSeen[] = [];
    for await (const message of bus.readAll(topics.people.name)) found.push(decodePayload(events.personSeen, message.value));
    return found.sort((a, b) => Number(a.externalId) - Number(b.externalId));
  }

  return {
    ...{ connector, store, bus, records, metrics, call, answer, results, people },
    async start() {
      await bus.start();
      const { provider } = definition;
      await bus.ensureTopics([
        ...[topics.commands(provider), topics.hints(provider), topics.syncResults, topics.syncProgress],
        ...[topics.integrations, topics.records, topics.people, topics.invoices, topics.purchaseOrders, topics.audit],
      ]);
      await store.prepare();
      relay.start();
      for (const component of connector.components) await component.start?.();
      await consumers.start();
    },
    async stop() {
      await turning(clock, consumers.stop());
      for (const component of [...connector.components].reverse()) await turning(clock, Promise.resolve(component.stop?.()));
      await turning(clock, relay.stop());
      await bus.close();
    },
    async connect(credentials, settings = {}) {
      const made = (await turning(
        clock,
        call('POST', `/${definition.provider}`, { body: { name: 'Test', credentials, settings } }),
      )) as { id: string };
      return connector.integrations.change(TENANT, made.id, (current) => ({ ...current, isConfirmed: true }));
    },
    async save(type, data, integration) {
      const pushTo = [{ integrationId: integration._id, provider: definition.provider }];
      const record = await records.forTenant(TENANT).create(type, data, { source: 'user', pushTo });
      return { id: record._id, data: record.data };
    },
    retry: ({ _id: integrationId }, entityType, entityId) =>
      command(
        events.retryWork,
        { key: entityId, source: 'issues-service' },
        { integrationId, entityType, entityId, issueId: 'issue' },
      ),
    noteInvoice: ({ _id: integrationId }, note) =>
      command(events.noteInvoice, { key: note.externalId, source: 'xero-invoice-sync' }, { ...note, integrationId }),
    async openIssues() {
      const last = new Map<string, SyncResult>();
      for (const result of await results()) last.set(`${result.entityType}:${result.entityId}`, result);
      return [...last.values()].filter((result) => result.outcome !== Outcome.SUCCEEDED);
    },
    until: (assertion, withinMs = 10_000) => until(clock, assertion, withinMs),
  };
}

export function newCipher(): FieldCipher {
  return createFieldCipher({ keys: `k1:${randomBytes(32).toString('base64')}`, activeKeyId: 'k1' });
}

function isManual(clock: Clock | ManualClock): clock is ManualClock {
  return 'advance' in clock;
}

const STEP_MS = 25;
/** The longer something was waited for, the less it matters to see it at once: a look costs more than a step. */
const STEPS_BETWEEN_LOOKS = 0.05;
/** A machine that stood still for longer than that did nothing meanwhile that could have been waited for. */
const LONGEST_STEP_MS = 250;

async function until<Result>(clock: Clock, assertion: () => Promise<Result> | Result, withinMs: number): Promise<Result> {
  for (let waited = 0; ;) {
    const from = clock.now().getTime();
    try {
      return await assertion();
    } catch (error) {
      if (waited >= withinMs) throw error;
      if (isManual(clock)) await turn(clock, Math.min(waited * STEPS_BETWEEN_LOOKS, withinMs - waited));
      else await clock.sleep(STEP_MS);
    }
    const took = clock.now().getTime() - from;
    waited += isManual(clock) ? took : Math.min(took, LONGEST_STEP_MS);
  }
}

/** In small steps, so that what runs outside the clock keeps up with it. */
async function turn(clock: ManualClock, ms: number): Promise<void> {
  const end = clock.now().getTime() + ms;
  do await clock.advance(STEP_MS);
  while (clock.now().getTime() < end);
}

/** Lets time go on while something is awaited, where time stands still by itself. */
async function turning<Result>(clock: Clock, work: Promise<Result>): Promise<Result> {
  if (!isManual(clock)) return work;
  let isDone = false;
  const watched = work.finally(() => (isDone = true));
  watched.catch(() => undefined);
  while (!isDone) await clock.advance(STEP_MS);
  return watched;
}

export { hurried } from './hurried.ts';
