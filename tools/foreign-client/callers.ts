import { PERMISSIONS } from '@psa-bridge/core';
import type { ApiClient, Login } from '../platform/api-client.ts';
import { DEMO_ADMIN } from '../platform/service-plan.ts';

/** Somebody who asks: signed in by the document's own operation, with an API key, or neither. */
export interface ForeignCaller {
  name: string;
  login?: Login;
  apiKey?: string;
}

export interface ForeignCallers {
  admin: ForeignCaller;
  /** Somebody of the MSP who may see products and little else. */
  viewer: ForeignCaller;
  stranger: ForeignCaller;
}

const VIEWER = { email: 'viewer@demo.example.com', password: 'demo viewer password', name: 'Demo Viewer' };

/** Opens the public API, and makes whoever is to ask. */
export async function makeCallers(api: ApiClient): Promise<ForeignCallers> {
  const opened = await api.request('PUT', '/v1/public-api-settings', { body: { isEnabled: true } });
  if (opened.status >= 300) throw new Error(`The public API was not opened: ${JSON.stringify(opened.body)}`);
  const keyFor = async (name: string, permissions: readonly string[]): Promise<string> =>
    (await api.post<{ key: string }>('/v1/api-keys', { name, permissions })).key;
  await api.post('/v1/users', { ...VIEWER, permissions: ['Product viewer'] });
  return {
    admin: { name: 'an admin', login: DEMO_ADMIN, apiKey: await keyFor('Foreign client', PERMISSIONS) },
    viewer: { name: 'a viewer', login: VIEWER, apiKey: await keyFor('Foreign viewer', ['Product viewer']) },
    stranger: { name: 'a stranger' },
  };
}
