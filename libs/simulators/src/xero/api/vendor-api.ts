import { randomUUID } from 'node:crypto';
import { carryOut, type Reply } from '../../http/carry-out.ts';
import type { HttpAnswer, HttpCall, HttpOutcome } from '../../http/exchange.ts';
import { watchCall, type Seen } from '../../http/watched-call.ts';
import { answerAuthorize, connectedBook } from '../auth/consent.ts';
import { answerConnections } from '../auth/connections-endpoint.ts';
import { allows, type ScopeGroup } from '../auth/scopes.ts';
import { answerRevocation, answerToken } from '../auth/token-endpoint.ts';
import { nowMs } from '../platform.ts';
import { answerRefusal, noAccess, serverError } from '../refusal.ts';
import type { Simulation } from '../simulation.ts';
import type { Book } from '../store/book.ts';
import { dispatch } from './dispatch.ts';
import { limitAnswer, remainingHeaders } from './limit-answers.ts';
import type { Counted } from './limits.ts';
import { endpointOf, operationOf, parseRoute, type Route } from './route.ts';

/** `scheduler` is for the time that calls take: a reset does not touch it. */
export type VendorApiOptions = Omit<Simulation, 'reset'>;

/** Rows of a page that names no size; what a full page costs is measured by it. */
const FULL_PAGE = 100;

/** Authorisation, connections and the Accounting API: counts and logs each call, and lets faults strike those that came through. */
export function createVendorApi(options: VendorApiOptions) {
  return async (call: HttpCall): Promise<HttpOutcome | undefined> => {
    const route = parseRoute(call.path);
    if (!route) return undefined;
    const seen: Seen = { endpoint: endpointOf(route), operation: operationOf(route, call.method), fault: undefined };
    const witness = { ...options, clock: options.platform.clock, hide };
    return watchCall(witness, { call, seen }, async () => {
      const visit = { call, seen, fullPage: FULL_PAGE, serverError: serverError() };
      const open = openAnswer(options, route, call);
      if (open) return carryOut(options, { ...visit, answer: () => ({ answer: open() }) });
      return admitted(options, { route, call }, (answer) => carryOut(options, { ...visit, answer }));
    });
  };
}

/** What needs no token. */
function openAnswer({ platform, grants }: VendorApiOptions, { kind }: Route, call: HttpCall): (() => HttpAnswer) | undefined {
  switch (kind) {
    case 'authorize':
      return () => answerAuthorize(platform, grants, call);
    case 'token':
      return () => answerToken(platform, grants, call);
    case 'revocation':
      return () => answerRevocation(platform, grants, call);
    case 'connections':
    case 'organisation':
    case 'resource':
    case 'unknown':
      return undefined;
  }
}

/** Token, organisation, scope, limits: in this order, so that strangers spend nothing. */
async function admitted(
  options: VendorApiOptions,
  { route, call }: { route: Route; call: HttpCall },
  run: (answer: () => Reply) => Promise<HttpOutcome>,
): Promise<HttpOutcome> {
  const { platform, limits, gauge } = options;
  const admission = admit(options, route, call);
  if ('status' in admission) return withHeaders(admission, {});
  const { whose, answer } = admission;
  const met = limits.enter(whose);
  if (met) return withHeaders(limitAnswer(met, platform.switches), remainingHeaders(limits, whose));
  const leave = gauge.enter(whose.organisation === undefined ? 'app' : `organisation ${whose.organisation}`);
  try {
    const outcome = await run(answer);
    const isFailed = typeof outcome !== 'string' && outcome.status >= 400;
    if (isFailed && !platform.switches.failedCallsCount) limits.refund(whose);
    return typeof outcome === 'string' ? outcome : withHeaders(outcome, remainingHeaders(limits, whose));
  } finally {
    leave();
    limits.leave(whose);
  }
}

