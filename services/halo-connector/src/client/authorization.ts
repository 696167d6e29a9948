import type { PsaCall } from '@psa-bridge/connector-kit';
import { AppError, isAppError, type Secret } from '@psa-bridge/core';
import { z } from 'zod';

/** Where a tenant's tokens are given out, and what tells the tenant from others. */
export interface Authority {
  tokenUrl: string;
  /** Absent on hosts that have one tenant only. */
  tenant: string | undefined;
}

export interface AuthorityOptions {
  /** The address that people sign in at, such as `https://acme.halopsa.com`. */
  host: string;
  /** As entered; without it the host names its own. */
  tenant: string | undefined;
  call: PsaCall;
}

const AuthInfo = z.object({ auth_url: z.string().nullish(), tenant_id: z.string().nullish() });

/** The authorisation server (halopsa.md section 2): where the host says, else on the host itself. */
export async function findAuthority({ host, tenant, call }: AuthorityOptions): Promise<Authority> {
  const info = await askHost(host, call);
  return { tokenUrl: tokenUrlOf(info.auth_url ?? undefined, host), tenant: tenant ?? info.tenant_id ?? undefined };
}

/** Some hosts do not answer it; whether they are there at all, the token shows. */
async function askHost(host: string, call: PsaCall): Promise<z.output<typeof AuthInfo>> {
  try {
    const { body } = await call({ method: 'GET', url: `${host}/api/authinfo`, group: 'authinfo', counted: false });
    return AuthInfo.safeParse(body).data ?? {};
  } catch (error) {
    if (isAppError(error) && UNANSWERED.includes(error.code)) return {};
    throw error;
  }
}

const UNANSWERED: readonly string[] = ['psa_not_found', 'psa_refused', 'psa_forbidden', 'psa_credentials'];

/** `auth_url` comes with and without a slash at its end, and as a path too. */
function tokenUrlOf(authUrl: string | undefined, host: string): string {
  const url = authUrl === undefined || !URL.canParse(authUrl, `${host}/`) ? new URL('/auth', host) : new URL(authUrl, `${host}/`);
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/token`;
}

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().nullish(),
  scope: z.string().nullish(),
});

export interface TokenGrant {
  accessToken: string;
  lifeMs: number;
  /** What it lets, as the server says; as asked for where it does not say. */
  scopes: readonly string[];
}

export interface TokenRequest {
  authority: Authority;
  clientId: string;
  clientSecret: Secret;
  scopes: readonly string[];
  call: PsaCall;
}

const HOUR_SECONDS = 3_600;

/**
 * Client credentials by form (halopsa.md section 3).
 * @throws AppError `halo_scope_refused` where a scope is not granted to the application, besides what a call throws
 */
export async function requestToken({ authority, clientId, clientSecret, scopes, call }: TokenRequest): Promise<TokenGrant> {
  const url = new URL(authority.tokenUrl);
  if (authority.tenant !== undefined) url.searchParams.set('tenant', authority.tenant);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret.reveal(),
    scope: scopes.join(' '),
  });
  const answer = await call({
    ...{ method: 'POST', url: url.href, body: form.toString(), group: 'token' },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    // A token more changes nothing there, and the limit is that of the API.
    ...{ writes: false, counted: false },
  }).catch((error: unknown) => {
    throw isScopeRefused(error) ? scopeRefused(scopes) : error;
  });
  const token = TokenAnswer.safeParse(answer.body);
  // The answer is not part of the error: it may hold a token.
  if (!token.success)
    throw new AppError('The authorisation server of HaloPSA answered without a token. Check the address of HaloPSA.', {
      code: 'halo_unexpected_token',
      kind: 'rejected',
    });
  const { access_token: accessToken, expires_in: seconds, scope } = token.data;
  return { accessToken, lifeMs: (seconds ?? HOUR_SECONDS) * 1_000, scopes: scope ? scope.split(/\s+/) : scopes };
}

function isScopeRefused(error: unknown): boolean {
  return isAppError(error) && error.code === 'psa_refused' && error.details['psaText'] === 'invalid_scope';
}

function scopeRefused(scopes: readonly string[]): AppError {
  return new AppError(`HaloPSA does not grant the application these scopes together: ${scopes.join(' ')}.`, {
    code: 'halo_scope_refused',
    kind: 'rejected',
    expected: true,
  });
}
