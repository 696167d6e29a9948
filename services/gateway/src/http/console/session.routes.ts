import { unauthenticated, PERMISSIONS, type Caller } from '@psa-bridge/core';
import { defineRoute, ok, type Route, type RouteResult } from '@psa-bridge/http-server';
import { z } from 'zod';
import { csrfTokenOf, type SessionTokens } from '../../domain/session/browser-session.ts';
import type { SignIn } from '../../ports.ts';
import type { BrowserSessions } from '../../usecases/session/browser-sessions.ts';
import { cookieIn, CSRF_HEADER, SESSION_PATH, setCookie, type CookieOptions } from './session-cookie.ts';

export interface SessionRoutesOptions {
  sessions: BrowserSessions;
  signIn: SignIn;
  cookies: CookieOptions;
}

const SessionView = z.object({
  csrfToken: z.string().describe(`Shown in ${CSRF_HEADER} with whatever changes something`),
  expiresAt: z.iso.datetime().optional(),
});
const OwnSessionView = z.object({
  csrfToken: z.string(),
  user: z.object({ id: z.string(), isAdmin: z.boolean(), permissions: z.array(z.enum(PERMISSIONS)) }),
});
const PasswordBody = z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(1_000) });
const ProviderBody = z.strictObject({
  answer: z.string().min(1).max(8_000).describe('The query of the address that the browser came back to'),
  attempt: z.string().min(1).max(200),
});
const NewPasswordBody = z.strictObject({
  currentPassword: z.string().min(1).max(1_000),
  newPassword: z.string().min(1).max(1_000),
});
const ProviderParams = z.object({ provider: z.string().max(50) });
const NOT_LET_IN = [401, 403] as const;
const TOLD_THERE = { untold: 'The session that starts or ends is told of by identity-service.' };

/** Signing in with a browser: the tokens stay here, it gets a cookie that scripts cannot read. */
export function sessionRoutes({ sessions, signIn, cookies }: SessionRoutesOptions): readonly Route[] {
  async function begin(tokens: SessionTokens): Promise<RouteResult> {
    const cookie = await sessions.begin(tokens);
    const until = tokens.refreshTokenExpiresAt;
    const headers = { 'set-cookie': setCookie(cookies, cookie, until) };
    return ok({ csrfToken: csrfTokenOf(cookie), expiresAt: until.toISOString() }, headers);
  }

  return [
    defineRoute({
      ...{ method: 'POST', path: SESSION_PATH, permission: 'public', summary: 'Sign in with a browser, by password' },
      ...{ body: PasswordBody, refusals: NOT_LET_IN, responses: { 200: SessionView }, deed: TOLD_THERE },
      handle: async ({ body, headers }) => begin(await signIn.byPassword(body, headers['user-agent'])),
    }),
    defineRoute({
      ...{ method: 'POST', path: `${SESSION_PATH}/sso/{provider}`, permission: 'public' },
      summary: 'Sign in with a browser, by what a provider answered',
      ...{ params: ProviderParams, body: ProviderBody, refusals: NOT_LET_IN, responses: { 200: SessionView }, deed: TOLD_THERE },
      handle: async ({ params, body, headers }) => begin(await signIn.byProvider({ ...params, ...body }, headers['user-agent'])),
    }),
    defineRoute({
      ...{ method: 'GET', path: SESSION_PATH, permission: 'own-account', summary: 'Who is signed in with this browser' },
      responses: { 200: OwnSessionView },
      handle: ({ caller, headers }) => ok(ownSession(caller, cookieIn(headers.cookie, cookies))),
    }),
    defineRoute({
      ...{ method: 'PUT', path: `${SESSION_PATH}/password`, permission: 'own-account', body: NewPasswordBody },
      summary: 'Change your password; all sessions end, and this browser goes on in a new one',
      ifMatch: { needless: 'It is changed by whoever knows the password as it is.' },
      ...{ refusals: NOT_LET_IN, responses: { 200: SessionView }, deed: TOLD_THERE },
      async handle({ body, headers }) {
        const cookie = requiredCookie(cookieIn(headers.cookie, cookies));
        const { authorization, 'user-agent': userAgent } = headers;
        const answer = await begin(await signIn.changePassword(body, { authorization, userAgent }));
        await sessions.end(cookie);
        return answer;
      },
    }),
    defineRoute({
      ...{ method: 'DELETE', path: SESSION_PATH, permission: 'public', summary: 'Sign out with this browser' },
      ...{ responses: { 204: null }, refusals: [403], deed: TOLD_THERE },
      ifMatch: { needless: 'A session that has ended has ended.' },
      async handle({ headers }) {
        const cookie = cookieIn(headers.cookie, cookies);
        if (cookie !== undefined) await sessions.end(cookie);
        return { status: 204, headers: { 'set-cookie': setCookie(cookies, '') } };
      },
    }),
  ];
}

function ownSession({ subject: id, isAdmin, permissions }: Caller, cookie: string | undefined): z.input<typeof OwnSessionView> {
  return { csrfToken: csrfTokenOf(requiredCookie(cookie)), user: { id, isAdmin, permissions: [...permissions] } };
}

function requiredCookie(cookie: string | undefined): string {
  if (cookie === undefined) throw unauthenticated('cookie_missing', 'Nobody is signed in with this browser.', { expected: true });
  return cookie;
}
