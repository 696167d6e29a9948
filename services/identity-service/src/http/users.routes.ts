import { created, defineRoute, ok, type Route } from '@psa-bridge/http-server';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import { NewUserBody, UserList, UsersQuery, UserView } from './identity.schemas.ts';
import { adminUserView, userView } from './identity.views.ts';

const permission = 'admin';

/** The tenant's users, for its admins. */
export function userRoutes({ createUser, listUsers }: IdentityUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: '/v1/users', permission, summary: 'List the users' },
      query: UsersQuery,
      responses: { 200: UserList },
      async handle({ query, caller }) {
        const { items, total } = await listUsers(query, caller);
        return ok({ items: items.map(adminUserView), total, ...query });
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/users', permission, summary: 'Create a user who signs in with a password' },
      body: NewUserBody,
      responses: { 201: UserView },
      handle: async ({ body, caller }) => created(userView(await createUser({ ...body, tenantId: caller.tenantId }))),
    }),
  ];
}
