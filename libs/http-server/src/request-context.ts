import { newId, type Clock } from '@psa-bridge/core';
import {
  beginRequestSpan,
  sampledTraceId,
  traceOf,
  withContext,
  type Metrics,
  type RequestSpan,
} from '@psa-bridge/observability';
import type { Request, RequestHandler, Response } from 'express';
import { keepFacts, type RequestFacts } from './request-facts.ts';

const REQUEST_ID = /^[\w.:-]{1,100}$/;
/** nginx's name for a request whose client went away before the answer. */
const CLIENT_GONE = 499;

export interface RequestContextOptions {
  metrics: Metrics;
  clock: Clock;
  /** Of a server that clients connect to themselves: what others say of a client's address is not believed. */
  trustedProxies?: readonly string[] | undefined;
}

/** Gives each request its id (taken over where it is sane) and its trace, for logs, problems and events, and measures it. */
export function requestContext({ trustedProxies, ...measuring }: RequestContextOptions): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : newId();
    const facts = keepFacts(response, requestId);
    const sent = request.headers['traceparent'];
    const { traceparent, traceId } = traceOf(sent);
    const address = addressOf(request, trustedProxies !== undefined);
    withContext({ requestId, traceparent, traceId, ...(address === undefined ? {} : { address }) }, () => {
      const span = beginRequestSpan({ method: request.method, traceparent: sent });
      span.run(() => {
        measure(request, response, { ...measuring, facts, span });
        next();
      });
    });
  };
}

/** Behind the gateway the last hop is the one that the gateway itself added; before it, Express knows whom to believe. */
function addressOf({ headers, socket, ip }: Request, isPublicDoor: boolean): string | undefined {
  if (isPublicDoor) return ip;
  const forwarded = [headers['x-forwarded-for'] ?? []].flat();
  return forwarded.join(',').split(',').at(-1)?.trim() || socket.remoteAddress;
}

interface Measuring {
  metrics: Metrics;
  clock: Clock;
  facts: RequestFacts;
  span: RequestSpan;
}

function measure({ method }: Request, response: Response, { metrics, clock, facts, span }: Measuring): void {
  const startedAt = clock.now().getTime();
  // When the answer is out, the work's context is not the current one any more.
  const traceId = sampledTraceId();
  response.on('close', () => {
    const { route, isStream } = facts;
    const status = response.writableFinished || isStream ? response.statusCode : CLIENT_GONE;
    span.end({ route, status });
    metrics.count('psa_bridge_http_requests_total', { route, method, status: String(status) });
    if (isStream) return;
    metrics.observe('psa_bridge_http_request_seconds', (clock.now().getTime() - startedAt) / 1000, { route, method }, traceId);
  });
}
