import { conflict, invalidInput } from '@psa-bridge/core';
import { accepted, defineRoute, ok, type Route } from '@psa-bridge/http-server';
import type { TenantRecords } from '@psa-bridge/records';
import type { OwnRunPart } from '../definition/own-run.ts';
import { refuseUnlessOpen, type Integration } from '../integrations/integration.ts';
import { storedChoices } from '../settings/choices.ts';
import type { RouteDeps } from './route-deps.ts';
import { IntegrationParams, OwnRunBody, OwnRunView, RunView } from './schemas.ts';
import { runView } from './views.ts';

const permission = 'Integration manager' as const;

type AnyOwnRun = NonNullable<RouteDeps['definition']['runs']>[number];

/** What the connector's own runs would read, with what stands here of it, and the buttons that start them. */
export function ownRunRoutes(deps: RouteDeps): readonly Route[] {
  return (deps.definition.runs ?? []).flatMap((run) => routesOf(run, deps));
}

function routesOf(
  run: AnyOwnRun,
  { definition, integrations, records, runs, executor, clock, base }: RouteDeps,
): readonly Route[] {
  const path = `${base}/{id}/${run.kind}`;
  const params = IntegrationParams;
  const partsOf = async ({ _id, tenantId, settings }: Integration): Promise<readonly OwnRunPart[]> => {
    const own = records.forTenant(tenantId);
    return run.parts(definition.settings.parse(settings), { records: own, choices: storedChoices(own, _id) });
  };
  return [
    defineRoute({
      ...{ method: 'GET', path, permission, params, responses: { 200: OwnRunView } },
      summary: `${run.title}: what would be read, and how many records of it stand here`,
      handle: async ({ caller, params: { id } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        const parts = await counted(await partsOf(integration), id, records.forTenant(caller.tenantId));
        return ok({ title: run.title, parts });
      },
    }),
    defineRoute({
      ...{ method: 'POST', path, permission, params, body: OwnRunBody, responses: { 202: RunView } },
      summary: `${run.title}, as one run in the lane ${run.lane}; some of its parts alone where they are named`,
      deed: 'sync.started',
      handle: async ({ caller, params: { id }, body }) => {
        const integration = await integrations.load(caller.tenantId, id);
        refuseUnlessOpen(integration);
        const parts = chosen(await partsOf(integration), body.parts);
        if (parts.length === 0) throw conflict('nothing_to_read', run.nothingToRead, { expected: true });
        const started = await runs.startOwn(integration, { kind: run.kind, lane: run.lane, parts });
        executor.wake();
        return accepted(runView(started, clock.now()));
      },
    }),
  ];
}

function chosen(parts: readonly OwnRunPart[], keys: readonly string[] | undefined): readonly OwnRunPart[] {
  const unknown = keys?.find((key) => !parts.some((part) => part.key === key));
  if (unknown === undefined) return parts.filter(({ key }) => keys?.includes(key) ?? true);
  throw invalidInput(
    'unknown_part',
    `parts: ${unknown} is not set up. Choose one of ${parts.map(({ key }) => key).join(', ')}.`,
    {
      expected: true,
    },
  );
}

/** Counted by a query each time, so the figures cannot drift from the records. */
async function counted(parts: readonly OwnRunPart[], integrationId: string, records: Pick<TenantRecords, 'countByGroup'>) {
  const types = [...new Set(parts.flatMap(({ type, groups }) => (groups ? [type] : [])))];
  const counts = new Map(
    await Promise.all(types.map(async (type) => [type, await records.countByGroup(type, integrationId)] as const)),
  );
  return parts.map(({ key, label, type, groups }) => {
    if (!groups) return { key, label };
    const byGroup = Object.fromEntries(groups.map((group) => [group, counts.get(type)?.get(group) ?? 0]));
    return { key, label, imported: Object.values(byGroup).reduce((sum, count) => sum + count, 0), groups: byGroup };
  });
}
