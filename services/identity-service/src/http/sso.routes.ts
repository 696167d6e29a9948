import { defineRoute, ok, type Route } from '@psa-bridge/http-server';
import type { SignInMethod } from '../domain/tenant.ts';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import { callerAddress, clientOf } from './client.ts';
import { BegunSsoView, BeginSsoBody, FinishSsoBody, MethodsView, ProviderParams, TokensView } from './identity.schemas.ts';
import { tokensView } from './identity.views.ts';
import { NOT_LET_IN } from './not-let-in.ts';
import { PRIVATE } from './private.ts';

/** Signing in by a provider (ID-25): what is offered, the way there, and the way back. */
export function ssoRoutes({ beginSso, finishSso }: IdentityUseCases, methods: readonly SignInMethod[]): Route[] {
  const path = '/v1/auth/sso/{provider}';
  const common = { method: 'POST', permission: 'public', params: ProviderParams } as const;
  return [
    defineRoute({
      ...{
        method: 'GET',
        path: '/v1/auth/methods',
        permission: 'public',
        summary: 'The ways to sign in that are offered (ID-25)',
      },
      responses: { 200: MethodsView },
      handle: () => ok({ items: methods.map(({ name, label }) => ({ name, label })) }),
    }),
    defineRoute({
      ...common,
      ...{ path: `${path}/begin`, summary: 'Begin to sign in by a provider' },
      body: BeginSsoBody,
      responses: { 200: BegunSsoView },
      deed: { untold: 'Sends the browser to a provider; what it comes back with is told.' },
      async handle({ params, body, headers }) {
        const begun = await beginSso(params.provider, { email: body.email, address: callerAddress(headers) });
        return ok({ ...begun, expiresAt: begun.expiresAt.toISOString() }, PRIVATE);
      },
    }),
    defineRoute({
      ...common,
      ...{ path: `${path}/finish`, summary: 'Sign in with what the provider answered' },
      body: FinishSsoBody,
      refusals: NOT_LET_IN,
      responses: { 200: TokensView },
      deed: 'session.started',
      handle: async ({ params, body, headers }) =>
        ok(tokensView(await finishSso(params.provider, { ...body, client: clientOf(headers) })), PRIVATE),
    }),
  ];
}
