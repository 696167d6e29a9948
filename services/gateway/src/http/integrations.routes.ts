import { defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import type { Integration } from '../domain/integration.ts';
import type { IntegrationDirectory } from '../ports.ts';

const IntegrationView = z.object({
  id: z.uuid(),
  provider: z.string(),
  name: z.string(),
  state: z.enum(['connecting', 'connected', 'auth_failed', 'removed']),
  isPushPaused: z.boolean(),
  isPullPaused: z.boolean(),
  updatedAt: z.iso.datetime(),
});

export interface IntegrationRoutesOptions {
  directory: IntegrationDirectory;
  /** The providers that a connector is configured for, so that a frontend can offer what is not connected yet. */
  providers: readonly string[];
}

export function integrationRoutes({ directory, providers }: IntegrationRoutesOptions): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/integrations',
      summary: 'Lists the integrations of the tenant, and the providers that may be connected.',
      permission: 'signed-in',
      responses: { 200: z.object({ items: z.array(IntegrationView), providers: z.array(z.string()) }) },
      handle: async ({ caller }) => ok({ items: (await directory.list(caller.tenantId)).map(viewOf), providers }),
    }),
  ];
}

function viewOf(integration: Integration): z.output<typeof IntegrationView> {
  return { ...integration, updatedAt: integration.updatedAt.toISOString() };
}
