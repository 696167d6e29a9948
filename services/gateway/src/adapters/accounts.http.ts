import { unavailable } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import { z } from 'zod';
import type { Accounts, Owners } from '../ports.ts';

const Own = z.object({ email: z.string(), emailVerified: z.boolean() });
const Found = z.object({
  items: z.array(z.object({ id: z.string(), companyId: z.string(), externalIds: z.record(z.string(), z.string()) })),
});
const DEADLINE_MS = 5_000;

/** Asks identity-service about people, with the caller's own token. */
export function createHttpAccounts({ http, identityUrl }: { http: HttpClient; identityUrl: string }): Accounts & Owners {
  async function ask<Answer>(path: string, authorization: string | undefined, schema: z.ZodType<Answer>): Promise<Answer> {
    const response = await http.request({
      method: 'GET',
      url: `${identityUrl}${path}`,
      headers: authorization === undefined ? {} : { authorization },
      group: 'accounts',
      deadlineMs: DEADLINE_MS,
    });
    const answer = response.status === 200 ? schema.safeParse(JSON.parse(response.body)) : undefined;
    if (answer?.success) return answer.data;
    const cause = new Error(`The question was answered with ${response.status}.`);
    throw unavailable('upstream_unavailable', 'Users cannot be looked up at the moment.', { cause });
  }

  return {
    ownOf: (authorization) => ask('/v1/auth/me', authorization, Own),
    async find(which, authorization) {
      const query = new URLSearchParams('id' in which ? { id: which.id } : { externalId: which.externalId });
      return (await ask(`/internal/owners?${query.toString()}`, authorization, Found)).items;
    },
  };
}
