import { newId } from '@psa-bridge/core';
import { newTraceparent, traceIdOf, withContext } from '@psa-bridge/observability';
import type { NextFunction, Request, Response } from 'express';

const REQUEST_ID = /^[\w.:-]{1,100}$/;

/** Gives each request its id (taken over where it is sane) and its trace, for logs, problems and events. */
export function requestContext(request: Request, response: Response, next: NextFunction): void {
  const given = request.get('x-request-id');
  const requestId = given !== undefined && REQUEST_ID.test(given) ? given : newId();
  const sent = request.get('traceparent');
  const traceparent = sent !== undefined && traceIdOf(sent) !== undefined ? sent : newTraceparent();
  response.locals['requestId'] = requestId;
  response.setHeader('x-request-id', requestId);
  withContext({ requestId, traceparent, traceId: traceIdOf(traceparent) ?? '' }, next);
}

export function requestIdOf(response: Response): string {
  return String(response.locals['requestId'] ?? '');
}
