import { carryOut } from '../../http/carry-out.ts';
import { emptyAnswer, jsonAnswer, type HttpAnswer, type HttpCall, type HttpOutcome } from '../../http/exchange.ts';
import { watchCall, type Seen } from '../../http/watched-call.ts';
import type { Simulation } from '../simulation.ts';
import { dispatch } from './dispatch.ts';
import { findOpenRoute } from './authorization-server.ts';
import { endpointOf, operationOf, parsePath } from './route.ts';

/** `scheduler` is for the time that calls take: a reset does not touch it. */
export type VendorApiOptions = Omit<Simulation, 'reset'>;

/** Rows that the vendor answers at once where there is no cap; what a full page costs is measured by it. */
const FULL_PAGE = 100;
const SERVER_ERROR = jsonAnswer(500, { ClassName: 'System.Exception', Message: 'An error has occurred.' });

/** The authorisation server and the API: counts and logs each call, and lets faults strike those that came through. */
export function createVendorApi(options: VendorApiOptions) {
  return async (call: HttpCall): Promise<HttpOutcome | undefined> => {
    const open = findOpenRoute(call.path);
    const route = open ? undefined : parsePath(call.path);
    if (!open && !route) return undefined;
    const seen: Seen = {
      endpoint: open?.operation ?? endpointOf(route ?? { kind: 'unknown' }),
      operation: open?.operation ?? operationOf(route ?? { kind: 'unknown' }, call.method),
      fault: undefined,
    };
    const visit = { call, seen, fullPage: FULL_PAGE, serverError: SERVER_ERROR };
    return watchCall({ ...options, clock: options.tenant.clock, hide }, { call, seen }, async () => {
      if (open)
        return carryOut(options, { ...visit, answer: () => ({ answer: open.answer(options.tenant, options.tokens, call) }) });
      const admission = admit(options, call);
      if (!admission.scopes) return admission.refusal;
      const api = { call, tenant: options.tenant, writer: options.writer, scopes: admission.scopes };
      return carryOut(options, { ...visit, answer: () => dispatch(api, route ?? { kind: 'unknown' }) });
    });
  };
}

type Admission = { scopes: readonly string[] } | { scopes: undefined; refusal: HttpAnswer };

/** The token first, then the limit (halopsa.md 8): strangers spend nothing. */
function admit({ tenant, tokens, allowance }: VendorApiOptions, { headers }: HttpCall): Admission {
  const [, value] = /^Bearer\s+(\S+)$/i.exec(headers['authorization'] ?? '') ?? [];
  const scopes = value === undefined ? undefined : tokens.scopesOf(value);
  if (!scopes) return { scopes: undefined, refusal: emptyAnswer(401) };
  if (allowance.take()) return { scopes };
  const text = `Rate Limit Reached - ${allowance.perWindow} Requests per rolling 5 minute window.`;
  const wait: Record<string, string> = tenant.switches.retryAfter ? { 'retry-after': String(allowance.retryAfterSeconds()) } : {};
  return { scopes: undefined, refusal: { status: 429, headers: { 'content-type': 'text/plain', ...wait }, body: text } };
}

/** Secrets stay out of the log: the form of a token, and the password of a webhook. */
function hide(body: string): string {
  return body
    .replace(/(client_secret=)[^&]*/gi, '$1[redacted]')
    .replace(/("basic_password"\s*:\s*)"(?:[^"\\]|\\.)*"/gi, '$1"[redacted]"');
}
