import type { OpenContext } from '@psa-bridge/connector-kit';
import { Secret } from '@psa-bridge/core';
import { createExamplePsaClient, type ExamplePsaClient } from './client/example-psa.client.ts';
import type { ExamplePsaCredentials, ExamplePsaSettings } from './settings/settings.ts';

/** One piece of work's view of a tenant's Example PSA. What rarely changes is kept by the context's memory. */
export interface ExamplePsaSession {
  client: ExamplePsaClient;
}

export function openSession({ call, credentials }: OpenContext<ExamplePsaCredentials, ExamplePsaSettings>): ExamplePsaSession {
  return { client: createExamplePsaClient({ call, address: credentials.address, token: new Secret(credentials.token) }) };
}
