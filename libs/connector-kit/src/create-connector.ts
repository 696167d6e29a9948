import { type ArmedPoints, type Clock, type Component, noFaults } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import type { Route } from '@psa-bridge/http-server';
import type { ConsumerDefinition, MessageBus } from '@psa-bridge/messaging';
import type { Logger, Metrics } from '@psa-bridge/observability';
import type { Collection, DocumentStore, FieldCipher, Kept, Stored } from '@psa-bridge/persistence';
import type { RecordStore } from '@psa-bridge/records';
import type { z } from 'zod';
import { createBudget, type Budget } from './budget/budget.ts';
import { createSlots } from './budget/slots.ts';
import { createPsaCalls } from './call/psa-call.ts';
import { createFirstConnect, type FirstConnect } from './connect/index.ts';
import type { ConnectorDefinition } from './define-connector.ts';
import { createDeletions } from './deletions/index.ts';
import { createFreshnessWatch } from './freshness/freshness-watch.ts';
import { createGauges } from './gauges.ts';
import { createHandovers } from './handover/handovers.ts';
import { connectRoutes } from './http/connect.routes.ts';
import { freshnessRoutes } from './http/freshness.routes.ts';
import { deletionRoutes } from './http/deletion.routes.ts';
import { handoverRoutes } from './http/handover.routes.ts';
import { integrationRoutes } from './http/integration.routes.ts';
import { moveRoutes } from './http/move.routes.ts';
import { pageRoutes } from './http/page.routes.ts';
import { ownRunRoutes } from './http/own-run.routes.ts';
import { preflightRoutes } from './http/preflight.routes.ts';
import { postSaleRoutes } from './http/post-sale.routes.ts';
import type { RouteDeps } from './http/route-deps.ts';
import { syncRoutes } from './http/sync.routes.ts';
import { webhookRoutes } from './http/webhook.routes.ts';
import { createConnections, type Connections } from './integrations/connection.ts';
import { createConnectionRetests } from './integrations/connection-retests.ts';
import { resealIntegrations } from './integrations/credentials.ts';
import { createIntegrationStore, type IntegrationStore } from './integrations/integration-store.ts';
import { createSessionMemories } from './integrations/session-memory.ts';
import { createMappingWatch } from './mappings/index.ts';
import { createMover } from './move/mover.ts';
import { createPoller } from './poll/poller.ts';
import { createPreflights } from './preflight/preflights.ts';
import { createPostSales } from './post-sale/post-sales.ts';
import { createReferences } from './references.ts';
import { createSessions, type AnyDefinition, type Sessions } from './sessions.ts';
import { createSettingsPages } from './settings/settings-pages.ts';
import { createSyncExecutor, createSyncRunStore } from './sync/index.ts';
import { createTakeUp } from './take-up.ts';
import { createWebhookAccess } from './webhook/access.ts';
import { hintsConsumer } from './webhook/hints.consumer.ts';
import { createWebhookIntake } from './webhook/intake.ts';
import { createWebhookKeeper } from './webhook/keeper.ts';
import { createWebhookManagement } from './webhook/management.ts';
import { createWebhookWatches } from './webhook/watch-store.ts';
import { createWebhookStates } from './webhook/webhook-state.ts';
import { commandsConsumer } from './work/commands.consumer.ts';
import type { ResultSource } from './work/results.ts';
import { runRow, type RunRowDeps } from './work/run-row.ts';
import { retriesOf } from './work/retries.ts';
import { createScheduler, type Scheduler } from './work/scheduler.ts';
import { createWorkTable, type WorkTable } from './work/table.ts';

export interface ConnectorTimings {
  /** A PSA call's deadline in milliseconds. Default 60 s. */
  callTimeoutMs?: number;
  /** A worker that says nothing for so long has died. Default 10 s. */
  leaseMs?: number;
  /** How often the database is looked at for work of others. Default 1 s. */
  pollMs?: number;
}

export interface ConnectorOptions<Credentials extends z.ZodRawShape, Settings extends z.ZodRawShape, Session> {
  definition: ConnectorDefinition<Credentials, Settings, Session>;
  store: DocumentStore;
  bus: MessageBus;
  records: RecordStore;
  http: Pick<HttpClient, 'request'>;
  cipher: FieldCipher;
  /** Where PSAs reach us, without a trailing slash; webhooks are registered below it. */
  publicUrl: string;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  /** Rows worked on at the same time, in all and of one integration. Default 16 and 6. */
  workers?: number;
  workersPerIntegration?: number;
  timings?: ConnectorTimings;
  /** Where the process is made to fail, for tests. */
  faults?: ArmedPoints;
}

