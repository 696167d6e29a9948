import { randomUUID } from 'node:crypto';
import { carryOut, type Reply } from '../../http/carry-out.ts';
import { emptyAnswer, htmlAnswer, jsonAnswer, type HttpAnswer, type HttpCall, type HttpOutcome } from '../../http/exchange.ts';
import { watchCall, type Seen } from '../../http/watched-call.ts';
import { LARGEST_PAGE } from '../query/run-list.ts';
import { answerRefusal, noEndpoint } from '../refusal.ts';
import type { Simulation } from '../simulation.ts';
import { ALIAS, API_VERSION, type Tenant } from '../tenant.ts';
import { refuseStranger } from './authentication.ts';
import { dispatch } from './dispatch.ts';
import { endpointOf, findDestination, operationAt, type Destination } from './endpoints.ts';
import { findOpenRoute } from './open-routes.ts';
import { parseAddress, type Address } from './route.ts';

/** `scheduler` is for the time that calls take: a reset does not touch it. */
export type VendorApiOptions = Omit<Simulation, 'reset'>;

/** Above it the server refuses (connectwise.md 4). */
const LONGEST_URL = 10_000;

/** The vendor's API: counts and logs each call, and lets faults strike those that came through. */
export function createVendorApi(options: VendorApiOptions) {
  return async (call: HttpCall): Promise<HttpOutcome | undefined> => {
    const open = findOpenRoute(call.path);
    const address = open ? undefined : parseAddress(call.path);
    if (!open && !address) return undefined;
    const destination: Destination = address ? findDestination(call.method, address.path) : { kind: 'unknown' };
    const seen: Seen = {
      endpoint: open?.operation ?? endpointOf(destination),
      operation: open?.operation ?? operationAt(destination, call.method),
      fault: undefined,
    };
    const witness = { ...options, clock: options.tenant.clock, hide: (body: string) => body };
    return watchCall(witness, { call, seen }, async () => {
      const visit = { call, seen, fullPage: LARGEST_PAGE, serverError: SERVER_ERROR };
      if (!address) return carryOut(options, { ...visit, answer: () => ({ answer: openAnswer(options, call) }) });
      const refusal = refuse(options, call, address);
      if (refusal) return withHeaders(call, refusal);
      const outcome = await carryOut(options, { ...visit, answer: () => perform(options, { call, address, destination }) });
      return typeof outcome === 'string' ? outcome : withHeaders(call, outcome);
    });
  };
}

function openAnswer({ tenant, callbacks }: VendorApiOptions, call: HttpCall): HttpAnswer {
  return findOpenRoute(call.path)?.answer(tenant, callbacks.keys, call) ?? emptyAnswer(404);
}

/** Codebase, slashes, credentials and the allowance, in the order in which the vendor's layers stand. */
function refuse({ tenant, allowance }: VendorApiOptions, call: HttpCall, address: Address): HttpAnswer | undefined {
  if (call.target.length > LONGEST_URL) return htmlAnswer(414, '414 - URI Too Long');
  const moved = refuseCodebase(tenant, call, address);
  if (moved) return moved;
  if (!allowance.take()) return tooMany(tenant, allowance.retryAfterSeconds());
  const stranger = refuseStranger(tenant, call);
  if (stranger) return stranger;
  return refuseSlash(tenant, call, address);
}

/** A pinned codebase is gone after an upgrade; the alias answers, or redirects to the codebase of the day. */
function refuseCodebase({ switches, codebase, origin }: Tenant, call: HttpCall, address: Address): HttpAnswer | undefined {
  const asked = address.codebase.toLowerCase();
  if (asked === ALIAS && switches.isCloud && switches.aliasRedirects) {
    const location = `${origin()}/${codebase}${call.target.slice(ALIAS.length + 1)}`;
    return { status: 307, headers: { location } };
  }
  const known = switches.isCloud ? [ALIAS, codebase.toLowerCase()] : [ALIAS];
  return known.includes(asked) ? undefined : htmlAnswer(404, '404 - File or directory not found.');
}

const SLASHED = [
  /^procurement\/subcategories$/i,
  /^procurement\/categories\/\d+\/subcategories$/i,
  /^sales\/opportunities\/\d+\/forecast$/i,
];

function refuseSlash({ switches }: Tenant, { method }: HttpCall, { path, hasTrailingSlash }: Address): HttpAnswer | undefined {
  if (switches.trailingSlash === 'either' || method === 'GET' || method === 'POST') return undefined;
  const isSlashed = SLASHED.some((pattern) => pattern.test(path));
  return isSlashed && !hasTrailingSlash ? notThere() : undefined;
}

function notThere(): HttpAnswer {
  return answerRefusal(noEndpoint());
}

/** The body of connectwise.md 8 has `error` where others have `code`; the edge answers HTML. */
function tooMany({ switches }: Tenant, seconds: number): HttpAnswer {
  const headers: Record<string, string> = switches.retryAfter ? { 'retry-after': String(seconds) } : {};
  if (switches.rateLimitBody === 'html') {
    const page = htmlAnswer(429, 'Error 1015 - You are being rate limited');
    return { ...page, headers: { ...page.headers, ...headers } };
  }
  const message = `Too many requests. Please try again in ${seconds} seconds.`;
  return jsonAnswer(429, { error: 'ConnectWiseAPI', message }, headers);
}

const SERVER_ERROR = jsonAnswer(500, { code: 'InternalError', message: 'An error has occurred.', errors: null });

function perform(
  { tenant, writer }: VendorApiOptions,
  { call, address, destination }: { call: HttpCall; address: Address; destination: Destination },
): Reply {
  const actor = { memberId: tenant.apiMember.identifier, isApi: true };
  return dispatch({ call, tenant, writer, actor, path: address.path }, destination);
}

/** The version asked for is the one answered; without one it is the newest (connectwise.md 3). */
function withHeaders({ headers }: HttpCall, answer: HttpAnswer): HttpAnswer {
  const version = /version=([\d.]+)/.exec(headers['accept'] ?? '')?.[1] ?? API_VERSION;
  const type = answer.body === undefined ? {} : { 'content-type': `application/vnd.connectwise.com+json; version=${version}` };
  const own = { 'api-current-version': API_VERSION, 'x-cw-request-id': randomUUID(), 'x-server-name': 'demo-1' };
  return { ...answer, headers: { ...type, ...own, ...answer.headers } };
}
