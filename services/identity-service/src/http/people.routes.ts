import { created, defineRoute, etagOf, ok, page, type Route, type RouteResult } from '@psa-bridge/http-server';
import type { z } from 'zod';
import { linkRevision, type PsaPerson } from '../domain/psa-person.ts';
import type { UserMerge } from '../domain/user-merge.ts';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import { targetOf } from './target.ts';
import { adminUserView, explanationView } from './identity.views.ts';
import {
  DuplicateList,
  MergeBody,
  MergeList,
  MergeParams,
  MergeView,
  Paging,
  PeopleQuery,
  PersonLinkBody,
  PersonList,
  PersonParams,
  PersonView,
} from './people.schemas.ts';

const permission = 'admin';
const ONE = { params: PersonParams, responses: { 200: PersonView } } as const;
const EDIT = { ...ONE, ifMatch: 'optional' } as const;
const link = '/v1/people/{id}/link';

/** The MSP's people in its PSAs, and which users they are (ID-40 to ID-46). */
export function peopleRoutes({ people }: IdentityUseCases): Route[] {
  return [
    defineRoute({
      ...{
        method: 'GET',
        path: '/v1/people',
        permission,
        summary: "Search the PSAs' people, each with the user it is and why (ID-44)",
      },
      query: PeopleQuery,
      responses: { 200: PersonList },
      handle: async ({ caller, query: { linked, ...query } }) =>
        page(await people.list(caller, { ...query, isLinked: linked }), query, personView),
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/people/{id}', permission, summary: 'One person of a PSA', ...ONE },
      handle: async ({ caller, params }) => answer(await people.get(caller, params.id)),
    }),
    defineRoute({
      ...{
        method: 'PUT',
        path: link,
        permission,
        summary: 'Link the person to a user, against every rule (ID-42, ID-44)',
        ...EDIT,
      },
      body: PersonLinkBody,
      deed: 'person.linked',
      handle: async (request) => answer(await people.link(request.caller, targetOf(request), request.body.userId)),
    }),
    defineRoute({
      ...{ method: 'DELETE', path: link, permission, summary: 'The person is no user here, whatever the rules say', ...EDIT },
      deed: 'person.unlinked',
      handle: async (request) => answer(await people.unlink(request.caller, targetOf(request))),
    }),
  ];
}

/** Users who may be one person, and what was made of them. */
export function duplicateRoutes({ listDuplicates, merges }: IdentityUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: '/v1/duplicates', permission, summary: 'Users who may be the same person of a PSA (ID-42)' },
      query: Paging,
      responses: { 200: DuplicateList },
      handle: async ({ caller, query }) =>
        page(await listDuplicates(caller, query), query, ({ person, users }) => ({
          ...{ person: personView(person), users: users.map(adminUserView) },
        })),
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/duplicates/merges', permission, summary: 'Make one user of two; it can be undone' },
      body: MergeBody,
      // One of the two may not be there.
      refusals: [404],
      responses: { 201: MergeView },
      deed: 'user.merged',
      handle: async ({ caller, body }) => created(mergeView(await merges.merge(caller, body))),
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/duplicates/merges', permission, summary: 'What was merged, the latest first' },
      query: Paging,
      responses: { 200: MergeList },
      handle: async ({ caller, query }) => page(await merges.list(caller, query), query, mergeView),
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/duplicates/merges/{id}/undo', permission, summary: 'Make two users again' },
      ...{ params: MergeParams, responses: { 200: MergeView } },
      deed: 'user.merge_undone',
      handle: async ({ caller, params }) => ok(mergeView(await merges.undo(caller, params.id))),
    }),
  ];
}

function answer(person: PsaPerson): RouteResult {
  return ok(personView(person), { etag: etagOf(linkRevision(person)) });
}

function personView(person: PsaPerson): z.input<typeof PersonView> {
  const { _id: id, integrationId, provider, externalId, firstName, lastName, emails, licence, isActive } = person;
  return {
    ...{ id, integrationId, provider, externalId, firstName, lastName, emails: [...emails], licence, isActive },
    seenAt: person.seenAt.toISOString(),
    ...(person.link && { userId: person.link.userId, linkedSince: person.link.since.toISOString() }),
    explanation: explanationView(person.explanation),
  };
}

function mergeView({ _id: id, keptId, mergedId, by, at, state, before, people, ...merge }: UserMerge): z.input<typeof MergeView> {
  const { kept, merged } = before;
  const moved = {
    people: people.map((person) => person.id),
    roleIds: merged.roleIds.filter((roleId) => !kept.roleIds.includes(roleId)),
    permissions: merged.permissions.filter((one) => !kept.permissions.includes(one)),
  };
  return {
    ...{ id, keptId, mergedId, by, at: at.toISOString(), state, moved },
    ...(merge.undoneBy !== undefined && { undoneBy: merge.undoneBy }),
    ...(merge.undoneAt && { undoneAt: merge.undoneAt.toISOString() }),
  };
}
