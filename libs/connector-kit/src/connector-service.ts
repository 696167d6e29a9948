import { topics, type TopicSpec } from '@psa-bridge/contracts';
import type { ArmedPoints, Clock, Component } from '@psa-bridge/core';
import { createHttpClient, type HttpClient } from '@psa-bridge/http-client';
import type { MessageBus } from '@psa-bridge/messaging';
import type { Logger, Metrics } from '@psa-bridge/observability';
import type { DocumentStore, FieldCipher, Kept } from '@psa-bridge/persistence';
import { createRecordStore } from '@psa-bridge/records';
import type { z } from 'zod';
import { createConnector, type Connector } from './create-connector.ts';
import type { ConnectorDefinition } from './define-connector.ts';

export interface ConnectorServiceOptions<Credentials extends z.ZodRawShape, Settings extends z.ZodRawShape, Session> {
  /** What the process stands on. */
  platform: {
    name: string;
    store: DocumentStore;
    bus: MessageBus;
    clock: Clock;
    logger: Logger;
    metrics: Metrics;
    faults: ArmedPoints;
  };
  /** @param http for what is asked of others than the PSA */
  define(http: Pick<HttpClient, 'request'>): ConnectorDefinition<Credentials, Settings, Session>;
  cipher: FieldCipher;
  /** Where PSAs reach us, without a trailing slash; webhooks are registered below it. */
  publicUrl: string;
  /** Private networks (CIDR) and hosts that may be called. */
  allowPrivate: readonly string[];
  timings: { callTimeoutMs: number; leaseMs: number };
  /** How long sync runs that are over are kept. */
  syncRunDays: number;
}

/** What a connector brings to the service that hosts it. */
export interface ConnectorService extends Pick<Connector, 'routes' | 'consumers' | 'outboxes' | 'rotateSecrets'> {
  topics: readonly TopicSpec[];
  components: readonly Component[];
  kept: readonly Kept[];
  /** What is wrong with the process, for its probe. */
  livez(): string | undefined;
}

/** A connector with its records, its way to the PSA and its topics: all that differs between two is the definition. */
export function connectorService<Credentials extends z.ZodRawShape, Settings extends z.ZodRawShape, Session>({
  platform: { name, ...parts },
  define,
  allowPrivate,
  syncRunDays,
  ...options
}: ConnectorServiceOptions<Credentials, Settings, Session>): ConnectorService {
  const { store, clock, logger, metrics } = parts;
  const records = createRecordStore({ store, clock, source: name });
  const deadlineMs = options.timings.callTimeoutMs;
  const http = createHttpClient({ name, clock, logger, metrics, guard: { allowPrivate }, deadlineMs });
  const definition = define(http);
  const connector = createConnector({ ...parts, ...options, definition, records, http });
  return {
    routes: connector.routes,
    consumers: connector.consumers,
    outboxes: [...connector.outboxes, ...records.collections],
    topics: [
      topics.syncResults,
      topics.syncProgress,
      topics.integrations,
      topics.records,
      topics.people,
      ...(definition.invoices ? [topics.invoices] : []),
      ...(definition.vendorOrders ? [topics.purchaseOrders] : []),
      topics.audit,
      topics.hints(definition.provider),
    ],
    components: [...connector.components, { name: 'http-client', stop: () => http.close() }],
    kept: [{ what: 'sync_runs', days: syncRunDays, takeAway: connector.endedRuns }],
    rotateSecrets: () => connector.rotateSecrets(),
    livez: () => (connector.isAlive() ? undefined : 'the work loop stands still'),
  };
}
