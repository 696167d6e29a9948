import type { Caller } from '@psa-bridge/core';
import { created, defineRoute, etagOf, ok, page, type Route, type RouteResult } from '@psa-bridge/http-server';
import { userRevision } from '../domain/audit/user-action.ts';
import { isLetIn, type User } from '../domain/user.ts';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import type { Target } from '../usecases/target.ts';
import { AdminUserView, NewUserBody, UserList, UserView } from './identity.schemas.ts';
import { adminUserView, userView } from './identity.views.ts';
import { targetOf } from './target.ts';
import { CompanyLinkBody, EmailBody, IdParams, NamesQuery, UserChangeBody, UserNames, UsersQuery } from './users.schemas.ts';

const permission = 'admin';
const ONE = { params: IdParams, responses: { 200: AdminUserView } } as const;
const EDIT = { ...ONE, ifMatch: 'optional' } as const;

/** Who somebody is who works on issues, and who might: no more than their names. */
function namesRoute(listUsers: IdentityUseCases['listUsers']): Route {
  return defineRoute({
    ...{ method: 'GET', path: '/v1/users/names', permission: 'Issue manager', query: NamesQuery },
    summary: 'The names of users, for whoever gives somebody work',
    responses: { 200: UserNames },
    async handle({ query: { id: ids, ...query }, caller }) {
      const found = await listUsers({ ...query, ids }, caller);
      const nameOf = ({ _id, name, state, allowLogin }: User) => ({ id: _id, name, isActive: isLetIn({ state, allowLogin }) });
      return page(found, query, nameOf);
    },
  });
}

/** The tenant's users, for its admins (ID-13). */
export function userRoutes({ createUser, listUsers, manageUsers, changeEmail }: IdentityUseCases): Route[] {
  return [
    // Before the route of one user, which would take its name for an id.
    namesRoute(listUsers),
    defineRoute({
      ...{ method: 'GET', path: '/v1/users', permission, summary: 'List the users, or those that are searched for' },
      query: UsersQuery,
      responses: { 200: UserList },
      handle: async ({ query, caller }) => page(await listUsers(query, caller), query, adminUserView),
    }),
    defineRoute({
      ...{
        method: 'POST',
        path: '/v1/users',
        permission,
        summary: 'Create a user, who signs in with a password or by a provider',
      },
      body: NewUserBody,
      responses: { 201: UserView },
      deed: 'user.created',
      handle: async ({ body, caller }) => created(userView(await createUser({ ...body, tenantId: caller.tenantId }))),
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/users/{id}', permission, summary: 'One user (ID-46)', ...ONE },
      handle: async ({ caller, params }) => answer(await manageUsers.get(caller, params.id)),
    }),
    defineRoute({
      ...{ method: 'PATCH', path: '/v1/users/{id}', permission, summary: 'Change roles, managers, name, admin (ID-13)', ...EDIT },
      body: UserChangeBody,
      deed: 'user.changed',
      handle: async (request) => answer(await manageUsers.change(request.caller, targetOf(request), request.body)),
    }),
    emailRoute(changeEmail),
    ...switches(manageUsers),
    ...companyRoutes(manageUsers),
  ];
}

function emailRoute(changeEmail: IdentityUseCases['changeEmail']): Route {
  return defineRoute({
    ...{
      method: 'PUT',
      path: '/v1/users/{id}/email',
      permission,
      summary: "Give a user another address by an admin's word",
      ...EDIT,
    },
    body: EmailBody,
    deed: 'user.email_changed',
    handle: async (request) => answer(await changeEmail.set(request.caller, targetOf(request), request.body)),
  });
}

function switches(users: IdentityUseCases['manageUsers']): Route[] {
  return [
    verbRoute('activate', 'Let a user sign in again (ID-13, ID-23)', users.activate),
    verbRoute('deactivate', 'Keep a user out; all sessions end (ID-13, ID-23)', users.deactivate),
    verbRoute('restore', 'Restore a deleted user (ID-20)', users.restore),
    defineRoute({
      ...{ method: 'DELETE', path: '/v1/users/{id}', permission, summary: 'Delete a user, who can be restored (ID-20)', ...EDIT },
      deed: 'user.deleted',
      handle: async (request) => answer(await users.delete(request.caller, targetOf(request))),
    }),
  ];
}

function companyRoutes(users: IdentityUseCases['manageUsers']): Route[] {
  const path = '/v1/users/{id}/company';
  return [
    defineRoute({
      ...{ method: 'PUT', path, permission, summary: "Link a user to a company by an admin's word (ID-03, ID-04)", ...EDIT },
      body: CompanyLinkBody,
      deed: 'user.company_linked',
      async handle(request) {
        const { contactId, ...link } = request.body;
        const given = { ...link, ...(contactId !== undefined && { contactId }) };
        return answer(await users.linkCompany(request.caller, targetOf(request), given));
      },
    }),
    defineRoute({
      ...{ method: 'DELETE', path, permission, summary: 'Take a user from the company', ...EDIT },
      deed: 'user.company_unlinked',
      handle: async (request) => answer(await users.unlinkCompany(request.caller, targetOf(request))),
    }),
  ];
}

function verbRoute(verb: string, summary: string, run: (caller: Caller, target: Target) => Promise<User>): Route {
  return defineRoute({
    ...{ method: 'POST', path: `/v1/users/{id}/${verb}`, permission, summary, ...EDIT },
    deed: `user.${verb}d`,
    handle: async (request) => answer(await run(request.caller, targetOf(request))),
  });
}

/** With the ETag that a change sends as If-Match where it must not undo somebody else's. */
function answer(user: User): RouteResult {
  return ok(adminUserView(user), { etag: etagOf(userRevision(user)) });
}
