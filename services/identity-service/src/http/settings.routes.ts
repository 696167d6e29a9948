import { defineRoute, etagOf, ok, revisionOf, type Route, type RouteResult } from '@psa-bridge/http-server';
import type { AuthenticationView } from '../usecases/authentication-settings.ts';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import { AuthenticationBody, AuthenticationSettingsView } from './identity.schemas.ts';
import { authenticationView } from './identity.views.ts';

/** What the tenant's admins decide about signing in. */
export function settingsRoutes({ authentication }: IdentityUseCases): Route[] {
  const common = { path: '/v1/auth/settings', permission: 'admin', responses: { 200: AuthenticationSettingsView } } as const;
  return [
    defineRoute({
      ...common,
      ...{ method: 'GET', summary: "The tenant's rules for signing in" },
      handle: async ({ caller }) => answer(await authentication.get(caller)),
    }),
    defineRoute({
      ...common,
      ...{ method: 'PUT', summary: 'Set session length, providers and who may sign in (ID-24, ID-26, ID-28, ID-30)' },
      ...{ body: AuthenticationBody, ifMatch: 'optional' },
      deed: 'tenant.authentication_saved',
      async handle({ caller, headers, body: { sessionMinutes, ownCompanyId, ...rest } }) {
        const settings = {
          ...{ ...rest, ...(sessionMinutes === null ? {} : { sessionMinutes }) },
          ...(ownCompanyId === null ? {} : { ownCompanyId }),
        };
        return answer(await authentication.set(caller, settings, revisionOf(headers['if-match'])));
      },
    }),
  ];
}

function answer(view: AuthenticationView): RouteResult {
  return ok(authenticationView(view), { etag: etagOf(view.revision) });
}
