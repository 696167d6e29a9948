import { createHash } from 'node:crypto';
import { forbidden, unavailable, type Clock } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import { z } from 'zod';
import type { ApiKeys, KeyHolder } from '../ports.ts';

export interface HttpApiKeysOptions {
  http: HttpClient;
  /** Base URL of identity-service. */
  identityUrl: string;
  clock: Clock;
}

const Exchanged = z.object({ tenantId: z.string(), token: z.string(), expiresAt: z.iso.datetime() });

/** How long a key goes on after it was revoked, at most; and how long one that is not valid is not asked about again. */
const REMEMBER_MS = 30_000;
const MAX_REMEMBERED = 5_000;
const DEADLINE_MS = 5_000;
/** Such as `id.secret`: what cannot be a key is asked nobody. */
const KEY_SHAPE = /^[\w-]{22}\.[\w-]{43}$/;

interface Remembered {
  holder: Promise<KeyHolder>;
  until: number;
}

/** Keys are exchanged at identity-service; the answer is remembered briefly, under the key's digest. */
export function createHttpApiKeys({ http, identityUrl, clock }: HttpApiKeysOptions): ApiKeys {
  const remembered = new Map<string, Remembered>();

  async function ask(key: string): Promise<KeyHolder> {
    const response = await http.request({
      method: 'POST',
      url: `${identityUrl}/internal/api-keys/exchange`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
      group: 'api-keys',
      deadlineMs: DEADLINE_MS,
    });
    if (response.status === 403) throw notValid();
    if (response.status !== 200) throw silent(new Error(`The exchange was answered with ${response.status}.`));
    const { tenantId, token } = Exchanged.parse(JSON.parse(response.body));
    return { tenantId, authorization: `Bearer ${token}` };
  }

  function remember(digest: string, key: string): Promise<KeyHolder> {
    const [oldest] = remembered.keys();
    if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    const holder = ask(key).catch((error: unknown) => {
      const isRefused = error instanceof Error && 'code' in error && error.code === 'api_key_invalid';
      if (!isRefused) remembered.delete(digest);
      throw isRefused ? error : silent(error);
    });
    remembered.set(digest, { holder, until: clock.now().getTime() + REMEMBER_MS });
    return holder;
  }

  return {
    async holderOf(key) {
      if (!KEY_SHAPE.test(key)) throw notValid();
      const digest = createHash('sha256').update(key).digest('base64url');
      const hit = remembered.get(digest);
      if (hit && hit.until > clock.now().getTime()) return hit.holder;
      remembered.delete(digest);
      return remember(digest, key);
    },
  };
}

function notValid() {
  return forbidden('api_key_invalid', 'API key not valid', { expected: true });
}

function silent(cause: unknown) {
  return unavailable('upstream_unavailable', 'API keys cannot be checked at the moment.', { cause });
}
