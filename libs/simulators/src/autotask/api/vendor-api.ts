import { carryOut, type Reply } from '../../http/carry-out.ts';
import { htmlAnswer, jsonAnswer, type HttpAnswer, type HttpCall, type HttpOutcome } from '../../http/exchange.ts';
import { watchCall, type Seen } from '../../http/watched-call.ts';
import { PAGE_SIZE } from '../query/query.ts';
import { TEXT } from '../refusal.ts';
import type { Simulation } from '../simulation.ts';
import { dispatch } from './dispatch.ts';
import { answerVersions, answerZone } from './open-routes.ts';
import { pathNotFound } from './reply.ts';
import { operationOf, parsePath, type Route } from './route.ts';

/** `scheduler` is for the time that calls take: a reset does not touch it. */
export type VendorApiOptions = Omit<Simulation, 'webhooks' | 'moveZone' | 'reset'>;

/** Longer URLs of GET requests lead to a 404 (autotask.md 2.2). */
const LONGEST_URL = 2_048;

/** Everything below `/ATServicesRest/`: counts and logs each call, and lets faults strike those that came through. */
export function createVendorApi(options: VendorApiOptions) {
  return async (call: HttpCall): Promise<HttpOutcome | undefined> => {
    const address = parsePath(call.path);
    if (!address) return undefined;
    const { route } = address;
    const seen: Seen = { endpoint: endpointOf(route), operation: operationOf(route, call.method), fault: undefined };
    const isRightZone = address.zone === options.zone().number;
    return watchCall({ ...options, clock: options.tenant.clock, hide }, { call, seen }, () =>
      admit({ ...options, call, route, seen, isRightZone }),
    );
  };
}

interface Visit extends VendorApiOptions {
  call: HttpCall;
  route: Route;
  seen: Seen;
  isRightZone: boolean;
}

function endpointOf(route: Route): string {
  return 'entity' in route ? route.entity.name : route.kind;
}

/** Credentials, threshold and threads; what they let through may be struck by a fault. */
async function admit(visit: Visit): Promise<HttpOutcome> {
  const { call, route, tenant, usage, gauge, seen, threads } = visit;
  if (call.method === 'GET' && call.target.length > LONGEST_URL) return htmlAnswer(404, '404 - File or directory not found.');
  if (route.kind === 'zoneInformation' || route.kind === 'versionInformation') return execute(visit);
  const refusal = visit.authentication.refuse(call);
  if (refusal) return refusal;
  if (!visit.isRightZone) return wrongZone(visit);
  if (usage.isOver()) return jsonText(tenant.switches.overLimitStatus, tenant.switches.overLimitBody);
  usage.count();
  if (gauge.current(seen.endpoint) > threads) {
    return jsonAnswer(tenant.switches.threadLimitStatus, { errors: [TEXT.threads(threads, `${call.method} ${seen.endpoint}`)] });
  }
  return execute(visit);
}

function execute(visit: Visit): Promise<HttpOutcome> {
  const { call, seen, route } = visit;
  return carryOut(visit, {
    call,
    seen,
    entity: 'entity' in route ? route.entity.name : undefined,
    fullPage: PAGE_SIZE,
    extraMs: visit.usage.tierDelayMs(),
    serverError: jsonText(500, '{"Message":"An error has occurred."}'),
    answer: () => answer(visit),
  });
}

function answer(visit: Visit): Reply {
  const { call, route, tenant, writer } = visit;
  switch (route.kind) {
    case 'zoneInformation':
      return { answer: answerZone(tenant, visit.zone(), call) };
    case 'versionInformation':
      return { answer: answerVersions(tenant) };
    case 'thresholdInformation':
      return { answer: answerThreshold(visit) };
    case 'unknown':
      return pathNotFound(call.target);
    default:
      return dispatch({ call, route, tenant, writer, zoneUrl: () => visit.zone().url });
  }
}

function answerThreshold({ usage, timeframeMinutes }: Visit): HttpAnswer {
  return jsonAnswer(200, {
    externalRequestThreshold: usage.threshold,
    requestThresholdTimeframe: timeframeMinutes,
    currentTimeframeRequestCount: usage.current(),
  });
}

/** A host that the tenant has left answers 401, or successfully nothing (autotask.md 1.5). */
function wrongZone({ tenant, route }: Visit): HttpAnswer {
  if (tenant.switches.wrongZoneAnswer === '401') return { status: 401 };
  if (route.kind === 'item') return jsonAnswer(200, { item: null });
  return jsonAnswer(200, { items: [], pageDetails: { count: 0, requestCount: PAGE_SIZE, prevPageUrl: null, nextPageUrl: null } });
}

function jsonText(status: number, body: string): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body };
}

/** Webhook secrets stay out of the log. */
function hide(body: string): string {
  return body.replace(/("secretKey"\s*:\s*)"(?:[^"\\]|\\.)*"/gi, '$1"[redacted]"');
}
