import { topics } from '@psa-bridge/contracts';
import { createHttpClient, type HttpClient } from '@psa-bridge/http-client';
import type { Route } from '@psa-bridge/http-server';
import {
  cipherOf,
  createPlatform,
  createService,
  type Platform,
  type PlatformOverrides,
  type Service,
} from '@psa-bridge/service-host';
import { makeOpenClient } from './client/open-client.ts';
import { openCollections, SERVICE_NAME, type Collections } from './collections.ts';
import type { Config } from './config.ts';
import { invoicesConsumer } from './consumers/invoices.consumer.ts';
import type { OpenClient } from './ports.ts';

export { configSchema, type Config } from './config.ts';

/** Xero lets so many calls of one organisation run at once (xero.md 5.1). */
const CONCURRENT_CALLS = 5;

/** What routes and workers are made of. */
interface Deps {
  config: Config;
  platform: Platform;
  collections: Collections;
  openClient: OpenClient;
}

/** The service from its configuration; tests and the development runner bring their own parts. */
export function createApp(config: Config, overrides: PlatformOverrides = {}): Service {
  const platform = createPlatform(SERVICE_NAME, config, overrides);
  const collections = openCollections(platform.store);
  const http = httpOf(config, platform);
  const deps = { config, platform, collections, openClient: openClientOf(config, platform, { collections, http }) };
  const { clock } = platform;

  return createService({
    platform,
    routes: routesOf(deps),
    consumers: [invoicesConsumer({ invoices: collections.invoices, clock })],
    outboxes: [collections.invoices],
    topics: [topics.syncResults, topics.audit],
    components: [{ name: 'http-client', stop: () => http.close() }],
  });
}

function routesOf(_deps: Deps): Route[] {
  return [];
}

function httpOf(config: Config, { clock, logger, metrics }: Platform): HttpClient {
  return createHttpClient({
    ...{ name: SERVICE_NAME, clock, logger, metrics, concurrency: CONCURRENT_CALLS },
    guard: { allowPrivate: config.ALLOW_PRIVATE_ADDRESSES },
    deadlineMs: config.XERO_TIMEOUT_MS,
  });
}

function openClientOf(
  config: Config,
  { store, clock }: Platform,
  { collections, http }: { collections: Collections; http: HttpClient },
): OpenClient {
  return makeOpenClient({
    ...{ tokens: collections.tokens, leases: store.leases, cipher: cipherOf(config), http, clock },
    ...{ apiUrl: config.XERO_API_URL, tokenUrl: config.XERO_TOKEN_URL },
  });
}
