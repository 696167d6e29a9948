import { decodePayload, events, topics, type EventData } from '@psa-bridge/contracts';
import { createManualClock, loadConfig, systemClock, unauthenticated, type Caller } from '@psa-bridge/core';
import type { VerifyToken } from '@psa-bridge/http-server';
import { createMemoryBus } from '@psa-bridge/messaging';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createXeroSimulator, type XeroSimulator } from '@psa-bridge/simulators';
import { captureLogger, eventually } from '@psa-bridge/testing';
import { randomBytes } from 'node:crypto';
import { configSchema, createApp } from '../src/app.ts';
import { INTEGRATION, TENANT } from './xero-app.ts';

export const START = new Date('2026-11-02T08:00:00Z');
export const REDIRECT = 'https://bridge.example/xero/callback';
const LOOK_MS = 1_000;

const manager: Caller = { tenantId: TENANT, subject: 'user', isAdmin: false, permissions: ['Invoice manager'] };
const viewer: Caller = { ...manager, permissions: ['Quote editor'] };
const other: Caller = { ...manager, tenantId: 'other' };
const callers: Readonly<Record<string, Caller>> = { manager, viewer, other };

const verifyToken: VerifyToken = (authorization) => {
  const caller = callers[authorization?.replace('Bearer ', '') ?? ''];
  return caller ? Promise.resolve(caller) : Promise.reject(unauthenticated('token_missing', 'Sign in first.'));
};

/** What every app of these tests is told; the addresses are those of a simulated Xero. */
export function variablesFor(simulator: XeroSimulator): Record<string, string> {
  const { clientId, clientSecret } = simulator.credentials;
  return {
    ...{ KAFKA_BROKERS: '127.0.0.1:1', MONGODB_URI: 'mongodb://127.0.0.1:1', HTTP_PORT: '0', ADMIN_PORT: '0' },
    ...{ JWKS_URL: 'http://127.0.0.1:1/.well-known/jwks.json', PUBLIC_URL: 'https://bridge.example' },
    ...{ FIELD_KEYS: `demo:${randomBytes(32).toString('base64')}`, FIELD_KEY_ACTIVE: 'demo' },
    ...{ XERO_API_URL: simulator.apiUrl(), XERO_AUTHORIZE_URL: simulator.authorizeUrl(), XERO_TOKEN_URL: simulator.tokenUrl() },
    ...{ XERO_REVOCATION_URL: simulator.revocationUrl(), XERO_CONNECTIONS_URL: simulator.connectionsUrl() },
    ...{ XERO_CLIENT_ID: clientId, XERO_CLIENT_SECRET: clientSecret.toString(), ALLOW_PRIVATE_ADDRESSES: '127.0.0.1' },
    ...{ MAIL_URL: 'outbox:', XERO_CONNECTION_CHECK_EVERY_MS: String(LOOK_MS) },
  };
}

export interface Answer {
  status: number;
  body: never;
}

/** An app before a simulated Xero, both on one clock that stands still unless a test moves it. */
export async function startConnectingApp() {
  const clock = createManualClock(START);
  const simulator = createXeroSimulator({
    ...{ clock, seed: { organisations: 2, contacts: 3, invoices: 0 }, limits: { minute: 1_000, day: 10_000 } },
    app: { redirectUris: [REDIRECT] },
  });
  await simulator.start();
  const store = createMemoryStore({ clock });
  const bus = createMemoryBus({ clock: systemClock });
  const config = loadConfig(configSchema, variablesFor(simulator));
  const app = createApp(config, { store, bus, clock, logger: captureLogger().logger, verifyToken });
  await app.start();

  async function call(method: string, path: string, options: { as?: string; body?: unknown } = {}): Promise<Answer> {
    const response = await fetch(`${app.address()}/v1/xero/connections${path}`, {
      method,
      headers: { authorization: `Bearer ${options.as ?? 'manager'}`, 'content-type': 'application/json' },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as never };
  }

  /** Goes to Xero as a browser does; answers what it comes back with. */
  async function consent() {
    const begun = await call('POST', '/begin', { body: { integrationId: INTEGRATION } });
    const { authorizationUrl, attempt } = begun.body as { authorizationUrl: string; attempt: string };
    const { headers } = await fetch(authorizationUrl, { redirect: 'manual' });
    const location = new URL(headers.get('location') ?? 'missing:');
    return { attempt, answer: location.search, location };
  }

  async function results(): Promise<EventData<typeof events.syncResult>[]> {
    await app.flushOutbox();
    const messages = await Array.fromAsync(bus.readAll(topics.syncResults.name));
    return messages.map(({ value }) => decodePayload(events.syncResult, value));
  }

  return {
    ...{ app, clock, simulator, store, bus, call, consent, results },
    /** Connects whatever the person at Xero chooses. */
    async connect(): Promise<Answer> {
      const { attempt, answer } = await consent();
      return call('POST', '/finish', { body: { attempt, answer } });
    },
    /** Time goes by, and the look at the consents that comes with it is done. */
    async later(ms: number, expected: () => void | Promise<void>): Promise<void> {
      await clock.leap(ms);
      // A look that was under way while time went by comes again shortly after.
      await eventually(async () => {
        await clock.leap(LOOK_MS);
        await expected();
      });
    },
    async stop(): Promise<void> {
      await app.stop();
      await simulator.stop();
    },
  };
}

export type ConnectingApp = Awaited<ReturnType<typeof startConnectingApp>>;
