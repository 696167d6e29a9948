import type { Caller } from '@psa-bridge/core';
import type { Response } from 'express';

/** What is known of one request while it is answered. */
export interface RequestFacts {
  readonly requestId: string;
  /** The template of its route, for the metrics: never the URL itself. */
  route: string;
  /** Streams last as long as their readers, so their time says nothing. */
  isStream: boolean;
  /** The methods of its path, where its own is none of them. */
  allowed: readonly string[];
  /** What the answer says besides, whoever gives it. */
  readonly headers: Map<string, string>;
  /** Who calls, once that is verified. */
  caller?: Caller;
}

const PLACE = 'requestFacts';

export function keepFacts(response: Response, requestId: string): RequestFacts {
  const facts: RequestFacts = { requestId, route: 'unknown', isStream: false, allowed: [], headers: new Map() };
  response.locals[PLACE] = facts;
  return facts;
}

export function factsOf(response: Response): RequestFacts {
  return response.locals[PLACE] as RequestFacts;
}

/** Who calls, for handlers that are mounted; undefined where everybody may. */
export function callerOf(response: Response): Caller | undefined {
  return factsOf(response).caller;
}

/** Has the answer say so, whoever gives it; what is said under one name by several is one list (RFC 9110, 5.3). */
export function addToAnswer(response: Response, name: string, value: string): void {
  const { headers } = factsOf(response);
  const before = headers.get(name);
  headers.set(name, before === undefined ? value : `${before}, ${value}`);
}
