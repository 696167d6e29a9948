import { defineRoute, noContent, ok, type Route } from '@psa-bridge/http-server';
import type { RecordInput } from '@psa-bridge/records';
import { z } from 'zod';
import type { Resource } from '../domain/resources.ts';
import type { ReportSyncState } from '../usecases/public-api/report-sync-state.ts';
import type { UpsertContact } from '../usecases/public-api/upsert-contact.ts';
import type { SearchRecords } from '../usecases/read-record.ts';
import { PUBLIC_API } from './public-api.mount.ts';
import { byKey, newBody, pathOf, upsertAnswer } from './public-records.routes.ts';
import { IdParams, recordView } from './records.schemas.ts';

export function upsertContactRoute(resource: Resource, { upsertContact }: { upsertContact: UpsertContact }): Route {
  return defineRoute({
    ...{ ...byKey, method: 'PUT', path: pathOf(resource), permission: resource.write, body: newBody(resource) },
    summary: 'Changes the contact with this e-mail address, or creates it; companyId may be primary (PA-31).',
    ifMatch: { needless: 'The contact is found by its address or made; whoever does not know which has read no revision.' },
    responses: { 200: recordView(resource), 201: recordView(resource) },
    deed: 'contact.updated',
    handle: async ({ caller, body }) =>
      upsertAnswer(resource, await upsertContact(caller, resource, body as unknown as RecordInput<'contact'>)),
  });
}

const MOST_VALUES = 1_000;
const Values = z.object({
  items: z.array(z.object({ key: z.string(), label: z.string(), isActive: z.boolean(), position: z.number().int() })),
});

/** The choices of one drop-down (PA-06), in their order. */
export function fieldRoute(resource: Resource, { search }: { search: SearchRecords }): Route {
  return defineRoute({
    ...{ ...byKey, method: 'GET', path: `${PUBLIC_API}/field/{kind}`, permission: resource.read },
    summary: 'The values of one kind of field, such as pipeline_stage.',
    params: z.strictObject({ kind: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'must be a kind such as pipeline_stage') }),
    responses: { 200: Values },
    async handle({ caller, params: { kind } }) {
      const sort = [{ field: 'position', direction: 'asc' as const }];
      const { items } = await search(caller, resource, { from: 0, size: MOST_VALUES, filters: { kind }, sort });
      return ok({ items: items.map(({ data }) => data) });
    },
  });
}

const SyncState = z
  .strictObject({
    state: z.string().regex(/^[a-z][a-z_-]{0,49}$/, 'must be a word in lower case, such as error'),
    error: z.string().max(2_000).nullish(),
    externalIdentifier: z.string().max(200).nullish(),
  })
  .refine(({ state, error }) => state === 'error' || !error, {
    path: ['error'],
    message: 'may be given only where state is error',
  });

/** PA-30, of quotes and products. */
export function syncStateRoutes(
  resources: readonly Resource[],
  { reportSyncState }: { reportSyncState: ReportSyncState },
): readonly Route[] {
  return resources.map((resource) =>
    defineRoute({
      ...{ ...byKey, method: 'PUT', path: `${PUBLIC_API}/sync-state/${resource.noun}/{id}`, permission: resource.write },
      summary: `Reports how an outside integration's sync of a ${resource.noun} stands (PA-30); exempt from the limit.`,
      params: IdParams,
      body: SyncState,
      ifMatch: { needless: 'It reports what is; the latest report is right.' },
      responses: { 204: null },
      deed: { untold: 'What an outside system says of its own sync; it is shown with the record and as an issue.' },
      async handle({ caller, params, body: { state, error, externalIdentifier } }) {
        const report = { state, error: error ?? undefined, externalIdentifier: externalIdentifier ?? undefined };
        await reportSyncState(caller, resource, { id: params.id, ...report });
        return noContent();
      },
    }),
  );
}
