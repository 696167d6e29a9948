import { isAppError, rateLimited, Secret, unauthenticated, unavailable, type AppError, type Clock } from '@psa-bridge/core';
import type { HttpClient, HttpRequest, HttpResponse } from '@psa-bridge/http-client';
import { z } from 'zod';
import { jsonOf } from './answers.ts';
import { claimsOf } from './claims.ts';

/** What an app signs in with at Xero. */
export interface XeroApp {
  clientId: string;
  clientSecret: Secret;
}

/** Xero's addresses besides that of the accounting API (xero.md 1). */
export interface IdentityAddresses {
  authorizeUrl: string;
  tokenUrl: string;
  revocationUrl: string;
  connectionsUrl: string;
  /** Where Xero sends people back to: a page of the front end. */
  redirectUri: string;
}

export interface TokenSet {
  access: Secret;
  endsAt: Date;
  /** Of a person's consent; each renewal gives a new one and uses up the one before. */
  refresh?: Secret;
  /** Of this consent, by which Xero lists what was just connected. */
  authEventId?: string;
  userId?: string;
}

/** An organisation that a consent reaches. */
export interface ReachedOrganisation {
  xeroConnectionId: string;
  organisationId: string;
  name: string;
}

/** Xero's sign-in side: consents, tokens and connections (xero.md 2). Its bodies hold secrets, so no error shows them. */
export interface XeroIdentity {
  authorizationUrl(app: XeroApp, given: { state: string; challenge: string }): string;
  /** @throws AppError `xero_consent_ended` where the code is used or older than five minutes */
  redeem(app: XeroApp, given: { code: string; verifier: string }): Promise<TokenSet>;
  /** @throws AppError `xero_consent_ended` where only a new consent helps; `details.maybeSent` where Xero may have renewed */
  renew(app: XeroApp, refresh: Secret): Promise<TokenSet>;
  /** Of a custom connection. @throws AppError `xero_credentials` */
  forApp(app: XeroApp): Promise<TokenSet>;
  /** Ends every connection of the person who consented. */
  revoke(app: XeroApp, refresh: Secret): Promise<void>;
  organisations(access: Secret, authEventId?: string): Promise<readonly ReachedOrganisation[]>;
  /** One that is gone already is no failure. */
  removeConnection(access: Secret, xeroConnectionId: string): Promise<void>;
}

export interface XeroIdentityOptions {
  addresses: IdentityAddresses;
  /** Separated by blanks (xero.md 3). */
  scopes: string;
  http: Pick<HttpClient, 'request'>;
  clock: Clock;
}

const GROUP = 'xero-identity';
const FORM = 'application/x-www-form-urlencoded';
const LIMIT_WAIT_MS = 60_000;
const GONE = [204, 404];

const Grant = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
});
const Refusal = z.object({ error: z.string() });
const Reached = z.array(
  z.object({ id: z.string(), tenantId: z.string(), tenantType: z.string(), tenantName: z.string().nullish() }),
);

