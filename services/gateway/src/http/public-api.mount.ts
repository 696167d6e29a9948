import { forbidden, unauthenticated } from '@psa-bridge/core';
import { addToAnswer, type Mount } from '@psa-bridge/http-server';
import type { Request, Response } from 'express';
import type { SharedLimit } from '../adapters/shared-limit.ts';
import type { ApiKeys, KeyHolder, PublicApiSettings } from '../ports.ts';
import { isExempt, tell, type RequestLimits } from './request-limits.ts';

export const PUBLIC_API = '/public-api';

export interface PublicApiDoor {
  keys: ApiKeys;
  settings: Pick<PublicApiSettings, 'get'>;
  limit: SharedLimit;
  limits: Pick<RequestLimits, 'countAddress'>;
}

/**
 * Lets partners' systems in by their key (PA-02, PA-03). From here on a request carries the access token that the key was
 * exchanged for, so its routes, and the services behind, check it as they check anybody.
 */
export function publicApiMount({ keys, settings, limit, limits }: PublicApiDoor): Mount {
  async function holderOf(request: Request): Promise<KeyHolder> {
    const holder = await keys.holderOf(keyOf(request));
    if ((await settings.get(holder.tenantId)).isEnabled) return holder;
    throw forbidden('public_api_disabled', 'Public API is not enabled', { expected: true });
  }

  /** Only who has a good key is exempt: whoever has none is counted as everywhere. */
  async function admitExempt(request: Request, response: Response): Promise<void> {
    try {
      request.headers.authorization = (await holderOf(request)).authorization;
    } catch (error) {
      await limits.countAddress(request, response);
      throw error;
    }
  }

  async function admit(request: Request, response: Response): Promise<void> {
    const { tenantId, authorization } = await holderOf(request);
    request.headers.authorization = authorization;
    const answer = await limit.take(tenantId);
    addToAnswer(response, 'x-ratelimit-remaining', String(answer.remaining));
    tell(response, limit, answer, 'The tenant');
  }

  return {
    path: PUBLIC_API,
    permission: 'public',
    async handler(request, response, next) {
      delete request.headers.authorization;
      await (isExempt(request) ? admitExempt(request, response) : admit(request, response));
      next();
    },
  };
}

function keyOf({ headers }: Request): string {
  const key = headers['api-key'];
  if (typeof key !== 'string' || key === '') throw unauthenticated('api_key_missing', 'No API key provided', { expected: true });
  return key;
}
