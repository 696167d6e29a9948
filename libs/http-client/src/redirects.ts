import { isSecretKey } from '@psa-bridge/observability';
import type { Answer, OutgoingRequest } from './send.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * The request that a redirect asks for (RFC 9110 section 15.4), or undefined where the answer is none that may be followed: a
 * step down from https, or no readable address. Another origin is told no secret.
 */
export function redirected(request: OutgoingRequest, { status, headers }: Answer): OutgoingRequest | undefined {
  const location = headers['location'];
  if (!REDIRECTS.has(status) || location === undefined || !URL.canParse(location, request.url.href)) return undefined;
  const url = new URL(location, request.url);
  if (request.url.protocol === 'https:' && url.protocol !== 'https:') return undefined;
  const becomesGet = status === 303 ? request.method !== 'HEAD' : status < 303 && request.method === 'POST';
  const kept = Object.entries(request.headers).filter(
    ([name]) => !(becomesGet && /^content-/i.test(name)) && !(url.origin !== request.url.origin && isSecretKey(name)),
  );
  return {
    url,
    method: becomesGet ? 'GET' : request.method,
    headers: Object.fromEntries(kept),
    body: becomesGet ? undefined : request.body,
  };
}
