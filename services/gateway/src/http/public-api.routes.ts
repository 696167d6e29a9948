import { created, defineRoute, noContent, revisionOf, type Route } from '@psa-bridge/http-server';
import type { RecordInput } from '@psa-bridge/records';
import { z } from 'zod';
import { viewOf } from '../domain/record-view.ts';
import type { Resource } from '../domain/resources.ts';
import type { FindByExternal } from '../usecases/public-api/find-by-external.ts';
import type { ReportSyncState } from '../usecases/public-api/report-sync-state.ts';
import { PRIMARY, type UpsertContact } from '../usecases/public-api/upsert-contact.ts';
import { PUBLIC_API } from './public-api.mount.ts';
import { pageAnswer, recordAnswer, type RecordUseCases } from './records.routes.ts';
import {
  createBody,
  IdParams,
  recordPage,
  recordView,
  searchQuery,
  toChanges,
  toSearchRequest,
  updateBody,
} from './records.schemas.ts';

export interface PublicApiUseCases extends Pick<RecordUseCases, 'read' | 'search' | 'saves'> {
  findByExternal: FindByExternal;
  upsertContact: UpsertContact;
  reportSyncState: ReportSyncState;
}

const byKey = { credential: 'api-key' } as const;
const ExternalParams = z.strictObject({ externalIdentifier: z.string().min(1).max(200) });

/** What partners' systems may do with one record type (PA-06), by our id and by their identifier (PA-05). */
export function publicRecordRoutes(resource: Resource, useCases: PublicApiUseCases): readonly Route[] {
  const at = pathOf(resource);
  return [
    searchRoute(resource, useCases),
    ...(resource.isEdited ? [createRoute(resource, useCases)] : []),
    ...routesOfOne(resource, useCases, {
      path: `${at}/{id}`,
      params: IdParams,
      idOf: (_caller, { id }) => Promise.resolve(id),
    }),
    ...routesOfOne(resource, useCases, {
      path: `${at}/ext/{externalIdentifier}`,
      params: ExternalParams,
      idOf: (caller, { externalIdentifier }) => useCases.findByExternal(caller, resource, externalIdentifier),
    }),
  ];
}

function pathOf({ noun }: Resource): string {
  return `${PUBLIC_API}/${noun}`;
}

function searchRoute(resource: Resource, { search }: PublicApiUseCases): Route {
  return defineRoute({
    ...{ ...byKey, method: 'GET', path: pathOf(resource), permission: resource.read },
    summary: `Searches the ${resource.path} (PA-04).`,
    query: searchQuery(resource),
    responses: { 200: recordPage(resource) },
    handle: async ({ caller, query }) => {
      return pageAnswer(await search(caller, resource, toSearchRequest(query)));
    },
  });
}

function createRoute(resource: Resource, { saves }: PublicApiUseCases): Route {
  return defineRoute({
    ...{ ...byKey, method: 'POST', path: pathOf(resource), permission: resource.write },
    summary: `Creates a ${resource.noun}.`,
    body: createBody(resource),
    responses: { 201: recordView(resource) },
    handle: async ({ caller, body }) => {
      const record = await saves.create(caller, resource, body);
      return created(viewOf(record), `${pathOf(resource)}/${record._id}`);
    },
  });
}

type Calling = Parameters<FindByExternal>[0];

interface Place<Params extends z.ZodObject> {
  path: string;
  params: Params;
  idOf(caller: Calling, params: z.output<Params>): Promise<string>;
}

function routesOfOne<Params extends z.ZodObject>(
  resource: Resource,
  { read, saves }: PublicApiUseCases,
  { path, params, idOf }: Place<Params>,
): readonly Route[] {
  const responses = { 200: recordView(resource) };
  const reading = defineRoute({
    ...{ ...byKey, method: 'GET', path, permission: resource.read, params, responses },
    summary: `Reads one ${resource.noun}.`,
    handle: async (request) => {
      const id = await idOf(request.caller, request.params as z.output<Params>);
      return recordAnswer(await read(request.caller, resource, id));
    },
  });
  if (!resource.isEdited) return [reading];
  const changing = defineRoute({
    ...{ ...byKey, method: 'PUT', path, permission: resource.write, params, responses },
    summary: `Changes the given fields of a ${resource.noun}; customFields are merged (PA-33). If-Match is optional.`,
    body: updateBody(resource),
    handle: async (request) => {
      const id = await idOf(request.caller, request.params as z.output<Params>);
      const ifRevision = revisionOf(request.headers['if-match']);
      return recordAnswer(await saves.update(request.caller, resource, { id, changes: toChanges(request.body), ifRevision }));
    },
  });
  return [reading, changing];
}

export function upsertContactRoute(resource: Resource, { upsertContact }: PublicApiUseCases): Route {
  const body = (createBody(resource) as unknown as z.ZodObject).extend({ companyId: z.union([z.uuid(), z.literal(PRIMARY)]) });
  return defineRoute({
    ...{ ...byKey, method: 'PUT', path: pathOf(resource), permission: resource.write, body },
    summary: 'Changes the contact with this e-mail address, or creates it; companyId may be primary (PA-31).',
    responses: { 200: recordView(resource), 201: recordView(resource) },
    handle: async (request) => {
      const { record, isNew } = await upsertContact(request.caller, resource, request.body as unknown as RecordInput<'contact'>);
      return isNew ? created(viewOf(record), `${pathOf(resource)}/${record._id}`) : recordAnswer(record);
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
export function syncStateRoutes(resources: readonly Resource[], { reportSyncState }: PublicApiUseCases): readonly Route[] {
  return resources.map((resource) =>
    defineRoute({
      ...{ ...byKey, method: 'PUT', path: `${PUBLIC_API}/sync-state/${resource.noun}/{id}`, permission: resource.write },
      summary: `Reports how an outside integration's sync of a ${resource.noun} stands (PA-30); exempt from the limit.`,
      params: IdParams,
      body: SyncState,
      responses: { 204: null },
      async handle({ caller, params, body: { state, error, externalIdentifier } }) {
        const report = { state, error: error ?? undefined, externalIdentifier: externalIdentifier ?? undefined };
        await reportSyncState(caller, resource, { id: params.id, ...report });
        return noContent();
      },
    }),
  );
}
