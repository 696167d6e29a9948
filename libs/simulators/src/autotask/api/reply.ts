import type { Reply } from '../../http/carry-out.ts';
import { jsonAnswer, type HttpCall } from '../../http/exchange.ts';
import type { Tenant } from '../tenant.ts';
import type { Writer } from '../write/writer.ts';

export type { Reply };

export interface ApiContext {
  tenant: Tenant;
  writer: Writer;
  /** Ends in `/ATServicesRest/`. */
  zoneUrl(): string;
}

/** One call to the API. */
export interface ApiCall<Part> extends ApiContext {
  call: HttpCall;
  route: Part;
}

export function refused(errors: readonly string[], status = 500): Reply {
  return { answer: jsonAnswer(status, { errors }) };
}

export function methodNotAllowed(method: string): Reply {
  return { answer: jsonAnswer(405, { Message: `The requested resource does not support http method '${method}'.` }) };
}

export function pathNotFound(target: string): Reply {
  return { answer: jsonAnswer(404, { Message: `No HTTP resource was found that matches the request URI '${target}'.` }) };
}
