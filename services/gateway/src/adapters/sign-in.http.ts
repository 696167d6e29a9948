import { isAppError, unavailable } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import { currentContext } from '@psa-bridge/observability';
import { z } from 'zod';
import type { SessionTokens } from '../domain/session/browser-session.ts';
import type { SignIn } from '../ports.ts';
import { namesOfWork, refusalOf } from './upstream-refusal.ts';

const Tokens = z.object({
  accessToken: z.string(),
  accessTokenExpiresAt: z.coerce.date(),
  refreshToken: z.string(),
  refreshTokenExpiresAt: z.coerce.date(),
});
const Claims = z.object({ tenant: z.string().min(1) });
const DEADLINE_MS = 15_000;

/** Whose request it is, as far as that is known. */
interface From {
  authorization?: string | undefined;
  userAgent?: string | undefined;
}

/** Signing in, on and out at identity-service, for the browser that the request came from. */
export function createHttpSignIn({ http, identityUrl }: { http: HttpClient; identityUrl: string }): SignIn {
  async function post(path: string, content: object, from: From = {}): Promise<string> {
    const url = `${identityUrl}/v1/auth/${path}`;
    const headers = { 'content-type': 'application/json', ...namesOfWork(), ...whereFrom(from) };
    const response = await http
      .request({ method: 'POST', url, headers, body: JSON.stringify(content), group: 'sign-in', deadlineMs: DEADLINE_MS })
      .catch((error: unknown) => {
        throw isAppError(error) && error.kind === 'unavailable' ? silent(error) : error;
      });
    if (response.status < 300) return response.body;
    throw refusalOf(response, 'identity service') ?? silent(new Error(`Signing in was answered with ${response.status}.`));
  }

  return {
    byPassword: async ({ email, password }, userAgent) => tokensIn(await post('sign-in', { email, password }, { userAgent })),
    byProvider: async ({ provider, ...answer }, userAgent) =>
      tokensIn(await post(`sso/${encodeURIComponent(provider)}/finish`, answer, { userAgent })),
    changePassword: async ({ currentPassword, newPassword }, from) =>
      tokensIn(await post('password/change', { currentPassword, newPassword }, from)),
    renew: async (refreshToken) => tokensIn(await post('refresh', { refreshToken })),
    async end(refreshToken) {
      await post('sign-out', { refreshToken });
    },
  };
}

/** Attempts are counted by address, and people know their sessions by address and browser. */
function whereFrom({ authorization, userAgent }: From): Record<string, string> {
  const { address } = currentContext();
  return {
    ...(address === undefined ? {} : { 'x-forwarded-for': address }),
    ...(authorization === undefined ? {} : { authorization }),
    ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
  };
}

/** The token comes from its issuer itself, so that its tenant is read and not verified: every use of it is. */
function tokensIn(body: string): SessionTokens {
  const tokens = Tokens.parse(JSON.parse(body));
  const claims = Buffer.from(tokens.accessToken.split('.')[1] ?? '', 'base64url').toString('utf8');
  return { ...tokens, tenantId: Claims.parse(JSON.parse(claims)).tenant };
}

function silent(cause: unknown) {
  return unavailable('upstream_unavailable', 'Nobody can sign in at the moment: the identity service does not answer.', {
    cause,
  });
}
