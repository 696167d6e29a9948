import {
  accepted,
  created,
  defineRoute,
  etagOf,
  ok,
  requiredRevisionOf,
  type Route,
  type RouteResult,
} from '@psa-bridge/http-server';
import type { BusinessRecord, RecordType, SearchResult } from '@psa-bridge/records';
import { z } from 'zod';
import { viewOf } from '../domain/record-view.ts';
import type { Resource } from '../domain/resources.ts';
import type { ReadRecord, SearchRecords } from '../usecases/read-record.ts';
import type { RecordSaves } from '../usecases/save-record.ts';
import type { SyncRecord } from '../usecases/sync-record.ts';
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

export interface RecordUseCases {
  read: ReadRecord;
  search: SearchRecords;
  saves: RecordSaves;
  sync: SyncRecord;
}

const SyncAnswers = z.object({
  integrations: z.array(
    z.object({
      integrationId: z.uuid(),
      provider: z.string(),
      result: z.enum(['accepted', 'refused']),
      code: z.string().optional(),
      message: z.string().optional(),
    }),
  ),
});

/** Everything the public API offers of one record type, made from its row in the table. */
export function recordRoutes(resource: Resource, useCases: RecordUseCases): readonly Route[] {
  return [
    ...readRoutes(resource, useCases),
    ...(resource.isEdited ? saveRoutes(resource, useCases) : []),
    ...(resource.isPushed ? [syncRoute(resource, useCases)] : []),
  ];
}

function readRoutes(resource: Resource, { read, search }: RecordUseCases): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: `/v1/${resource.path}`,
      summary: `Searches the ${resource.path} of the tenant.`,
      permission: resource.read,
      query: searchQuery(resource),
      responses: { 200: recordPage(resource) },
      handle: async ({ caller, query }) => {
        return pageAnswer(await search(caller, resource, toSearchRequest(query)));
      },
    }),
    defineRoute({
      method: 'GET',
      path: `/v1/${resource.path}/{id}`,
      summary: `Reads one ${resource.noun}. Its ETag is what an update sends as If-Match.`,
      permission: resource.read,
      params: IdParams,
      responses: { 200: recordView(resource) },
      handle: async ({ caller, params }) => recordAnswer(await read(caller, resource, params.id)),
    }),
  ];
}

function saveRoutes(resource: Resource, { saves }: RecordUseCases): readonly Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: `/v1/${resource.path}`,
      summary: `Creates a ${resource.noun}.`,
      permission: resource.write,
      body: createBody(resource),
      responses: { 201: recordView(resource) },
      deed: `${resource.type}.created`,
      handle: async (request) => {
        const record = await saves.create(request.caller, resource, request.body);
        return created(viewOf(record), `/v1/${resource.path}/${record._id}`, { etag: etagOf(record.dataRevision) });
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: `/v1/${resource.path}/{id}`,
      summary: `Changes the given fields of a ${resource.noun}; null clears one. If-Match with its ETag is required.`,
      permission: resource.write,
      params: IdParams,
      body: updateBody(resource),
      ifMatch: 'required',
      responses: { 200: recordView(resource) },
      deed: `${resource.type}.updated`,
      handle: async (request) => {
        const ifRevision = requiredRevisionOf(request.headers['if-match']);
        return recordAnswer(
          await saves.update(request.caller, resource, { id: request.params.id, changes: toChanges(request.body), ifRevision }),
        );
      },
    }),
  ];
}

function syncRoute(resource: Resource, { sync }: RecordUseCases): Route {
  return defineRoute({
    method: 'POST',
    path: `/v1/${resource.path}/{id}/sync`,
    summary: `Brings one ${resource.noun} into step with the connected PSAs now; refused while that is going on (SY-30).`,
    permission: resource.write,
    params: IdParams,
    responses: { 202: SyncAnswers },
    deed: { untold: 'Repeats what a change asked for already; the change was told.' },
    handle: async (request) => {
      const integrations = await sync(request.caller, resource, {
        id: request.params.id,
        authorization: request.headers.authorization,
      });
      return accepted({ integrations });
    },
  });
}

/** One page of a search. */
export function pageAnswer({ total, items, next }: SearchResult<RecordType>): RouteResult {
  return ok({ total, items: items.map((record) => viewOf(record)), next });
}

/** One record with its ETag. */
export function recordAnswer(record: BusinessRecord): RouteResult {
  return ok(viewOf(record), { etag: etagOf(record.dataRevision) });
}
