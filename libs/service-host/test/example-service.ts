import { loadConfig } from '@psa-bridge/core';
import { defineRoute, ok } from '@psa-bridge/http-server';
import { createMemoryBus } from '@psa-bridge/messaging';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { systemClock } from '@psa-bridge/core';
import { z } from 'zod';
import {
  baseConfig,
  createPlatform,
  createService,
  type PlatformOverrides,
  type Service,
  type ServiceOptions,
} from '../src/index.ts';

/** Enough to start on this machine with the in-memory parts. */
export const exampleVariables = {
  KAFKA_BROKERS: '127.0.0.1:1',
  MONGODB_URI: 'mongodb://127.0.0.1:1',
  HTTP_PORT: '0',
  ADMIN_PORT: '0',
  JWKS_URL: 'http://127.0.0.1:1/.well-known/jwks.json',
};

const hello = defineRoute({
  ...{ method: 'GET', path: '/v1/hello', permission: 'public', summary: 'Says hello' },
  responses: { 200: z.object({ hello: z.string() }) },
  handle: () => ok({ hello: 'world' }),
});

export function exampleService(
  overrides: PlatformOverrides = {},
  options: Partial<ServiceOptions> = {},
  variables: Readonly<Record<string, string | undefined>> = exampleVariables,
): Service {
  const config = loadConfig(z.object(baseConfig), variables);
  const clock = overrides.clock ?? systemClock;
  const memory = { store: createMemoryStore({ clock }), bus: createMemoryBus({ clock }) };
  const platform = createPlatform('example-service', config, { ...memory, ...overrides });
  return createService({ platform, routes: [hello], ...options });
}