export function createXeroIdentity({ addresses, scopes, http, clock }: XeroIdentityOptions): XeroIdentity {
  const { authorizeUrl, tokenUrl, revocationUrl, connectionsUrl, redirectUri } = addresses;

  async function asked(request: Omit<HttpRequest, 'group'>): Promise<HttpResponse> {
    try {
      return await http.request({ ...request, group: GROUP, retryable: false });
    } catch (error) {
      throw withoutBodies(error);
    }
  }

  const post = (url: string, app: XeroApp, form: Readonly<Record<string, string>>): Promise<HttpResponse> =>
    asked({
      ...{ method: 'POST', url, body: new URLSearchParams(form).toString() },
      headers: { authorization: basic(app), accept: 'application/json', 'content-type': FORM },
    });

  async function granted(app: XeroApp, form: Readonly<Record<string, string>>): Promise<TokenSet> {
    const answer = await post(tokenUrl, app, form);
    const grant = Grant.safeParse(jsonOf(answer.body));
    if (answer.status !== 200 || !grant.success) throw refusalOf(answer, clock.now());
    const { access_token: access, expires_in: seconds, refresh_token: refresh } = grant.data;
    const endsAt = new Date(clock.now().getTime() + seconds * 1000);
    return { access: new Secret(access), endsAt, ...(refresh ? { refresh: new Secret(refresh) } : {}), ...claimsOf(access) };
  }

  const bearer = (access: Secret) => ({ authorization: `Bearer ${access.reveal()}`, accept: 'application/json' });

  return {
    authorizationUrl({ clientId }, { state, challenge }) {
      const url = new URL(authorizeUrl);
      const asks = { response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope: `offline_access ${scopes}` };
      const proof = { state, code_challenge: challenge, code_challenge_method: 'S256' };
      for (const [name, value] of Object.entries({ ...asks, ...proof })) url.searchParams.set(name, value);
      return url.href;
    },
    redeem: (app, { code, verifier }) =>
      granted(app, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }),
    renew: (app, refresh) => granted(app, { grant_type: 'refresh_token', refresh_token: refresh.reveal() }),
    forApp: (app) => granted(app, { grant_type: 'client_credentials', scope: scopes }),
    async revoke(app, refresh) {
      const answer = await post(revocationUrl, app, { token: refresh.reveal() });
      if (answer.status !== 200) throw refusalOf(answer, clock.now());
    },
    async organisations(access, authEventId) {
      const query = authEventId === undefined ? '' : `?${new URLSearchParams({ authEventId }).toString()}`;
      const answer = await asked({ method: 'GET', url: `${connectionsUrl}${query}`, headers: bearer(access) });
      const reached = Reached.safeParse(jsonOf(answer.body));
      if (answer.status !== 200 || !reached.success) throw refusalOf(answer, clock.now());
      const organisations = reached.data.filter(({ tenantType }) => tenantType === 'ORGANISATION');
      return organisations.map(({ id, tenantId, tenantName }) => {
        return { xeroConnectionId: id, organisationId: tenantId, name: tenantName ?? tenantId };
      });
    },
    async removeConnection(access, xeroConnectionId) {
      const url = `${connectionsUrl}/${encodeURIComponent(xeroConnectionId)}`;
      const answer = await asked({ method: 'DELETE', url, headers: bearer(access) });
      if (!GONE.includes(answer.status)) throw refusalOf(answer, clock.now());
    },
  };
}

function basic({ clientId, clientSecret }: XeroApp): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret.reveal()}`).toString('base64')}`;
}

/** What a refusal of the sign-in side means (xero.md 14). */
function refusalOf({ status, body, retryAt }: HttpResponse, now: Date): AppError {
  const read = Refusal.safeParse(jsonOf(body));
  const word = read.success ? read.data.error : undefined;
  const details = { status };
  if (word === 'invalid_grant') {
    const message = 'Xero takes this consent no more. Connect the organisation again under Xero > Connection.';
    return unauthenticated('xero_consent_ended', message, { details });
  }
  if (status === 429) {
    const until = retryAt ?? new Date(now.getTime() + LIMIT_WAIT_MS);
    return rateLimited('xero_limited', 'Xero takes no more calls for now', {
      retryAt: until,
      details: { ...details, limit: 'app' },
    });
  }
  if (status >= 500 || status === 200) return unavailable('xero_unavailable', 'Error connecting to Xero', { details });
  const message = 'Xero refuses the client id or its secret. Enter both anew under Xero > Connection.';
  return unauthenticated('xero_credentials', message, { details });
}

/** What was thrown without the exchange in it; whether Xero may have acted stays known. */
function withoutBodies(error: unknown): unknown {
  if (!isAppError(error)) return error;
  const { retryAt, details } = error;
  const kept = { details: { maybeSent: details['maybeSent'] === true }, ...(retryAt ? { retryAt } : {}) };
  return unavailable('xero_unreachable', 'Error connecting to Xero', kept);
}