export interface Connector {
  routes: readonly Route[];
  consumers: readonly ConsumerDefinition[];
  /** To be started after the store and stopped before it. */
  components: readonly Component[];
  /** Collections whose outboxes the service's relay publishes. */
  outboxes: readonly Pick<Collection<Stored>, 'spec' | 'clearOutbox' | 'withOutbox' | 'onOutbox'>[];
  /** Encrypts what is stored anew with the active key; answers how many documents changed. */
  rotateSecrets(): Promise<number>;
  /** Takes away sync runs that are over. */
  endedRuns: Kept['takeAway'];
  /** Every loop has turned lately. */
  isAlive(): boolean;
  integrations: IntegrationStore;
  table: WorkTable;
}

const LIVENESS_MS = 120_000;
const POLL_MS = 1_000;
const LEASE_MS = 10_000;

type AnyOptions = Omit<ConnectorOptions<z.ZodRawShape, z.ZodRawShape, unknown>, 'definition' | 'faults'> & {
  definition: AnyDefinition;
  faults: ArmedPoints;
};

/** Everything that a connector is besides its definition. The service adds its own routes, the servers and the relay. */
export function createConnector<Credentials extends z.ZodRawShape, Settings extends z.ZodRawShape, Session>(
  options: ConnectorOptions<Credentials, Settings, Session>,
): Connector {
  // The kit hands a session only to the definition that opened it, and settings only as its own schema made them.
  const definition = options.definition as unknown as AnyDefinition;
  const parts = createParts({ ...options, definition, faults: options.faults ?? noFaults });
  const { scheduler, integrations, table, routes, consumers, components, outboxes, endedRuns } = parts;
  const { cipher, clock } = options;
  return {
    ...{ routes, consumers, components, outboxes, integrations, table, endedRuns },
    rotateSecrets: () => resealIntegrations(integrations, cipher),
    isAlive: () => clock.now().getTime() - scheduler.lastTick().getTime() < LIVENESS_MS,
  };
}

/** The way to the PSA: budget, slots, calls, sessions. */
function createAccess(options: AnyOptions) {
  const { definition, store, records, clock, logger, metrics, cipher, http } = options;
  const { provider, limits, readAnswer } = definition;
  const integrations = createIntegrationStore({ store, provider, source: sourceOf(definition), cipher, clock });
  const budget = createBudget({ store, provider, limits, asksUsage: definition.readUsage !== undefined, clock });
  const slots = createSlots({ store, provider, perGroup: limits.inFlightPerGroup, clock });
  const penaltyMs = limits.penaltyMs ?? Math.ceil(limits.window.ms / 10);
  const timeoutMs = options.timings?.callTimeoutMs ?? 60_000;
  const calls = createPsaCalls({ provider, http, budget, slots, readAnswer, penaltyMs, timeoutMs, clock, metrics });
  const memories = createSessionMemories({ clock });
  const table = createWorkTable({ store, provider, clock });
  const references = createReferences({ definition, records, table, clock });
  const sessions = createSessions({ definition, integrations, memories, records, references, budget, calls, clock, logger });
  return { integrations, budget, table, sessions };
}

/** Everything, put together: routes and consumers in, loops that work, outboxes out. */
function createParts(options: AnyOptions) {
  const { definition, bus, records, clock, logger, metrics } = options;
  const { provider } = definition;
  const resultSource = { provider, source: sourceOf(definition) };
  const access = createAccess(options);
  const { integrations, sessions, budget, table } = access;
  const connections = createConnections({ definition, integrations, sessions, budget, resultSource, clock });
  const needs: Needs = { ...access, resultSource, failIntegration: connections.failIntegration };
  const syncs = createSyncs({ ...options, ...needs });
  const scheduler = createWork({ ...options, ...needs, rereadMappings: (integration) => syncs.mappings.reread(integration) });
  const webhooks = createWebhookParts({ ...options, ...needs });
  const { watches, states, management } = webhooks;
  const { runs, executor, mappings, held, poller } = syncs;
  const gauges = createGauges({ provider, budget, table, runs, integrations, clock, logger, metrics });
  const freshness = createFreshnessWatch({ ...options, ...access, runs });
  const { postSales, takeUp } = createBegun(options, syncs.firstConnect);
  const routes = routesOf({
    ...{ ...access, ...syncs, definition, connections, postSales, freshness, records, clock, webhooks: management },
    preflights: createPreflights({ definition, sessions, records, table, clock }),
    pages: createSettingsPages({ definition, integrations, sessions, records, table }),
    handovers: createHandovers({ definition, integrations, records, table }),
    intake: createWebhookIntake({ ...resultSource, definition, integrations, sessions, bus, watches, clock, logger, metrics }),
    base: `/v1/integrations/${provider}`,
  });
  const retests = createConnectionRetests({
    ...{ store: options.store, integrations, connections, clock, logger },
    ...rhythmOf(options),
  });
  const retries = retriesOf({ retests, mappings, watches, runs, executor, poller });
  return {
    ...{ scheduler, integrations, table, routes, endedRuns: runs.takeAway },
    consumers: [
      commandsConsumer({ definition, integrations, records, table, retries }),
      hintsConsumer({ definition, integrations, table, states, watches, clock }),
    ],
    components: [
      { name: `budget:${provider}`, stop: () => budget.close() },
      ...syncs.components,
      scheduler,
      ...[retests, ...webhooks.components, takeUp, gauges, freshness],
    ],
    outboxes: [
      ...[table.collection, integrations.collection, runs.runs, runs.states, mappings.collection],
      ...[watches.collection, held.collection, poller.collection, poller.told],
    ],
  };
}

