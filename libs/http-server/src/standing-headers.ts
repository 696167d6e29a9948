import helmet from 'helmet';
import { IncomingMessage, ServerResponse, type OutgoingHttpHeader } from 'node:http';
import { Socket } from 'node:net';
import type { Response } from 'express';
import { factsOf } from './request-facts.ts';

/**
 * What every answer says of itself: how browsers are to treat it, and which request it answers. Setting a dozen headers one by one
 * costs more than the rest of a small answer, so routes write them all at once with their own; whatever else answers has them set.
 */
export interface StandingHeaders {
  /** Names and values in turn, as `writeHead` takes them. */
  forAnswer(response: Response): OutgoingHttpHeader[];
  /** Sets them on an answer that something else will write. */
  set(response: Response): void;
}

const REQUEST_ID = 'x-request-id';

export function standingHeaders(further: Readonly<Record<string, string>> = {}): StandingHeaders {
  const headers = new Map(Object.entries({ ...securityHeaders(), ...further }));
  const flat = [...headers].flat();
  return {
    forAnswer(response) {
      const facts = factsOf(response);
      const all = [...flat, REQUEST_ID, facts.requestId];
      for (const [name, value] of facts.headers) all.push(name, value);
      return all;
    },
    set(response) {
      const facts = factsOf(response);
      response.setHeaders(headers);
      response.setHeaders(facts.headers);
      response.setHeader(REQUEST_ID, facts.requestId);
    },
  };
}

/**
 * What helmet says of an answer; the same each time, so it is asked once. Answers of an API are not pages: they may load nothing
 * and be framed by nobody. A mount that serves pages sets a policy of its own.
 */
function securityHeaders(): Readonly<Record<string, string>> {
  const blank = new ServerResponse(new IncomingMessage(new Socket()));
  const contentSecurityPolicy = { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } };
  helmet({ contentSecurityPolicy, frameguard: { action: 'deny' } })(blank.req, blank, () => undefined);
  return blank.getHeaders() as Readonly<Record<string, string>>;
}
