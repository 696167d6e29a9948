import { timingSafeEqual } from 'node:crypto';
import { forbidden } from '@psa-bridge/core';
import { addToAnswer } from '@psa-bridge/http-server';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, RequestHandler } from 'express';
import { csrfTokenOf, isCookie } from '../../domain/session/browser-session.ts';
import type { BrowserSessions } from '../../usecases/session/browser-sessions.ts';

/** Where browsers sign in and out; what they send there is no proof of who they are. */
export const SESSION_PATH = '/v1/session';
export const CSRF_HEADER = 'x-csrf-token';

const CHANGES_NOTHING: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

export interface CookieOptions {
  /** Sent over TLS alone: everywhere but where the platform is reached without. */
  isSecure: boolean;
}

/** `__Host-` binds the cookie to this very host. */
function nameOf({ isSecure }: CookieOptions): string {
  return isSecure ? '__Host-psa-bridge-session' : 'psa-bridge-session';
}

/** The header that has a browser keep the cookie until then; without a time it forgets it. */
export function setCookie(options: CookieOptions, value: string, until: Date = new Date(0)): string {
  const { isSecure: secure } = options;
  return stringifySetCookie({
    ...{ name: nameOf(options), value, expires: until, path: '/', httpOnly: true, secure, sameSite: 'strict' },
  });
}

/** The cookie of a request, where it carries one that may be ours. */
export function cookieIn(header: string | undefined, options: CookieOptions): string | undefined {
  if (header === undefined) return undefined;
  const cookie = parseCookie(header)[nameOf(options)];
  return cookie !== undefined && isCookie(cookie) ? cookie : undefined;
}

/**
 * Lets a browser in by its cookie: from here on its request carries the access token that the cookie stands for, so that routes and
 * services check it as they check anybody. What changes something has to come from a page of ours and show the CSRF token besides.
 * Whoever shows a token is taken at the token's word, and no cookie is passed on.
 */
export function admitCookies(sessions: Pick<BrowserSessions, 'authorizationOf'>, options: CookieOptions): RequestHandler {
  return async (request, response, next) => {
    const isAtSessions = request.path === SESSION_PATH || request.path.startsWith(`${SESSION_PATH}/`);
    if (isAtSessions) refuseOtherOrigins(request);
    const cookie = request.headers.authorization === undefined ? cookieIn(request.headers.cookie, options) : undefined;
    if (cookie !== undefined && request.path.startsWith('/v1/') && !(isAtSessions && request.method === 'POST')) {
      refuseForgery(request, cookie);
      const found = await sessions.authorizationOf(cookie);
      if (found) request.headers.authorization = found.authorization;
      if (found?.renewedUntil) addToAnswer(response, 'set-cookie', setCookie(options, cookie, found.renewedUntil));
    }
    if (!isAtSessions) delete request.headers.cookie;
    next();
  };
}

function refuseForgery(request: Request, cookie: string): void {
  if (CHANGES_NOTHING.includes(request.method)) return;
  refuseOtherOrigins(request);
  const [shown, right] = [request.headers[CSRF_HEADER], csrfTokenOf(cookie)];
  if (typeof shown === 'string' && isEqual(shown, right)) return;
  throw forbidden(
    'csrf_token_missing',
    `A change that is made with a cookie shows the token of GET ${SESSION_PATH} in ${CSRF_HEADER}.`,
    {
      expected: true,
    },
  );
}

/** What browsers say of the page that sends a request, and pages cannot change. */
function refuseOtherOrigins({ method, headers, protocol, host }: Request): void {
  if (CHANGES_NOTHING.includes(method)) return;
  const { origin, 'sec-fetch-site': site } = headers;
  const isOwn = site === undefined ? origin === undefined || origin === `${protocol}://${host}` : site === 'same-origin';
  if (isOwn) return;
  throw forbidden(
    'other_origin',
    'Changes with a cookie come from pages of this address alone. Call with an access token instead.',
    {
      expected: true,
    },
  );
}

function isEqual(shown: string, right: string): boolean {
  const [a, b] = [Buffer.from(shown), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
