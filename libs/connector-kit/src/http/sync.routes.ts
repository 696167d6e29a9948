import { notFound } from '@psa-bridge/core';
import { accepted, defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { RECORD_TYPES } from '@psa-bridge/records';
import { z } from 'zod';
import { reportBudget } from '../budget/report.ts';
import { refuseUnlessOpen } from '../integrations/integration.ts';
import type { WorkType } from '../work/row.ts';
import type { RouteDeps } from './route-deps.ts';
import { BudgetReport, IntegrationParams, RunList, RunView, SyncBody, WorkAccepted } from './schemas.ts';
import { budgetView, runView } from './views.ts';

const permission = 'Integration manager' as const;
const RUNS_SHOWN = 20;
/** A record's own permission, as in the records API. */
const RECORD_PERMISSIONS = [
  'Quote editor',
  'Product editor',
  'Company editor',
  'Procurement editor',
  'Integration manager',
] as const;

/** Syncs of a whole integration and of one record, and what they may spend. */
export function syncRoutes(deps: RouteDeps): readonly Route[] {
  const { definition, integrations, runs, executor, budget, table, clock, base } = deps;
  const one = `${base}/{id}`;
  const params = IntegrationParams;
  const runParams = IntegrationParams.extend({ runId: z.uuid() });
  const recordParams = IntegrationParams.extend({
    type: z.enum(RECORD_TYPES as readonly [string, ...string[]]),
    entityId: z.uuid(),
  });

  return [
    defineRoute({
      ...{ method: 'POST', path: `${one}/sync`, permission, params, body: SyncBody, responses: { 202: RunView } },
      summary: 'Start a full, fields-only, people or delta sync (SY-01, SY-08)',
      deed: 'sync.started',
      handle: async ({ caller, params: { id }, body: { kind } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        refuseUnlessOpen(integration);
        const run = await runs.start(integration, kind);
        executor.wake();
        return accepted(runView(run, clock.now()));
      },
    }),
    defineRoute({
      ...{ method: 'GET', path: `${one}/sync`, permission, params, responses: { 200: RunList } },
      summary: 'The latest syncs with their progress',
      handle: async ({ caller, params: { id } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        const latest = await runs.list(caller.tenantId, integration._id, RUNS_SHOWN);
        return ok({ items: latest.map((run) => runView(run, clock.now())) });
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: `${one}/sync/{runId}/cancel`, permission, params: runParams, responses: { 202: RunView } },
      summary: 'Cancel a sync; what was read stays',
      deed: 'sync.cancelled',
      handle: async ({ caller, params: { id, runId } }) => {
        const run = await runs.cancel(caller.tenantId, id, runId);
        executor.wake();
        return accepted(runView(run, clock.now()));
      },
    }),
    defineRoute({
      ...{ method: 'GET', path: `${one}/budget`, permission, params, responses: { 200: BudgetReport } },
      summary: "The gauge of the PSA's call allowance",
      handle: async ({ caller, params: { id } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        return ok(budgetView(await reportBudget(integration, { budget, table, runs })));
      },
    }),
    defineRoute({
      ...{
        method: 'POST',
        path: `${one}/records/{type}/{entityId}/sync`,
        params: recordParams,
        responses: { 202: WorkAccepted },
      },
      permission: RECORD_PERMISSIONS,
      summary: 'Synchronize one record now; refused while that is under way (SY-30)',
      deed: { untold: 'Repeats what a change asked for already; the change was told.' },
      handle: async ({ caller, params: { id, type, entityId } }) => {
        await integrations.load(caller.tenantId, id);
        const record = await deps.records.forTenant(caller.tenantId).get(type as WorkType, entityId);
        if (!record) throw notFound('record_not_found', 'There is no such record.', { expected: true });
        const resource = definition.resources[type as WorkType];
        const externalId = record.external[id]?.id;
        const of = { tenantId: caller.tenantId, integrationId: id, entityType: type as WorkType, lane: 0 };
        if (resource?.push) await table.requestSync({ ...of, op: 'push', entityId });
        else if (resource?.pull?.getMany && externalId !== undefined)
          await table.requestSync({ ...of, op: 'pull', entityId: externalId });
        else
          throw notFound('type_not_synchronized', `${definition.displayName} does not synchronize this record.`, {
            expected: true,
          });
        return accepted({ state: 'accepted' });
      },
    }),
  ];
}
