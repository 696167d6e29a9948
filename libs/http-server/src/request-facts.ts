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
}

const PLACE = 'requestFacts';

export function keepFacts(response: Response, requestId: string): RequestFacts {
  const facts: RequestFacts = { requestId, route: 'unknown', isStream: false, allowed: [] };
  response.locals[PLACE] = facts;
  return facts;
}

export function factsOf(response: Response): RequestFacts {
  return response.locals[PLACE] as RequestFacts;
}
