import type { Reply } from '../../http/carry-out.ts';
import type { HttpCall } from '../../http/exchange.ts';
import type { Json } from '../metadata/entity-definition.ts';
import { refuse } from '../refusal.ts';
import type { Tenant } from '../tenant.ts';
import type { Actor, Body, Writer } from '../write/writer.ts';

export type { Reply };

/** A call that credentials and limits have let through. */
export interface ApiCall {
  call: HttpCall;
  tenant: Tenant;
  writer: Writer;
  actor: Actor;
  /** Path below `apis/3.0/`. */
  path: string;
}

export function reply(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { answer: { status, headers, body: JSON.stringify(value) } };
}

export const NO_CONTENT: Reply = { answer: { status: 204 } };

/** @throws AppError 400 for what is not JSON */
export function readJson({ body }: HttpCall): Json {
  try {
    return JSON.parse(body === '' ? 'null' : body) as Json;
  } catch {
    throw refuse(400, 'InvalidObject', 'The request body is not valid JSON.');
  }
}

/** @throws AppError 400 for what is no JSON object */
export function readObject(call: HttpCall): Body {
  const json = readJson(call);
  if (json === null || typeof json !== 'object' || Array.isArray(json))
    throw refuse(400, 'InvalidObject', 'The request body must be a JSON object.');
  return json as Body;
}
