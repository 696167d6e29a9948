import type { IncomingHttpHeaders } from 'node:http';
import type { Client } from '../domain/session.ts';

const LONGEST_USER_AGENT = 300;

/** From where a request comes, as the gateway and the client itself tell it. */
export function clientOf(headers: IncomingHttpHeaders): Client {
  const userAgent = headers['user-agent']?.slice(0, LONGEST_USER_AGENT);
  return { address: callerAddress(headers), ...(userAgent === undefined ? {} : { userAgent }) };
}

/**
 * The client's network address as the gateway tells it: the last hop of `X-Forwarded-For`, which the gateway itself adds.
 * Requests that come without one share a name.
 */
export function callerAddress(headers: IncomingHttpHeaders): string {
  const forwarded = [headers['x-forwarded-for'] ?? ''].flat().join(',');
  return forwarded.split(',').at(-1)?.trim() || 'direct';
}
