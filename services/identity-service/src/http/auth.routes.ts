import { defineRoute, noContent, ok, type Route } from '@psa-bridge/http-server';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import { clientOf } from './client.ts';
import { KeySetView, MeView, RefreshBody, SignInBody, TokensView } from './identity.schemas.ts';
import { meView, tokensView } from './identity.views.ts';
import { NOT_LET_IN } from './not-let-in.ts';
import { PRIVATE } from './private.ts';

/** Short enough that a new key is everywhere long before it signs. */
const KEYS_CACHE = { 'cache-control': 'public, max-age=60' };

/** Signing in and out, and the keys that everybody verifies tokens with. */
export function authRoutes({ signIn, refreshSession, signOut, getMe, publishKeys }: IdentityUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'POST', path: '/v1/auth/sign-in', permission: 'public', summary: 'Sign in with e-mail address and password' },
      body: SignInBody,
      refusals: NOT_LET_IN,
      responses: { 200: TokensView },
      deed: 'session.started',
      handle: async ({ body, headers }) => ok(tokensView(await signIn({ ...body, client: clientOf(headers) })), PRIVATE),
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/auth/refresh', permission: 'public', summary: 'New tokens for a refresh token' },
      body: RefreshBody,
      refusals: NOT_LET_IN,
      responses: { 200: TokensView },
      deed: { untold: 'Goes on with a session that was told of; its refusal and its theft are told.' },
      handle: async ({ body }) => ok(tokensView(await refreshSession(body.refreshToken)), PRIVATE),
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/auth/sign-out', permission: 'public', summary: 'End the session of a refresh token' },
      body: RefreshBody,
      responses: { 204: null },
      deed: 'session.ended',
      async handle({ body }) {
        await signOut(body.refreshToken);
        return noContent();
      },
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/auth/me', permission: 'own-account', summary: 'Who is signed in' },
      responses: { 200: MeView },
      handle: async ({ caller }) => ok(meView(await getMe(caller)), PRIVATE),
    }),
    defineRoute({
      ...{
        method: 'GET',
        path: '/.well-known/jwks.json',
        permission: 'public',
        summary: 'Public keys of access tokens (RFC 7517)',
      },
      responses: { 200: KeySetView },
      handle: async () => ok(await publishKeys(), KEYS_CACHE),
    }),
  ];
}
