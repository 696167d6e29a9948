import { backoffMs, isAppError, toAppError, type AppError, type Clock } from '@psa-bridge/core';
import { Agent } from 'undici';
import { createAddressGuard } from './address-guard.ts';
import { createBreakers } from './breakers.ts';
import { attempt, type AttemptParts } from './call-attempt.ts';
import { exchangeOf } from './exchange.ts';
import { aborted, isOutage, timeout, withDetails } from './failures.ts';
import type { HttpClient, HttpClientOptions, HttpRequest, HttpResponse, RetryPolicy } from './http-client.ts';
import { createTurns } from './turns.ts';

const DEFAULT_DEADLINE_MS = 30_000;
const DEFAULT_MAX_BYTES = 10 * 1024 * 1024;
const DEFAULT_RETRY: RetryPolicy = { retries: 2, backoff: { firstMs: 300, maxMs: 2_000, factor: 3, jitter: 0.3 } };
const DEFAULT_MAX_RETRY_AFTER_MS = 5_000;
const PASSING_STATUS = new Set([502, 503, 504]);

type Outcome = { response: HttpResponse } | { error: AppError };

/** Outgoing HTTP: deadline, retries, turns per group, breaker, address guard, recorded exchange. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { clock, logger, metrics, name, retry = DEFAULT_RETRY } = options;
  const guard = createAddressGuard(options.guard);
  const connect = { lookup: guard.lookup, timeout: options.connectTimeoutMs ?? 10_000 };
  const agent = new Agent({ connect, keepAliveTimeout: 30_000, pipelining: 1 });
  const breakers = createBreakers({ name, policy: options.breaker, clock, logger, metrics });
  const turns = createTurns(options.concurrency ?? 10);
  const maxResponseBytes = options.maxResponseBytes ?? DEFAULT_MAX_BYTES;
  const parts: AttemptParts = { guard, dispatcher: agent, breakers, clock, maxResponseBytes };

  async function tryOnce(request: HttpRequest, ending: AbortSignal): Promise<Outcome> {
    let startedAt: number | undefined;
    const run = (): Promise<HttpResponse> => {
      startedAt = clock.now().getTime();
      return attempt(request, ending, parts);
    };
    const outcome = await settle(request, async () => {
      breakers.refuseIfOpen(request.group);
      return turns.take(request.group, run, ending);
    });
    count(request, outcome, startedAt);
    return outcome;
  }

  function count({ labels }: HttpRequest, outcome: Outcome, startedAt: number | undefined): void {
    metrics.count('psa_bridge_http_client_requests_total', { client: name, outcome: labelOf(outcome) });
    if (!labels) return;
    metrics.count('psa_bridge_psa_calls_total', { ...labels, outcome: labelOf(outcome) });
    if (startedAt === undefined) return;
    const { provider, group } = labels;
    metrics.observe('psa_bridge_psa_call_seconds', (clock.now().getTime() - startedAt) / 1000, { provider, group });
  }

  async function tryRepeatedly(request: HttpRequest, ending: AbortSignal): Promise<HttpResponse> {
    for (let tries = 1, maybeSent = false; ; tries += 1) {
      const outcome = await tryOnce(request, ending);
      maybeSent ||= 'response' in outcome || outcome.error.details['maybeSent'] === true;
      const mayRepeat = request.retryable === true && tries <= retry.retries && !ending.aborted;
      const waitMs = mayRepeat ? waitBeforeRepeat(outcome, { tries, retry, now: clock.now() }) : undefined;
      if (waitMs === undefined) return unwrap(outcome, maybeSent);
      logger.debug({ client: name, group: request.group, tries, waitMs }, 'request_repeated');
      const { error } = await clock.sleep(waitMs, ending).then(() => ({ error: undefined }), toFailure);
      if (error) return unwrap('error' in outcome ? outcome : { error: recorded(error, request) }, maybeSent);
    }
  }

  return {
    request: (request) =>
      withEnd(request, { clock, deadlineMs: request.deadlineMs ?? options.deadlineMs ?? DEFAULT_DEADLINE_MS }, (ending) =>
        tryRepeatedly(request, ending),
      ),
    isBreakerOpen: (group) => breakers.isOpen(group),
    async close() {
      breakers.close();
      await agent.destroy();
    },
  };
}

/** Runs a call with a signal that ends it, its reason being the AppError to fail with: at the deadline, or by the caller's wish. */
async function withEnd<Result>(
  { signal }: HttpRequest,
  { clock, deadlineMs }: { clock: Clock; deadlineMs: number },
  run: (ending: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ending = new AbortController();
  const done = new AbortController();
  const giveUp = (): void => ending.abort(aborted(signal?.reason));
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp, { once: true });
  clock.sleep(deadlineMs, done.signal).then(
    () => ending.abort(timeout()),
    () => undefined,
  );
  try {
    return await run(ending.signal);
  } finally {
    done.abort();
    signal?.removeEventListener('abort', giveUp);
  }
}

async function settle(request: HttpRequest, work: () => Promise<HttpResponse>): Promise<Outcome> {
  try {
    return { response: await work() };
  } catch (error) {
    return { error: recorded(toAppError(error), request) };
  }
}

function recorded(error: AppError, request: HttpRequest): AppError {
  return error.details['exchange'] === undefined ? withDetails(error, { exchange: exchangeOf(request) }) : error;
}

function toFailure(error: unknown): { error: AppError } {
  return { error: toAppError(error) };
}

function unwrap(outcome: Outcome, maybeSent: boolean): HttpResponse {
  if ('response' in outcome) return outcome.response;
  throw withDetails(outcome.error, { maybeSent });
}

interface RepeatFacts {
  tries: number;
  retry: RetryPolicy;
  now: Date;
}

/** Milliseconds to wait before the next try; undefined where another one makes no sense. */
function waitBeforeRepeat(outcome: Outcome, { tries, retry, now }: RepeatFacts): number | undefined {
  const backoff = backoffMs(retry.backoff, tries);
  if ('error' in outcome) return isOutage(outcome.error) ? backoff : undefined;
  const { status, retryAt } = outcome.response;
  if (retryAt && (status === 429 || status === 503)) {
    const asked = retryAt.getTime() - now.getTime();
    return asked <= (retry.maxRetryAfterMs ?? DEFAULT_MAX_RETRY_AFTER_MS) ? Math.max(asked, backoff) : undefined;
  }
  return PASSING_STATUS.has(status) ? backoff : undefined;
}

function labelOf(outcome: Outcome): string {
  if ('response' in outcome) return `${Math.floor(outcome.response.status / 100)}xx`;
  return isAppError(outcome.error) ? outcome.error.code : 'error';
}
