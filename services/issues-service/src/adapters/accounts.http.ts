import { unavailable } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import { z } from 'zod';
import type { Accounts } from '../ports.ts';

const Own = z.object({ email: z.string(), emailVerified: z.boolean() });
const DEADLINE_MS = 5_000;

/** Asks identity-service about the caller, with the caller's own token. */
export function createHttpAccounts({ http, identityUrl }: { http: HttpClient; identityUrl: string }): Accounts {
  return {
    async ownOf(authorization) {
      const response = await http.request({
        ...{ method: 'GET', url: `${identityUrl}/v1/auth/me`, group: 'accounts', deadlineMs: DEADLINE_MS },
        headers: authorization === undefined ? {} : { authorization },
      });
      const own = response.status === 200 ? Own.safeParse(JSON.parse(response.body)) : undefined;
      if (own?.success) return own.data;
      const cause = new Error(`The question was answered with ${response.status}.`);
      throw unavailable('upstream_unavailable', 'Your e-mail address cannot be looked up at the moment.', { cause });
    },
  };
}
