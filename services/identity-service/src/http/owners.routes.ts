import { invalidInput } from '@psa-bridge/core';
import { defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import { isLetIn } from '../domain/user.ts';
import type { OwnerSearch } from '../usecases/find-owners.ts';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import { PRIVATE } from './private.ts';
import { IdParams } from './users.schemas.ts';

const Query = z.strictObject({ id: z.uuid().optional(), externalId: z.string().min(1).max(200).optional() });

const Owners = z.object({
  items: z.array(z.object({ id: z.string(), companyId: z.string(), externalIds: z.record(z.string(), z.string()) })),
});

const Standing = z.object({ id: z.string(), isActive: z.boolean() });

/** What other services ask when somebody names an owner. Not below any path that the gateway passes on. */
export function ownerRoutes({ findOwners, manageUsers }: Pick<IdentityUseCases, 'findOwners' | 'manageUsers'>): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: '/internal/users/{id}', permission: 'Issue manager', params: IdParams },
      summary: 'Whether a user of the tenant is let in, for whoever gives somebody work',
      responses: { 200: Standing },
      async handle({ caller, params }) {
        const { _id: id, state, allowLogin } = await manageUsers.get(caller, params.id);
        return ok({ id, isActive: isLetIn({ state, allowLogin }) }, PRIVATE);
      },
    }),
    defineRoute({
      ...{ method: 'GET', path: '/internal/owners', permission: 'Quote editor', query: Query },
      summary: 'Whom an id, or the id in a connected PSA, means among those who may own an opportunity (PA-32)',
      responses: { 200: Owners },
      async handle({ caller, query }) {
        const items = await findOwners(searchIn(query), caller);
        return ok({ items: items.map(({ externalIds, ...owner }) => ({ ...owner, externalIds: { ...externalIds } })) }, PRIVATE);
      },
    }),
  ];
}

/** @throws AppError `invalid_request` (400) */
function searchIn({ id, externalId }: z.output<typeof Query>): OwnerSearch {
  if (id !== undefined && externalId === undefined) return { id };
  if (id === undefined && externalId !== undefined) return { externalId };
  throw invalidInput('invalid_request', 'query.id: give either id or externalId', { expected: true });
}
