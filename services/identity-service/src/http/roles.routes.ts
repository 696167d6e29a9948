import { created, defineRoute, noContent, ok, type Route } from '@psa-bridge/http-server';
import type { Role } from '../domain/role.ts';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import { IdParams } from './users.schemas.ts';
import { RoleBody, RoleList, RoleView } from './roles.schemas.ts';

const permission = 'admin';

/** The roles of the tenant, for its admins (ID-11, ID-13). */
export function roleRoutes({ roles }: IdentityUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: '/v1/roles', permission, summary: 'List the roles' },
      responses: { 200: RoleList },
      handle: async ({ caller }) => ok({ items: (await roles.list(caller)).map(roleView) }),
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/roles', permission, summary: 'Create a role (ID-11)' },
      body: RoleBody,
      responses: { 201: RoleView },
      deed: 'role.created',
      handle: async ({ caller, body }) => created(roleView(await roles.create(caller, body))),
    }),
    defineRoute({
      ...{ method: 'PUT', path: '/v1/roles/{id}', permission, summary: 'Rename a role or change what it permits' },
      ...{ params: IdParams, body: RoleBody },
      responses: { 200: RoleView },
      deed: 'role.changed',
      handle: async ({ caller, params, body }) => ok(roleView(await roles.change(caller, params.id, body))),
    }),
    defineRoute({
      ...{ method: 'DELETE', path: '/v1/roles/{id}', permission, summary: 'Delete a role that nobody has' },
      params: IdParams,
      responses: { 204: null },
      deed: 'role.deleted',
      async handle({ caller, params }) {
        await roles.delete(caller, params.id);
        return noContent();
      },
    }),
  ];
}

function roleView({ _id: id, name, permissions }: Role) {
  return { id, name, permissions: [...permissions] };
}
