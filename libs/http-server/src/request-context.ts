import { newId } from '@psa-bridge/core';
import { newTraceparent, withContext } from '@psa-bridge/observability';
import type { NextFunction, Request, Response } from 'express';

const REQUEST_ID = /^[\w.:-]{1,100}$/;
const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Gives each request its id (taken over where it is sane) and its trace, for logs, problems and events. */
export function requestContext(request: Request, response: Response, next: NextFunction): void {
  const given = request.get('x-request-id');
  const requestId = given !== undefined && REQUEST_ID.test(given) ? given : newId();
  const sent = request.get('traceparent');
  const traceparent = sent !== undefined && TRACEPARENT.test(sent) ? sent : newTraceparent();
  response.locals['requestId'] = requestId;
  response.setHeader('x-request-id', requestId);
  withContext({ requestId, traceparent, traceId: traceparent.slice(3, 35) }, next);
}

export function requestIdOf(response: Response): string {
  return String(response.locals['requestId'] ?? '');
}
