import { AppError, type Clock } from '@psa-bridge/core';
import type { Mount } from '@psa-bridge/http-server';
import type { RequestHandler } from 'express';
import type { Upstream } from '../domain/upstream.ts';
import type { AnswerShelf } from '../ports.ts';
import { idempotentProxy } from './idempotent-proxy.ts';
import { createUpstreamProxy } from './upstream-proxy.ts';

export interface ProxyMountsOptions {
  upstreams: readonly Upstream[];
  timeoutMs: number;
  maxBodyBytes: number;
  maxWebhookBytes: number;
  /** What `Retry-After` says while a service is down. */
  retryAfterMs: number;
  clock: Clock;
  /** Answers to requests with an Idempotency-Key. */
  shelf: AnswerShelf;
}

/** The mounts that pass requests to the services behind. */
export function proxyMounts({
  upstreams,
  maxBodyBytes,
  maxWebhookBytes,
  shelf,
  ...options
}: ProxyMountsOptions): readonly Mount[] {
  return upstreams.flatMap(({ name, url, prefixes }) => {
    const passOn = createUpstreamProxy({ ...options, name, target: url, maxBodyBytes });
    const deliver = createUpstreamProxy({ ...options, name, target: url, maxBodyBytes: maxWebhookBytes });
    const passOnOnce = idempotentProxy(passOn, shelf, maxBodyBytes);
    return prefixes.map(({ path, permission, isWebhook = false }): Mount => {
      if (isWebhook) return { path, permission, handler: postOnly(deliver) };
      return { path, permission, handler: permission === 'public' ? passOn : passOnOnce };
    });
  });
}

function postOnly(handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'POST') return handler(request, response, next);
    response.setHeader('allow', 'POST');
    throw new AppError('Webhooks are delivered by POST.', {
      code: 'method_not_allowed',
      kind: 'invalid_input',
      expected: true,
      details: { allow: 'POST' },
    });
  };
}
