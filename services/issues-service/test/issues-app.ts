import { decodePayload, entityKey, events, newEvent, timestampFromDate, toBusMessage, topics } from '@psa-bridge/contracts';
import type { EventData, EventInit, EventType } from '@psa-bridge/contracts';
import { loadConfig, systemClock, unauthenticated, type Caller } from '@psa-bridge/core';
import type { VerifyToken } from '@psa-bridge/http-server';
import { createMemoryBus, type MessageBus } from '@psa-bridge/messaging';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import type { PlatformOverrides } from '@psa-bridge/service-host';
import { captureLogger } from '@psa-bridge/testing';
import { createApp } from '../src/app.ts';
import { configSchema } from '../src/config.ts';

export const variables = {
  KAFKA_BROKERS: '127.0.0.1:1',
  MONGODB_URI: 'mongodb://127.0.0.1:1',
  HTTP_PORT: '0',
  ADMIN_PORT: '0',
  JWKS_URL: 'http://127.0.0.1:1/.well-known/jwks.json',
};

const callers: Readonly<Record<string, Caller>> = {
  managerA: { tenantId: 'tenant-a', subject: 'user-manager', isAdmin: false, permissions: ['Issue manager'] },
  adminA: { tenantId: 'tenant-a', subject: 'user-admin', isAdmin: true, permissions: [] },
  editorA: { tenantId: 'tenant-a', subject: 'user-editor', isAdmin: false, permissions: ['Quote editor'] },
  managerB: { tenantId: 'tenant-b', subject: 'user-other', isAdmin: true, permissions: [] },
};
export type CallerName = 'managerA' | 'adminA' | 'editorA' | 'managerB' | 'nobody';

interface CallOptions {
  as?: CallerName;
  body?: unknown;
  ifMatch?: string;
}

const verifyToken: VerifyToken = (authorization) => {
  const caller = callers[authorization?.replace('Bearer ', '') ?? ''];
  return caller ? Promise.resolve(caller) : Promise.reject(unauthenticated('token_missing', 'Sign in first.'));
};

type Fields = Omit<EventInit<typeof events.syncResult>, '$typeName' | '$unknown'>;

/** A failed push of a demo quote, as a connector reports it. */
export function failed(entityId: string, sequence: bigint, overrides: Fields = {}): Fields {
  return {
    ...{ integrationId: 'integration-1', provider: 'autotask', entityType: 'quote', entityId, entityName: `Demo ${entityId}` },
    ...{ operation: 'push', outcome: 3, sequence, attempts: 1, finishedAt: timestampFromDate(new Date()) },
    failure: { code: 'billing_code_invalid', kind: 'rejected', message: 'BillingCode does not exist or is invalid' },
    ...overrides,
  };
}

export function succeeded(entityId: string, sequence: bigint, overrides: Fields = {}): Fields {
  const { failure: _failure, ...rest } = failed(entityId, sequence, overrides);
  return { ...rest, outcome: 1 };
}

export function resultMessage(data: Fields, tenantId = 'tenant-a') {
  const key = entityKey(tenantId, data.entityType ?? '', data.entityId ?? '');
  return toBusMessage(
    newEvent(events.syncResult, {
      topic: topics.syncResults.name,
      key,
      source: 'autotask-connector',
      tenantId,
      data,
      at: new Date(),
    }),
  );
}

/** What was published to a topic, decoded. */
export async function published<Type extends EventType>(bus: MessageBus, topic: string, type: Type): Promise<EventData<Type>[]> {
  const messages = await Array.fromAsync(bus.readAll(topic));
  return messages.map((message) => decodePayload(type, message.value));
}

/** The whole service in this process, on the in-memory parts unless others are given, with real HTTP. */
export async function startIssuesApp(overrides: PlatformOverrides = {}, configured: Readonly<Record<string, string>> = {}) {
  const clock = systemClock;
  const store = overrides.store ?? createMemoryStore({ clock });
  const bus = overrides.bus ?? createMemoryBus({ clock });
  const log = captureLogger();
  const config = loadConfig(configSchema, { ...variables, ...configured });
  const app = createApp(config, { store, bus, logger: log.logger, verifyToken, ...overrides });
  await bus.ensureTopics([topics.commands('autotask')]);
  await app.start();

  async function call(method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, options: CallOptions = {}) {
    const response = await fetch(`${app.address()}${path}`, {
      method,
      headers: {
        ...{ authorization: `Bearer ${options.as ?? 'managerA'}`, 'content-type': 'application/json' },
        ...(options.ifMatch === undefined ? {} : { 'if-match': options.ifMatch }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    return {
      status: response.status,
      etag: response.headers.get('etag'),
      body: (response.status === 204 ? undefined : await response.json()) as never,
    };
  }

  return {
    ...{ app, bus, store, log, call },
    report: (data: Fields, tenantId?: string) => bus.publish(topics.syncResults.name, [resultMessage(data, tenantId)]),
  };
}

export type IssuesApp = Awaited<ReturnType<typeof startIssuesApp>>;
