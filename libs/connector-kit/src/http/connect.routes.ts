import { conflict } from '@psa-bridge/core';
import { accepted, defineRoute, ok, page, type Route } from '@psa-bridge/http-server';
import { moveUnderWay } from '../integrations/integration.ts';
import type { RouteDeps } from './route-deps.ts';
import { ConfirmBody, IntegrationParams, PlanItems, PlanQuery, PlanView } from './schemas.ts';
import { planItemView, planView } from './views.ts';

const permission = 'Integration manager' as const;

/** The first connect: what would happen is shown, decided and confirmed before anything is written (architecture rule 9). */
export function connectRoutes({ base, integrations, firstConnect, executor }: RouteDeps): readonly Route[] {
  const path = `${base}/{id}/first-connect`;
  const params = IntegrationParams;

  return [
    defineRoute({
      ...{ method: 'POST', path, permission, params, responses: { 202: PlanView } },
      summary: 'Match existing records of both sides; nothing is written',
      deed: { untold: 'A preview, in which nothing is linked yet.' },
      handle: async ({ caller, params: { id } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        if (integration.move) throw moveUnderWay();
        if (integration.state !== 'connected')
          throw conflict('not_connected', 'The integration is not connected. Test the connection first.', { expected: true });
        return accepted(planView(await firstConnect.plan(integration)));
      },
    }),
    defineRoute({
      ...{ method: 'GET', path, permission, params, responses: { 200: PlanView } },
      summary: 'The preview of the first connect',
      handle: async ({ caller, params: { id } }) =>
        ok(planView(await firstConnect.get(await integrations.load(caller.tenantId, id)))),
    }),
    defineRoute({
      ...{ method: 'GET', path: `${path}/items`, permission, params, query: PlanQuery, responses: { 200: PlanItems } },
      summary: 'Matches and conflicts of the preview',
      handle: async ({ caller, params: { id }, query }) =>
        page(await firstConnect.items(await integrations.load(caller.tenantId, id), query), query, planItemView),
    }),
    defineRoute({
      ...{ method: 'POST', path: `${path}/confirm`, permission, params, body: ConfirmBody, responses: { 200: PlanView } },
      summary: 'Decide the conflicts, link what matched and let data flow',
      deed: 'integration.confirmed',
      handle: async ({ caller, params: { id }, body: { decisions } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        const plan = await firstConnect.confirm(integration, decisions);
        executor.wake();
        return ok(planView(plan));
      },
    }),
  ];
}
