import { accepted, defineRoute, noContent, ok, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import type { HeldDeletion } from '../deletions/held-deletions.ts';
import { refuseUnlessOpen } from '../integrations/integration.ts';
import type { RouteDeps } from './route-deps.ts';
import { HeldDeletionList, IntegrationParams, RunView } from './schemas.ts';
import { runView } from './views.ts';

const permission = 'Integration manager' as const;

/** Many entities that a full sync did not find: a person says whether they were deleted (architecture rule 8). */
export function deletionRoutes({ base, integrations, held, runs, executor, clock }: RouteDeps): readonly Route[] {
  const path = `${base}/{id}/held-deletions`;
  const params = IntegrationParams.extend({ type: z.string().max(50) });

  return [
    defineRoute({
      ...{ method: 'GET', path, permission, params: IntegrationParams, responses: { 200: HeldDeletionList } },
      summary: 'What a full sync did not find any more and a person has to decide on',
      handle: async ({ caller, params: { id } }) => {
        await integrations.load(caller.tenantId, id);
        return ok({ items: (await held.list(caller.tenantId, id)).map(heldView) });
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: `${path}/{type}/confirm`, permission, params, responses: { 202: RunView } },
      summary: 'They were deleted in the PSA: mark them here, once each was looked for again',
      deed: 'sync.started',
      handle: async ({ caller, params: { id, type } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        refuseUnlessOpen(integration);
        const { type: heldType } = await held.get(caller.tenantId, id, type);
        const run = await runs.start(integration, 'deletions', [heldType]);
        executor.wake();
        return accepted(runView(run, clock.now()));
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: `${path}/{type}/discard`, permission, params, responses: { 204: null } },
      summary: 'Mark nothing; the next full sync asks again if they are still missing',
      deed: 'deletions.discarded',
      handle: async ({ caller, params: { id, type } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        const { type: heldType } = await held.get(caller.tenantId, id, type);
        await held.discard(integration, heldType);
        return noContent();
      },
    }),
  ];
}

function heldView({ type, label, missing, linked, examples, heldAt }: HeldDeletion) {
  return { type, label, missing, linked, examples: [...examples], heldAt: heldAt.toISOString() };
}
