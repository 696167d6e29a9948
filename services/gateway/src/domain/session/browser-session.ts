import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Stored } from '@psa-bridge/persistence';

/** What identity-service gives whoever signs in. */
export interface SessionTokens {
  accessToken: string;
  accessTokenExpiresAt: Date;
  refreshToken: string;
  refreshTokenExpiresAt: Date;
  tenantId: string;
}

/**
 * The tokens of somebody who is signed in with a browser: it holds a cookie and never sees a token. `_id` is the cookie's digest,
 * and the tokens are encrypted with a key that follows from the cookie, so that what is stored opens nothing by itself.
 */
export interface BrowserSession extends Stored {
  readonly sealed: string;
  readonly accessEndsAt: Date;
  /** Moves on with each renewal (ID-28). */
  readonly expiresAt: Date;
  /** Somebody renews the tokens, until then at most: a refresh token is good for one use, and requests come side by side. */
  readonly renewedBy?: { readonly who: string; readonly until: Date };
}

const COOKIE_BYTES = 32;
const COOKIE = /^[\w-]{43}$/;
/** An access token is renewed so long before it ends, so that it does not end on its way. */
const AHEAD_MS = 30_000;
/** Longer than a renewal takes; whoever died over one is succeeded. */
const RENEWAL_MS = 10_000;

export function newCookie(): string {
  return randomBytes(COOKIE_BYTES).toString('base64url');
}

export function isCookie(text: string): boolean {
  return COOKIE.test(text);
}

/** What is stored under. */
export function sessionIdOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url');
}

/** Shown with every change, besides the cookie: a page of another origin can send the cookie and cannot know this. */
export function csrfTokenOf(cookie: string): string {
  return createHmac('sha256', cookie).update('csrf').digest('base64url');
}

/** The only key to the stored tokens, in the form that the field cipher takes. */
export function sealingKeyOf(cookie: string): string {
  return `cookie:${Buffer.from(hkdfSync('sha256', cookie, '', 'tokens', 32)).toString('base64')}`;
}

export type Standing = 'good' | 'to-renew' | 'ended';

/** What the session allows now: its access token, only a renewal, or nothing. */
export function standingOf({ accessEndsAt, expiresAt }: BrowserSession, now: Date): Standing {
  if (now >= expiresAt) return 'ended';
  return accessEndsAt.getTime() - now.getTime() > AHEAD_MS ? 'good' : 'to-renew';
}

/** The session claimed for a renewal; undefined while somebody else is about it, or where it was renewed meanwhile. */
export function claimed(session: BrowserSession | undefined, who: string, now: Date): BrowserSession | undefined {
  if (!session || standingOf(session, now) !== 'to-renew') return undefined;
  if (session.renewedBy && session.renewedBy.until > now) return undefined;
  return { ...session, renewedBy: { who, until: new Date(now.getTime() + RENEWAL_MS) } };
}
