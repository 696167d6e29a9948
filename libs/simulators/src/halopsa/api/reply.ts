import type { Reply } from '../../http/carry-out.ts';
import type { HttpCall } from '../../http/exchange.ts';
import type { Json } from '../../http/json-text.ts';
import type { EntityDefinition } from '../metadata/entity-definition.ts';
import { badBinding } from '../refusal.ts';
import type { Simulation } from '../simulation.ts';
import { toText } from './to-json.ts';

/** A call that token and limit have let through. */
export interface ApiCall extends Pick<Simulation, 'tenant' | 'writer'> {
  call: HttpCall;
  /** Scopes of its token. */
  scopes: readonly string[];
}

export function reply({ tenant }: ApiCall, entity: EntityDefinition, value: unknown, status = 200): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { answer: { status, headers, body: toText(tenant, entity, value) } };
}

/** @throws AppError 400 for what is not JSON */
export function readJson({ body }: HttpCall): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    throw badBinding('$', 'The input does not contain valid JSON.');
  }
}
