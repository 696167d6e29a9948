import { forbidden, rateLimited, unauthenticated } from '@psa-bridge/core';
import type { Mount } from '@psa-bridge/http-server';
import type { Request, Response } from 'express';
import type { LimitAnswer, SharedLimit } from '../adapters/shared-limit.ts';
import type { ApiKeys, PublicApiSettings } from '../ports.ts';

export const PUBLIC_API = '/public-api';

export interface PublicApiDoor {
  keys: ApiKeys;
  settings: Pick<PublicApiSettings, 'get'>;
  limit: SharedLimit;
}

/**
 * Lets partners' systems in by their key (PA-02, PA-03). From here on a request carries the access token that the key was
 * exchanged for, so its routes, and the services behind, check it as they check anybody.
 */
export function publicApiMount({ keys, settings, limit }: PublicApiDoor): Mount {
  async function admit(request: Request, response: Response): Promise<void> {
    delete request.headers.authorization;
    const { tenantId, authorization } = await keys.holderOf(keyOf(request));
    if (!(await settings.get(tenantId)).isEnabled) {
      throw forbidden('public_api_disabled', 'Public API is not enabled', { expected: true });
    }
    request.headers.authorization = authorization;
    if (isExempt(request)) return;
    const answer = await limit.take(tenantId);
    tell(response, answer, limit);
    if (!answer.isGranted) throw tooMany(answer);
  }

  return {
    path: PUBLIC_API,
    permission: 'public',
    async handler(request, response, next) {
      await admit(request, response);
      next();
    },
  };
}

function keyOf({ headers }: Request): string {
  const key = headers['api-key'];
  if (typeof key !== 'string' || key === '') throw unauthenticated('api_key_missing', 'No API key provided', { expected: true });
  return key;
}

/** PA-30. The mount's own path is cut off here. */
function isExempt({ method, path }: Request): boolean {
  return method === 'PUT' && path.startsWith('/sync-state/');
}

function tell(response: Response, { remaining, freeInMs }: LimitAnswer, { allowance }: SharedLimit): void {
  response.setHeader('x-ratelimit-remaining', String(remaining));
  response.setHeader('ratelimit-policy', `"public-api";q=${allowance.calls};w=${allowance.windowMs / 1000}`);
  response.setHeader('ratelimit', `"public-api";r=${remaining};t=${Math.ceil(freeInMs / 1000)}`);
}

function tooMany({ freeAt }: LimitAnswer) {
  return rateLimited('public_api_limit', 'The tenant has made its requests for now. Wait as long as Retry-After says.', {
    retryAt: freeAt,
    expected: true,
  });
}
