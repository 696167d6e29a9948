import type { IncomingHttpHeaders } from 'node:http';
import { created, defineRoute, noContent, revisionOf, type Route } from '@psa-bridge/http-server';
import type { Caller } from '@psa-bridge/core';
import type { RecordInput } from '@psa-bridge/records';
import { z } from 'zod';
import type { PartnerOffer } from '../domain/partner-offers.ts';
import { viewOf } from '../domain/record-view.ts';
import type { Resource } from '../domain/resources.ts';
import type { Asker, ChooseOwner } from '../usecases/public-api/choose-owner.ts';
import type { FindByExternal } from '../usecases/public-api/find-by-external.ts';
import { PRIMARY } from '../usecases/public-api/partner-saves.ts';
import type { UpsertByExternal } from '../usecases/public-api/upsert-by-external.ts';
import type { Upserted } from '../usecases/public-api/upsert-contact.ts';
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

export interface PublicRecordUseCases extends Pick<RecordUseCases, 'read' | 'search' | 'saves'> {
  findByExternal: FindByExternal;
  upsertByExternal: UpsertByExternal;
  chooseOwner: ChooseOwner;
}

export const byKey = { credential: 'api-key' } as const;

const ExternalParams = z.strictObject({ externalIdentifier: z.string().min(1).max(200) });

/** Several records may have one identifier. */
const AMBIGUOUS = [409];

/** One of the two ways to name a record: our id, and the partner's own identifier (PA-05). */
export interface Place {
  path: string;
  params: z.ZodObject;
  isExternal: boolean;
  idOf(caller: Caller, params: Readonly<Record<string, string>>): Promise<string>;
}

export function placesOf(resource: Resource, { findByExternal }: Pick<PublicRecordUseCases, 'findByExternal'>): readonly Place[] {
  const at = pathOf(resource);
  return [
    { path: `${at}/{id}`, params: IdParams, isExternal: false, idOf: (_caller, { id = '' }) => Promise.resolve(id) },
    {
      ...{ path: `${at}/ext/{externalIdentifier}`, params: ExternalParams, isExternal: true },
      idOf: (caller, { externalIdentifier = '' }) => findByExternal(caller, resource, externalIdentifier),
    },
  ];
}

export function pathOf({ noun }: Resource): string {
  return `${PUBLIC_API}/${noun}`;
}

/** What partners' systems may do with one record type (PA-06). */
export function publicRecordRoutes(offer: PartnerOffer, useCases: PublicRecordUseCases): readonly Route[] {
  const { resource, isCreated, isChanged, isDeleted } = offer;
  return [
    searchRoute(resource, useCases),
    ...(isCreated ? [createRoute(resource, useCases)] : []),
    ...placesOf(resource, useCases).flatMap((place) => [
      readRoute(resource, useCases, place),
      ...(isChanged ? [place.isExternal ? upsertRoute(resource, useCases, place) : changeRoute(resource, useCases, place)] : []),
      ...(isDeleted ? [deleteRoute(resource, useCases, place)] : []),
    ]),
  ];
}

function searchRoute(resource: Resource, { search }: PublicRecordUseCases): Route {
  return defineRoute({
    ...{ ...byKey, method: 'GET', path: pathOf(resource), permission: resource.read },
    summary: `Searches the ${resource.path} (PA-04).`,
    query: searchQuery(resource),
    responses: { 200: recordPage(resource) },
    handle: async ({ caller, query }) => pageAnswer(await search(caller, resource, toSearchRequest(query))),
  });
}

function createRoute(resource: Resource, { saves, chooseOwner }: PublicRecordUseCases): Route {
  return defineRoute({
    ...{ ...byKey, method: 'POST', path: pathOf(resource), permission: resource.write },
    summary: `Creates a ${resource.noun}.`,
    body: newBody(resource),
    responses: { 201: recordView(resource) },
    deed: `${resource.type}.created`,
    handle: async (request) => {
      const { caller, body } = request;
      const fields = await chooseOwner(askerOf(request), body);
      const record = await saves.create(caller, resource, toChanges<RecordInput>(fields));
      return created(viewOf(record), `${pathOf(resource)}/${record._id}`);
    },
  });
}

