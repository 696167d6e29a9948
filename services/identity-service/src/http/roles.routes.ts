import { created, defineRoute, etagOf, noContent, ok, type Route } from '@psa-bridge/http-server';
import { roleRevision, type Role } from '../domain/role.ts';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import { targetOf } from './target.ts';
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
      handle: async ({ caller, body }) => {
        const role = await roles.create(caller, body);
        return created(roleView(role), `/v1/roles/${role._id}`, tagOf(role));
      },
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/roles/{id}', permission, summary: 'One role' },
      ...{ params: IdParams, responses: { 200: RoleView } },
      async handle({ caller, params }) {
        const role = await roles.get(caller, params.id);
        return ok(roleView(role), tagOf(role));
      },
    }),
    defineRoute({
      ...{ method: 'PUT', path: '/v1/roles/{id}', permission, summary: 'Rename a role or change what it permits' },
      ...{ params: IdParams, body: RoleBody, ifMatch: 'optional' },
      responses: { 200: RoleView },
      deed: 'role.changed',
      async handle(request) {
        const role = await roles.change(request.caller, targetOf(request), request.body);
        return ok(roleView(role), tagOf(role));
      },
    }),
    defineRoute({
      ...{ method: 'DELETE', path: '/v1/roles/{id}', permission, summary: 'Delete a role that nobody has' },
      ...{ params: IdParams, ifMatch: 'optional' },
      responses: { 204: null },
      deed: 'role.deleted',
      async handle(request) {
        await roles.delete(request.caller, targetOf(request));
        return noContent();
      },
    }),
  ];
}

function tagOf(role: Role) {
  return { etag: etagOf(roleRevision(role)) };
}

function roleView({ _id: id, name, permissions }: Role) {
  return { id, name, permissions: [...permissions] };
}
