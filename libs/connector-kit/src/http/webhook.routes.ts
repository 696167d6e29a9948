import { isAppError } from '@psa-bridge/core';
import { defineRoute, noContent, ok, type Route } from '@psa-bridge/http-server';
import { currentContext } from '@psa-bridge/observability';
import { z } from 'zod';
import type { InstalledWebhook, WebhooksPart } from '../definition/webhooks.ts';
import type { Integration } from '../integrations/integration.ts';
import type { RouteDeps } from './route-deps.ts';
import { IntegrationParams, WebhookList, WebhookReport } from './schemas.ts';
import { webhookView } from './views.ts';
import { webhookReportView } from './webhook-views.ts';

const permission = 'Integration manager' as const;
const MAX_BYTES = 1024 * 1024;
const HookParams = z.object({
  integrationId: z.uuid(),
  token: z.string().min(20).max(100),
  channel: z.string().regex(/^[\w-]{1,60}$/),
});
/** What PSAs append to the URL that they were given (ConnectWise: record id and action). */
const HookQuery = z.object({
  recordId: z.string().max(200).optional(),
  action: z.string().max(60).optional(),
  id: z.string().max(200).optional(),
});

/** The webhooks page and the public door for deliveries; none where the PSA has no webhooks. */
export function webhookRoutes(deps: RouteDeps): readonly Route[] {
  const { definition, integrations, webhooks, base } = deps;
  const part = definition.webhooks;
  if (!part) return [];
  const path = `${base}/{id}/webhooks`;
  const params = IntegrationParams;
  const shown = (integration: Integration, list: readonly InstalledWebhook[]) =>
    ok({ items: list.map((webhook) => webhookView(webhook, integration.webhooks.token)) });

  return [
    defineRoute({
      ...{ method: 'GET', path, permission, params, responses: { 200: WebhookList } },
      // The PSA is asked, so its credentials have to be there.
      refusals: [409],
      summary: 'The webhooks as the PSA has them (AT-100)',
      handle: async ({ caller, params: { id } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        return shown(integration, await webhooks.list(integration));
      },
    }),
    defineRoute({
      ...{ method: 'POST', path, permission, params, responses: { 200: WebhookList } },
      summary: 'Install or update the webhooks (AT-101)',
      deed: 'integration.webhooks_installed',
      handle: async ({ caller, params: { id } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        return shown(integration, await webhooks.install(integration));
      },
    }),
    defineRoute({
      ...{ method: 'DELETE', path, permission, params, responses: { 204: null } },
      ifMatch: { needless: 'All of ours go, whichever are there.' },
      summary: 'Uninstall all of our webhooks (AT-102)',
      deed: 'integration.webhooks_removed',
      handle: async ({ caller, params: { id } }) => {
        await webhooks.uninstall(await integrations.load(caller.tenantId, id));
        return noContent();
      },
    }),
    defineRoute({
      ...{ method: 'GET', path: `${path}/report`, permission, params, responses: { 200: WebhookReport } },
      summary: 'What was delivered, what failed or never came, and what was done about it; costs no call (AT-103)',
      handle: async ({ caller, params: { id } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        return ok(webhookReportView(await webhooks.report(integration), integration.webhooks.token));
      },
    }),
    doorRoute(deps, part),
  ];
}

type Door = Pick<WebhooksPart<never, never>, 'busyStatus' | 'maxBytes'>;

/** Where the PSA delivers: whoever knows the token, and signs. */
function doorRoute({ definition, intake }: RouteDeps, { busyStatus = 503, maxBytes = MAX_BYTES }: Door): Route {
  return defineRoute({
    ...{
      method: 'POST',
      path: `/v1/webhooks/${definition.provider}/{integrationId}/{token}/{channel}`,
      permission: 'public',
      params: HookParams,
      query: HookQuery,
    },
    ...{ rawBody: true, bodyLimitBytes: maxBytes, refusals: [401] },
    responses: { 204: null, [busyStatus]: null },
    summary: `Where ${definition.displayName} delivers`,
    deed: { untold: "The PSA's hint; what is read after it is told as the integration's doing." },
    handle: async ({ params: { integrationId, token, channel }, query, rawBody, headers }) => {
      const delivery = { rawBody, channel, headers: flat(headers), query: flat(query), ...sender() };
      try {
        await intake.receive({ integrationId, token }, delivery);
      } catch (error) {
        if (!isAppError(error) || error.kind !== 'unavailable') throw error;
        return { status: busyStatus, headers: { 'retry-after': '5' } };
      }
      return noContent();
    },
  });
}

/** Whom the delivery came from, where a door that clients connect to noted it. */
function sender(): { address?: string } {
  const { address } = currentContext();
  return address === undefined ? {} : { address };
}

function flat(values: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(', ')]])),
  );
}
