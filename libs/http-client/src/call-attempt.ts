import { toAppError, type Clock } from '@psa-bridge/core';
import type { Dispatcher } from 'undici';
import type { AddressGuard } from './address-guard.ts';
import type { Breakers } from './breakers.ts';
import { exchangeOf } from './exchange.ts';
import { isOutage, withDetails } from './failures.ts';
import type { HttpRequest, HttpResponse } from './http-client.ts';
import { redirected } from './redirects.ts';
import { parseRetryAfter } from './retry-after.ts';
import { sendOnce, type Answer, type OutgoingRequest } from './send.ts';

export interface AttemptParts {
  guard: AddressGuard;
  dispatcher: Dispatcher;
  breakers: Breakers;
  clock: Clock;
  maxResponseBytes: number;
}

/** One try of a call: address check, breaker, sending, redirects. Fails with an AppError that carries the exchange. */
export async function attempt(request: HttpRequest, signal: AbortSignal, parts: AttemptParts): Promise<HttpResponse> {
  const { guard, breakers, clock, maxResponseBytes, dispatcher } = parts;

  async function follow(first: OutgoingRequest): Promise<Answer> {
    let current = first;
    for (let hops = 0; ; hops += 1) {
      const bounds = { maxResponseBytes, keepBytes: request.keepBytes };
      const answer = await sendOnce(current, { dispatcher, ...bounds, signal }).catch((error: unknown) => {
        throw hops === 0 ? error : withDetails(toAppError(error), { maybeSent: true });
      });
      const next = hops < (request.maxRedirects ?? 0) ? redirected(current, answer) : undefined;
      if (!next) return answer;
      checkHop(next.url);
      current = next;
    }
  }

  /** What a redirect points at is refused like any other address; but the first request was sent. */
  function checkHop(url: URL): void {
    try {
      guard.checkUrl(url);
    } catch (error) {
      throw withDetails(toAppError(error), { maybeSent: true });
    }
  }

  async function send(): Promise<HttpResponse> {
    const answer = await follow(outgoing(request, guard.checkUrl(request.url)));
    const retryAt = parseRetryAfter(answer.headers['retry-after'], clock.now());
    const response = { ...answer, retryAt, exchange: exchangeOf(request, answer) };
    if (request.countsAsFailure?.(response) ?? response.status >= 500) throw new FailedAnswer(response);
    return response;
  }

  try {
    return await breakers.run(request.group, { action: send, counts, labels: request.labels });
  } catch (error) {
    if (error instanceof FailedAnswer) return error.response;
    throw withDetails(toAppError(error), { exchange: exchangeOf(request) });
  }
}

function outgoing({ method, headers = {}, body }: HttpRequest, url: URL): OutgoingRequest {
  return { method: method.toUpperCase(), url, headers, body };
}

/** Carries an answer that counts against the breaker out of it. */
class FailedAnswer extends Error {
  readonly response: HttpResponse;

  constructor(response: HttpResponse) {
    super('failed answer');
    this.response = response;
  }
}

function counts(error: unknown): boolean {
  return error instanceof FailedAnswer || isOutage(error);
}
