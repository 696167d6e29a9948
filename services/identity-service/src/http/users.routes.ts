import type { Caller } from '@psa-bridge/core';
import { created, defineRoute, ok, type Route } from '@psa-bridge/http-server';
import type { User } from '../domain/user.ts';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import { AdminUserView, NewUserBody, UserList, UserView } from './identity.schemas.ts';
import { adminUserView, userView } from './identity.views.ts';
import { CompanyLinkBody, EmailBody, IdParams, UserChangeBody, UsersQuery } from './users.schemas.ts';

const permission = 'admin';
const ONE = { params: IdParams, responses: { 200: AdminUserView } } as const;

/** The tenant's users, for its admins (ID-13). */
export function userRoutes({ createUser, listUsers, manageUsers, changeEmail }: IdentityUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: '/v1/users', permission, summary: 'List the users, or those that are searched for' },
      query: UsersQuery,
      responses: { 200: UserList },
      async handle({ query, caller }) {
        const { items, total } = await listUsers(query, caller);
        return ok({ items: items.map(adminUserView), total, from: query.from, size: query.size });
      },
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
      handle: async ({ caller, params }) => ok(adminUserView(await manageUsers.get(caller, params.id))),
    }),
    defineRoute({
      ...{ method: 'PATCH', path: '/v1/users/{id}', permission, summary: 'Change roles, managers, name, admin (ID-13)', ...ONE },
      body: UserChangeBody,
      deed: 'user.changed',
      handle: async ({ caller, params, body }) => ok(adminUserView(await manageUsers.change(caller, params.id, body))),
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
      ...ONE,
    },
    body: EmailBody,
    deed: 'user.email_changed',
    handle: async ({ caller, params, body }) => ok(adminUserView(await changeEmail.set(caller, params.id, body))),
  });
}

function switches(users: IdentityUseCases['manageUsers']): Route[] {
  return [
    verbRoute('activate', 'Let a user sign in again (ID-13, ID-23)', users.activate),
    verbRoute('deactivate', 'Keep a user out; all sessions end (ID-13, ID-23)', users.deactivate),
    verbRoute('restore', 'Restore a deleted user (ID-20)', users.restore),
    defineRoute({
      ...{ method: 'DELETE', path: '/v1/users/{id}', permission, summary: 'Delete a user, who can be restored (ID-20)', ...ONE },
      deed: 'user.deleted',
      handle: async ({ caller, params }) => ok(adminUserView(await users.delete(caller, params.id))),
    }),
  ];
}

function companyRoutes(users: IdentityUseCases['manageUsers']): Route[] {
  const path = '/v1/users/{id}/company';
  return [
    defineRoute({
      ...{ method: 'PUT', path, permission, summary: "Link a user to a company by an admin's word (ID-03, ID-04)", ...ONE },
      body: CompanyLinkBody,
      deed: 'user.company_linked',
      async handle({ caller, params, body: { contactId, ...link } }) {
        const given = { ...link, ...(contactId !== undefined && { contactId }) };
        return ok(adminUserView(await users.linkCompany(caller, params.id, given)));
      },
    }),
    defineRoute({
      ...{ method: 'DELETE', path, permission, summary: 'Take a user from the company', ...ONE },
      deed: 'user.company_unlinked',
      handle: async ({ caller, params }) => ok(adminUserView(await users.unlinkCompany(caller, params.id))),
    }),
  ];
}

function verbRoute(verb: string, summary: string, run: (caller: Caller, id: string) => Promise<User>): Route {
  return defineRoute({
    ...{ method: 'POST', path: `/v1/users/{id}/${verb}`, permission, summary, ...ONE },
    deed: `user.${verb}d`,
    handle: async ({ caller, params }) => ok(adminUserView(await run(caller, params.id))),
  });
}
