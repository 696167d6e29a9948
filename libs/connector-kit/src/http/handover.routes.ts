import { defineRoute, etagOf, ok, requiredRevisionOf, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import { Handover } from '../handover/handover.ts';
import type { TakeOver } from '../handover/handovers.ts';
import type { RouteDeps } from './route-deps.ts';
import { IntegrationParams } from './schemas.ts';

const permission = 'Integration manager' as const;

const TakeOverView = z.object({
  psaName: z.string(),
  items: z.array(
    z.object({
      setting: z.string(),
      title: z.string(),
      page: z.string().optional(),
      from: z.string(),
      to: z.string().optional(),
      outcome: z.enum(['carried', 'kept', 'missing', 'ambiguous', 'refused', 'unknown_setting']),
      message: z.string().optional(),
    }),
  ),
  others: Handover.shape.others,
});

/**
 * Mappings go from an integration of one PSA to that of another: what the one hands over, in words, is given to the other,
 * which shows what becomes of it before a person takes it over.
 */
export function handoverRoutes({ base, integrations, handovers, definition }: RouteDeps): readonly Route[] {
  if (!definition.pages?.length) return [];
  const path = `${base}/{id}/handover`;
  const params = IntegrationParams;
  const shown = ({ revision, items, ...view }: TakeOver) => ok({ ...view, items: [...items] }, { etag: etagOf(revision) });

  return [
    defineRoute({
      ...{ method: 'GET', path, permission, params, responses: { 200: Handover } },
      summary: "The mappings in words, to be given to another PSA's integration",
      handle: async ({ caller, params: { id } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        return ok(await handovers.describe(integration), { etag: etagOf(integration.settingsRevision) });
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: `${path}/preview`, permission, params, body: Handover, responses: { 200: TakeOverView } },
      summary: "What would become of another integration's mappings here. Nothing is saved.",
      deed: { untold: 'A preview, in which nothing is saved.' },
      handle: async ({ caller, params: { id }, body }) =>
        shown(await handovers.preview(await integrations.load(caller.tenantId, id), body)),
    }),
    defineRoute({
      ...{ method: 'POST', path: `${path}/take`, permission, params, body: Handover, responses: { 200: TakeOverView } },
      ifMatch: 'required',
      summary: "Set what the preview carries over; what is set stays. If-Match with the preview's ETag is required.",
      deed: 'integration.settings_saved',
      handle: async ({ caller, params: { id }, body, headers }) => {
        const ifRevision = requiredRevisionOf(headers['if-match']);
        return shown(await handovers.take(await integrations.load(caller.tenantId, id), body, ifRevision));
      },
    }),
  ];
}
