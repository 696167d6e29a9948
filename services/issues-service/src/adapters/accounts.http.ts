import { unavailable } from '@psa-bridge/core';
import type { HttpClient, HttpResponse } from '@psa-bridge/http-client';
import { z } from 'zod';
import type { Accounts } from '../ports.ts';

const Own = z.object({ email: z.string(), emailVerified: z.boolean() });
const Standing = z.object({ isActive: z.boolean() });
const DEADLINE_MS = 5_000;
/** What the caller named is no id, or nobody's in this tenant. */
const NOBODY: readonly number[] = [400, 404];

/** Asks identity-service about people, with the caller's own token. */
export function createHttpAccounts({ http, identityUrl }: { http: HttpClient; identityUrl: string }): Accounts {
  const ask = (path: string, authorization: string | undefined): Promise<HttpResponse> =>
    http.request({
      ...{ method: 'GET', url: `${identityUrl}${path}`, group: 'accounts', deadlineMs: DEADLINE_MS },
      headers: authorization === undefined ? {} : { authorization },
    });

  return {
    async ownOf(authorization) {
      const answer = await ask('/v1/auth/me', authorization);
      const own = answer.status === 200 ? Own.safeParse(JSON.parse(answer.body)) : undefined;
      if (own?.success) return own.data;
      throw notAnswered('Your e-mail address cannot be looked up at the moment.', answer);
    },
    async isActive(userId, authorization) {
      const answer = await ask(`/internal/users/${encodeURIComponent(userId)}`, authorization);
      if (NOBODY.includes(answer.status)) return false;
      const standing = answer.status === 200 ? Standing.safeParse(JSON.parse(answer.body)) : undefined;
      if (standing?.success) return standing.data.isActive;
      throw notAnswered('Whether that user is there cannot be looked up at the moment.', answer);
    },
  };
}

function notAnswered(text: string, { status }: HttpResponse) {
  return unavailable('upstream_unavailable', text, { cause: new Error(`The question was answered with ${status}.`) });
}