function readRoute(resource: Resource, { read }: PublicRecordUseCases, { path, params, isExternal, idOf }: Place): Route {
  return defineRoute({
    ...{ ...byKey, method: 'GET', path, permission: resource.read, params },
    summary: `Reads one ${resource.noun}.`,
    refusals: isExternal ? AMBIGUOUS : [],
    responses: { 200: recordView(resource) },
    handle: async ({ caller, params: given }) =>
      recordAnswer(await read(caller, resource, await idOf(caller, given as Record<string, string>))),
  });
}

function changeRoute(resource: Resource, { saves, chooseOwner }: PublicRecordUseCases, { path, params, idOf }: Place): Route {
  return defineRoute({
    ...{ ...byKey, method: 'PUT', path, permission: resource.write, params },
    summary: `Changes the given fields of a ${resource.noun}; customFields are merged (PA-33). If-Match is optional.`,
    body: changeBody(resource),
    ifMatch: 'optional',
    responses: { 200: recordView(resource) },
    deed: `${resource.type}.updated`,
    handle: async (request) => {
      const { caller, params: given, body, headers } = request;
      const id = await idOf(caller, given as Record<string, string>);
      const ifRevision = revisionOf(headers['if-match']);
      const changes = toChanges(await chooseOwner(askerOf(request), body));
      return recordAnswer(await saves.update(caller, resource, { id, changes, ifRevision }));
    },
  });
}

function upsertRoute(
  resource: Resource,
  { upsertByExternal, chooseOwner }: PublicRecordUseCases,
  { path, params }: Place,
): Route {
  return defineRoute({
    ...{ ...byKey, method: 'PUT', path, permission: resource.write, params },
    summary: `Changes the ${resource.noun} with this identifier, or creates it under that; customFields are merged (PA-33).`,
    body: changeBody(resource),
    ifMatch: 'optional',
    responses: { 200: recordView(resource), 201: recordView(resource) },
    deed: `${resource.type}.updated`,
    handle: async (request) => {
      const { caller, params: given, body, headers } = request;
      const { externalIdentifier } = given as z.output<typeof ExternalParams>;
      const ifRevision = revisionOf(headers['if-match']);
      const upsert = { externalIdentifier, changes: toChanges(await chooseOwner(askerOf(request), body)), ifRevision };
      return upsertAnswer(resource, await upsertByExternal(caller, resource, upsert));
    },
  });
}

export function upsertAnswer(resource: Resource, { record, isNew }: Upserted) {
  return isNew ? created(viewOf(record), `${pathOf(resource)}/${record._id}`) : recordAnswer(record);
}

function deleteRoute(resource: Resource, { saves }: PublicRecordUseCases, { path, params, idOf }: Place): Route {
  return defineRoute({
    ...{ ...byKey, method: 'DELETE', path, permission: resource.write, params },
    summary: `Deletes a ${resource.noun}: it becomes inactive, here and in the connected PSAs.`,
    ifMatch: 'optional',
    responses: { 204: null },
    deed: `${resource.type}.updated`,
    handle: async ({ caller, params: given, headers }) => {
      const id = await idOf(caller, given as Record<string, string>);
      await saves.update(caller, resource, { id, changes: { isActive: false }, ifRevision: revisionOf(headers['if-match']) });
      return noContent();
    },
  });
}

/** A contact's company may be `primary` (PA-31). */
const CompanyId = z.union([z.uuid(), z.literal(PRIMARY)]);

/** A user, by our id or by the id in a connected PSA (PA-32). */
const Owner = { ownerId: z.uuid(), ownerExtId: z.string().min(1).max(200) };

export function newBody(resource: Resource): z.ZodObject {
  const body = createBody(resource) as unknown as z.ZodObject;
  if (resource.type === 'opportunity') return body.extend(z.object(Owner).partial().shape);
  return resource.type === 'contact' ? body.extend({ companyId: CompanyId }) : body;
}

export function changeBody(resource: Resource): z.ZodObject {
  const body = updateBody(resource) as unknown as z.ZodObject;
  if (resource.type === 'opportunity')
    return body.extend({ ownerId: Owner.ownerId.nullish(), ownerExtId: Owner.ownerExtId.nullish() });
  return resource.type === 'contact' ? body.extend({ companyId: CompanyId.optional() }) : body;
}

function askerOf({ caller: { tenantId }, headers: { authorization } }: { caller: Caller; headers: IncomingHttpHeaders }): Asker {
  return { tenantId, authorization };
}