function withHeaders(answer: HttpAnswer, headers: Readonly<Record<string, string>>): HttpAnswer {
  return { ...answer, headers: { 'xero-correlation-id': randomUUID(), ...headers, ...answer.headers } };
}

interface Admission {
  whose: Counted;
  answer(): Reply;
}

function admit(options: VendorApiOptions, route: Route, call: HttpCall): Admission | HttpAnswer {
  const { platform } = options;
  try {
    const token = tokenOf(options, call);
    if (route.kind === 'connections') return connectionsAdmission(options, token.clientId, { call, key: route.key });
    const book = bookOf(options, token.clientId, call);
    const group: ScopeGroup = route.kind === 'resource' ? route.resource.group : 'settings';
    if (route.kind !== 'unknown' && !allows(platform, token.scopes, { group, isWrite: call.method !== 'GET' }))
      throw noAccess(platform.switches.missingScopeStatus, 'AuthorizationUnsuccessful', 'Bearer error="insufficient_scope"');
    return apiAdmission(options, { book, clientId: token.clientId }, { route, call });
  } catch (error) {
    return answerRefusal(error, platform.switches);
  }
}

function connectionsAdmission(
  { platform }: VendorApiOptions,
  clientId: string,
  { call, key }: { call: HttpCall; key: string | undefined },
): Admission {
  const answer = (): HttpAnswer => {
    try {
      return answerConnections(platform, call, key);
    } catch (error) {
      return answerRefusal(error, platform.switches);
    }
  };
  return { whose: { clientId, organisation: undefined }, answer: () => ({ answer: answer() }) };
}

function apiAdmission(
  options: VendorApiOptions,
  { book, clientId }: { book: Book; clientId: string },
  { route, call }: { route: Route; call: HttpCall },
): Admission {
  const { platform, keys, onWritten } = options;
  const whose = { clientId, organisation: book.index };
  const answer = (): Reply => {
    let rows: number | undefined;
    try {
      const answered = keys.once(call, whose, () => {
        const reply = dispatch({ call, platform, book, clientId, onWritten }, route);
        rows = reply.rows;
        return reply.answer;
      });
      return { answer: answered, ...(rows === undefined ? {} : { rows }) };
    } catch (error) {
      return { answer: answerRefusal(error, platform.switches) };
    }
  };
  return { whose, answer };
}

/** @throws AppError a 401 for a token that is missing, unknown or expired */
function tokenOf({ platform, grants }: VendorApiOptions, { headers }: HttpCall) {
  const challenge = 'Bearer error="invalid_token"';
  const [, value = ''] = /^Bearer\s+(\S+)$/i.exec(headers['authorization'] ?? '') ?? [];
  const token = grants.access(value);
  if (!token) throw noAccess(401, 'AuthenticationUnsuccessful', challenge);
  if (token.expiresAt > nowMs(platform)) return token;
  const at = new Date(token.expiresAt).toISOString().slice(0, 19).replace('T', ' ');
  throw noAccess(401, `TokenExpired: token expired at ${at}`, challenge);
}

/** The organisation of the header; a custom connection has but one (xero.md 2.1, 2.2). @throws AppError a 403 without a connection */
function bookOf({ platform }: VendorApiOptions, clientId: string, { headers }: HttpCall): Book {
  const tenantId = headers['xero-tenant-id'] ?? '';
  const isCustom = clientId === platform.credentials.customClientId;
  const [first] = platform.books;
  const isFirst = tenantId === '' || tenantId.toLowerCase() === first?.organisation.guid;
  const book = isCustom ? (isFirst ? first : undefined) : connectedBook(platform, tenantId);
  if (!book) throw noAccess(403, 'AuthenticationUnsuccessful');
  return book;
}

/** Secrets stay out of the log: what the token endpoint is sent. */
function hide(body: string): string {
  return body.replace(/((?:client_secret|refresh_token|code|token)=)[^&]*/gi, '$1[redacted]');
}