/** What most parts stand on besides the options. */
interface Needs {
  integrations: IntegrationStore;
  sessions: Sessions;
  budget: Budget;
  table: WorkTable;
  resultSource: ResultSource;
  failIntegration: Connections['failIntegration'];
}

/** Rows to workers. */
function createWork(options: AnyOptions & Needs & Pick<RunRowDeps, 'rereadMappings'>): Scheduler {
  const { definition, table, integrations, clock, logger, workers, workersPerIntegration } = options;
  const { leaseMs, pollMs } = rhythmOf(options);
  return createScheduler({
    ...{ table, provider: definition.provider, integrations, quarantineMs: definition.retry.quarantineMs, leaseMs, pollMs },
    ...{ clock, logger },
    ...(workers === undefined ? {} : { workers }),
    ...(workersPerIntegration === undefined ? {} : { workersPerIntegration }),
    run: (held, integration) => runRow(held, integration, options),
  });
}

/** Whatever reads the PSA in passes: syncs, polls, the first connect, the move, and what is concluded from them. */
function createSyncs(options: AnyOptions & Needs) {
  const { definition, store, resultSource, clock } = options;
  const { provider } = definition;
  const source = sourceOf(definition);
  const shared = { ...options, source, ...rhythmOf(options) };
  const runs = createSyncRunStore({ store, definition, source, clock });
  const deletions = createDeletions({ store, resultSource, clock });
  const mappings = createMappingWatch({ ...shared, runs });
  const executor = createSyncExecutor({ ...shared, ...deletions, runs, mappings });
  const poller = createPoller(shared);
  const firstConnect = createFirstConnect(shared);
  const mover = createMover({ ...shared, ...deletions, runs, firstConnect, access: createWebhookAccess(options) });
  const settling = { name: `first-connect:${provider}`, stop: () => firstConnect.settled() };
  const { held } = deletions;
  return { runs, held, mappings, executor, poller, firstConnect, components: [settling, mappings, executor, poller, mover] };
}

/** What a person begins with one request; a killed process leaves nothing of it half done. */
function createBegun(options: AnyOptions, firstConnect: FirstConnect) {
  const { definition, clock, logger } = options;
  const postSales = createPostSales(options);
  const takeUp = createTakeUp({
    ...{ provider: definition.provider, clock, logger, everyMs: rhythmOf(options).leaseMs },
    begun: [() => firstConnect.takeUp(), () => postSales?.finish()],
  });
  return { postSales, takeUp };
}

/** What installs webhooks and keeps them honest; nothing runs where the PSA has none. */
function createWebhookParts(options: AnyOptions & Needs) {
  const { definition, store, clock } = options;
  const { provider, webhooks } = definition;
  const states = createWebhookStates({ store, provider, clock });
  const watches = createWebhookWatches({ store, provider, clock, checkEveryMs: webhooks?.windows.checkEveryMs ?? 0 });
  const kept = { ...options, leaseMs: rhythmOf(options).leaseMs, states, watches, access: createWebhookAccess(options) };
  const keeper = createWebhookKeeper(kept);
  return { states, watches, management: createWebhookManagement(kept), components: webhooks ? [keeper] : [] };
}

function rhythmOf({ timings: { leaseMs = LEASE_MS, pollMs = POLL_MS } = {} }: AnyOptions): { leaseMs: number; pollMs: number } {
  return { leaseMs, pollMs };
}

function sourceOf({ provider }: AnyDefinition): string {
  return `${provider}-connector`;
}

function routesOf(deps: RouteDeps): readonly Route[] {
  return [
    ...integrationRoutes(deps),
    ...pageRoutes(deps),
    ...handoverRoutes(deps),
    ...postSaleRoutes(deps),
    ...preflightRoutes(deps),
    ...syncRoutes(deps),
    ...ownRunRoutes(deps),
    ...freshnessRoutes(deps),
    ...deletionRoutes(deps),
    ...moveRoutes(deps),
    ...connectRoutes(deps),
    ...webhookRoutes(deps),
  ];
}
