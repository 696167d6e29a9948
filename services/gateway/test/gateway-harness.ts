import { expect } from '@jest/globals';
import { entityKey, events, newEvent, timestampFromDate, toBusMessage, topics } from '@psa-bridge/contracts';
import { loadConfig, newId, systemClock, type Caller } from '@psa-bridge/core';
import type { Route } from '@psa-bridge/http-server';
import { createMemoryBus, type MessageBus } from '@psa-bridge/messaging';
import type { DocumentStore } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createRecordStore, type RecordStore } from '@psa-bridge/records';
import { captureLogger, eventually, type LogCapture } from '@psa-bridge/testing';
import { createApp } from '../src/app.ts';
import { configSchema } from '../src/config.ts';
import { problem, startUpstream, type Answer, type HttpUpstream, type Seen } from './http-upstream.ts';
import { admin, createTokens, type Tokens } from '@psa-bridge/http-server/route-suite';

export interface Reply {
  status: number;
  headers: Headers;
  body: Readonly<Record<string, unknown>>;
}

export interface Call {
  /** Who calls; without, no token is sent. */
  as?: Caller;
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: string | Uint8Array;
  headers?: Readonly<Record<string, string>>;
}

type Service = 'identity' | 'issues' | 'acme' | 'zenith';

export interface Gateway {
  url: string;
  routes: readonly Route[];
  tokens: Tokens;
  log: LogCapture;
  store: DocumentStore;
  bus: MessageBus;
  records: RecordStore;
  /** The services behind; `acme` and `zenith` are connectors. */
  behind: Readonly<Record<Service, HttpUpstream>>;
  /** What a service answers from now on. */
  answers: Record<Service, (request: Seen) => Answer>;
  call(method: string, path: string, call?: Call): Promise<Reply>;
  /** What an operator asks of the service's program. */
  command(args: readonly string[], print: (line: string) => void): Promise<void>;
  /** A connector announces an integration; resolves when the gateway knows it. */
  announce(tenantId: string, change?: { integrationId?: string; provider?: string; state?: string }): Promise<string>;
  /** The same for one that is gone. */
  announceRemoval(tenantId: string, integrationId: string, provider: string): Promise<void>;
  stop(): Promise<void>;
}

export interface GatewayParts {
  /** Over those that are enough to start on this machine. */
  variables?: Readonly<Record<string, string>>;
  /** The store and the bus that the variables name, opened here to look at; without, both are in memory. */
  real?: { store: DocumentStore; bus: MessageBus };
}

/** Suites ask faster than people do, and all from one address; those that are about limits set their own. */
const UNLIMITED = { REQUESTS_PER_TENANT: '1000000', REQUESTS_PER_CALLER: '1000000', REQUESTS_PER_ADDRESS: '1000000' };

const SERVICES: readonly Service[] = ['identity', 'issues', 'acme', 'zenith'];

/** A whole gateway over real HTTP. */
export async function startGateway(parts: GatewayParts = {}): Promise<Gateway> {
  const clock = systemClock;
  const log = captureLogger();
  const tokens = await createTokens();
  const { store, bus } = parts.real ?? { store: createMemoryStore({ clock }), bus: createMemoryBus({ clock }) };
  const nothing = (): Answer => problem(404, 'unknown_path', 'Nothing here.');
  const answers: Gateway['answers'] = { identity: nothing, issues: nothing, acme: nothing, zenith: nothing };
  const started = await Promise.all(
    SERVICES.map(async (name) => [name, await startUpstream((request) => answers[name](request))] as const),
  );
  const behind = Object.fromEntries(started) as Record<Service, HttpUpstream>;
  const config = loadConfig(configSchema, {
    KAFKA_BROKERS: '127.0.0.1:1',
    MONGODB_URI: 'mongodb://127.0.0.1:1',
    FIELD_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    FIELD_KEY_ACTIVE: 'test',
    HTTP_PORT: '0',
    ADMIN_PORT: '0',
    JWKS_URL: 'http://127.0.0.1:1/.well-known/jwks.json',
    IDENTITY_URL: behind.identity.url,
    ISSUES_URL: behind.issues.url,
    CONNECTORS: `acme=${behind.acme.url},zenith=${behind.zenith.url}`,
    ...UNLIMITED,
    ...parts.variables,
  });
  const app = createApp(config, {
    ...{ clock, logger: log.logger, verifyToken: tokens.verifyToken },
    ...(parts.real ? {} : { store, bus }),
  });
  await app.start();
  const url = app.address();
  const call = caller(url, tokens);

  /** State by integration id, as the gateway tells. */
  async function known(tenantId: string): Promise<ReadonlyMap<string, string>> {
    const { body } = await call('GET', '/v1/integrations', { as: admin(tenantId) });
    return new Map((body['items'] as { id: string; state: string }[]).map(({ id, state }) => [id, state]));
  }

  return {
    ...{ url, tokens, log, store, bus, behind, answers, call },
    routes: app.routes,
    command: app.command,
    records: createRecordStore({ store, clock, source: 'test' }),
    async announce(tenantId, { integrationId = newId(), provider = 'acme', state = 'connected' } = {}) {
      await publishAnnouncement(bus, tenantId, { integrationId, provider, state });
      await eventually(async () => expect((await known(tenantId)).get(integrationId)).toBe(state));
      return integrationId;
    },
    async announceRemoval(tenantId, integrationId, provider) {
      await publishAnnouncement(bus, tenantId, { integrationId, provider, state: 'removed' });
      await eventually(async () => expect((await known(tenantId)).has(integrationId)).toBe(false));
    },
    async stop() {
      await app.stop();
      await Promise.all(Object.values(behind).map((service) => service.stop()));
    },
  };
}

async function publishAnnouncement(
  bus: MessageBus,
  tenantId: string,
  made: { integrationId: string; provider: string; state: string },
): Promise<void> {
  const at = systemClock.now();
  const event = newEvent(events.integrationAnnounced, {
    topic: topics.integrations.name,
    key: entityKey(tenantId, 'integration', made.integrationId),
    source: 'test',
    tenantId,
    data: { ...made, name: made.provider, updatedAt: timestampFromDate(at) },
    at,
  });
  await bus.publish(topics.integrations.name, [toBusMessage(event)]);
}

function caller(url: string, tokens: Tokens): Gateway['call'] {
  return async (method, path, { as, body, raw, headers = {} } = {}) => {
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(as && { authorization: `Bearer ${await tokens.sign(as)}` }),
        ...(content !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(content !== undefined && { body: content as string }),
    });
    return { status: response.status, headers: response.headers, body: parsed(await response.text()) };
  };
}

function parsed(text: string): Reply['body'] {
  try {
    return JSON.parse(text) as Reply['body'];
  } catch {
    return { text };
  }
}
