import type { IncomingHttpHeaders } from 'node:http';

/**
 * The client's network address as the gateway tells it: the last hop of `X-Forwarded-For`, which the gateway itself adds.
 * Requests that come without one share a name.
 */
export function callerAddress(headers: IncomingHttpHeaders): string {
  const forwarded = [headers['x-forwarded-for'] ?? ''].flat().join(',');
  return forwarded.split(',').at(-1)?.trim() || 'direct';
}
