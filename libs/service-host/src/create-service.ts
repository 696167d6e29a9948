import type { TopicSpec } from '@psa-bridge/contracts';
import { createLifecycle, type Component } from '@psa-bridge/core';
import { createAdminServer, createHttpServer, type HttpServerOptions, type Route } from '@psa-bridge/http-server';
import { createConsumerRuntime, type ConsumerDefinition, type ConsumerRuntime } from '@psa-bridge/messaging';
import type { Logger } from '@psa-bridge/observability';
import {
  createMigrations,
  createOutboxRelay,
  type Kept,
  type Migration,
  type OutboxCollection,
  type OutboxRelay,
} from '@psa-bridge/persistence';
import { createServiceBeat, type Standing } from './beat/service-beat.ts';
import { withOffsetFault } from './faults.ts';
import { runOperatorCommand, type OperatorCommands } from './operator-commands.ts';
import type { Platform } from './platform.ts';
import { createRetention } from './retention.ts';

export interface ServiceOptions {
  platform: Platform;
  routes: readonly Route[];
  /** Proxies and static files beside the routes, and what every answer says of itself. */
  http?: Pick<
    HttpServerOptions,
    'mounts' | 'headers' | 'bodyLimitBytes' | 'timeouts' | 'before' | 'fallback' | 'admit' | 'trustedProxies'
  >;
  consumers?: readonly ConsumerDefinition[];
  /** Collections whose documents carry events; the relay publishes them. */
  outboxes?: readonly OutboxCollection[];
  /** Topics this service publishes to; they are made when missing. Those it reads are made anyway. */
  topics?: readonly TopicSpec[];
  migrations?: readonly Migration[];
  /** What goes once it was kept for long enough. */
  kept?: readonly Kept[];
  /** Of a service that stores secrets: encrypts them anew with the active key and answers how many documents changed. */
  rotateSecrets?: () => Promise<number>;
  /** What an operator may ask of the service's program besides. */
  commands?: OperatorCommands;
  /** Workers and set-up of the service's own: started in order before anything comes in, stopped after the intake. */
  components?: readonly Component[];
  /** A further reason not to be alive, such as a worker loop that does not turn. */
  livez?: () => string | undefined;
}

/** A service as its process (or the development runner) holds it. */
export interface Service {
  readonly name: string;
  readonly logger: Logger;
  readonly routes: readonly Route[];
  /** What it needs of Kafka, besides the dead letters of what it reads. */
  readonly reads: readonly { topic: TopicSpec; group: string }[];
  readonly writes: readonly TopicSpec[];
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Base URL, once started. */
  address(): string;
  /** Base URL of probes and metrics, once started. */
  adminAddress(): string;
  /** Publishes what waits in the outboxes, now. */
  flushOutbox(): Promise<void>;
  /** Does one thing for an operator instead of serving; `dead-letters list`, for one. @throws AppError `unknown_command` */
  command(args: readonly string[], print: (line: string) => void): Promise<void>;
}

type State = 'starting' | 'running' | 'stopping';

/**
 * Puts a service together: probes, store, migrations, bus, relay, own components, consumers, HTTP. They start in this order
 * and stop in the opposite one, so that the intake ends first and what it caused still gets out.
 */
export function createService(options: ServiceOptions): Service {
  const { platform, routes, outboxes = [] } = options;
  const { name, config, logger, metrics, clock, bus, verifyToken } = platform;
  let state: State = 'starting';

  const consumers = createConsumers(options);
  const relay = createOutboxRelay({ collections: outboxes, publish: bus.publish, clock, logger, metrics });
  const shared = { logger, metrics, clock, host: config.HTTP_HOST };
  const http = createHttpServer({ name, routes, verifyToken, ...shared, port: config.HTTP_PORT, ...options.http });
  const readyz = async (): Promise<string | undefined> => (state === 'running' ? unreadiness(platform) : state);
  const checks = {
    startupz: () => (state === 'starting' ? 'starting' : undefined),
    livez: () => (consumers.isAlive() ? options.livez?.() : 'a consumer loop stands still'),
    readyz,
  };
  const admin = createAdminServer({ port: config.ADMIN_PORT, host: config.HTTP_HOST, checks, metrics });
  const beat = createServiceBeat({ platform, standing: async () => standingOf(state, await readyz()) });
  const ending = options.kept ? [createRetention({ platform, kept: options.kept })] : [];
  const parts = [admin, ...foundation(options, relay), beat, ...ending, ...(options.components ?? []), consumers, http];
  const lifecycle = createLifecycle(parts, {
    onError: (component, error) => logger.error({ component, error }, 'stop_failed'),
  });

  return {
    ...{ name, logger, routes },
    reads: (options.consumers ?? []).map(({ topic, group }) => ({ topic, group })),
    writes: options.topics ?? [],
    async start() {
      await lifecycle.start();
      state = 'running';
      beat.wake();
      logger.info({ port: http.port(), adminPort: admin.port() }, 'service_started');
    },
    async stop() {
      state = 'stopping';
      await lifecycle.stop();
      logger.info({}, 'service_stopped');
    },
    address: () => `http://${reachable(config.HTTP_HOST)}:${http.port()}`,
    adminAddress: () => `http://${reachable(config.HTTP_HOST)}:${admin.port()}`,
    flushOutbox: () => relay.flush(),
    command: (args, print) => runOperatorCommand(args, { ...options, print }),
  };
}

function createConsumers({ platform, consumers = [] }: ServiceOptions): ConsumerRuntime {
  const { name, bus, store, clock, logger, metrics, faults } = platform;
  return createConsumerRuntime({
    ...{ bus, clock, logger, metrics, service: name },
    consumers: consumers.map((consumer) => withOffsetFault(consumer, faults)),
    isReady: () => store.isHealthy(),
  });
}

/** Store, migrations, bus and relay: what must stand before the service's own parts. */
function foundation({ platform, migrations = [], topics = [] }: ServiceOptions, relay: OutboxRelay): Component[] {
  const { name, store, bus, clock, logger, owns } = platform;
  return [
    { name: 'store', start: () => store.prepare(), ...(owns.store ? { stop: () => store.close() } : {}) },
    ...(migrations.length ? [createMigrations({ store, name, migrations, clock, logger })] : []),
    {
      name: 'bus',
      async start() {
        if (owns.bus) await bus.start();
        await bus.ensureTopics(topics);
      },
      ...(owns.bus ? { stop: () => bus.close() } : {}),
    },
    relay,
  ];
}

function standingOf(state: State, trouble: string | undefined): Standing {
  if (state !== 'running') return { state };
  return trouble === undefined ? { state: 'ready' } : { state: 'not_ready', trouble };
}

async function unreadiness({ store, bus }: Platform): Promise<string | undefined> {
  const [hasStore, hasBus] = await Promise.all([store.isHealthy(), bus.isHealthy()]);
  const missing = [...(hasStore ? [] : ['the database']), ...(hasBus ? [] : ['the broker'])];
  return missing.length ? `${missing.join(' and ')} does not answer` : undefined;
}

function reachable(host: string): string {
  return host === '0.0.0.0' ? '127.0.0.1' : host;
}
