import { backoffMs, isAppError, type BackoffPolicy, type Clock } from '@psa-bridge/core';
import type { Logger, Metrics } from '@psa-bridge/observability';
import PQueue from 'p-queue';
import { Agent } from 'undici';
import { createAddressGuard, type AddressGuardOptions } from './address-guard.ts';
import { createBreakers, type BreakerPolicy } from './breakers.ts';
import type { Exchange } from './exchange.ts';
import { parseRetryAfter } from './retry-after.ts';
import { sendOnce } from './send.ts';

export interface HttpRequest {
  method: string;
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** The whole call's deadline in milliseconds, retries included; the client's default where absent. */
  deadlineMs?: number;
  /** What is limited and broken together, such as `<integration>:Companies`. */
  group: string;
  /** May be sent again by the client itself after a failure that may be passing. */
  retryable?: boolean;
  /** Whether an answer counts against the breaker; default: 500 and above. */
  countsAsFailure?: (response: { status: number; body: string }) => boolean;
  signal?: AbortSignal;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case; several values joined by a comma. */
  headers: Readonly<Record<string, string>>;
  body: string;
  /** When the other side said to come back. */
  retryAt: Date | undefined;
  exchange: Exchange;
}

export interface HttpClientOptions {
  name: string;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  guard?: AddressGuardOptions;
  /** Default 30 s. */
  deadlineMs?: number;
  /** Default 10 MiB. */
  maxResponseBytes?: number;
  /** Calls in flight per group; default 10. */
  concurrency?: number;
  breaker?: Partial<BreakerPolicy>;
  /** For `retryable` requests; default: two retries after about 0.3 and 0.9 s. */
  retry?: { retries: number; backoff: BackoffPolicy };
}

/** Outgoing HTTP. Every answer is returned, whatever its status; what gives no answer is thrown as an AppError. */
export interface HttpClient {
  /**
   * @throws AppError of kind `unavailable` (`timeout`, `connection_reset`, `connect_failed`, `dns_failed`, `network_failed`,
   *   `breaker_open`), `blocked_address`, `response_too_large`, `aborted`; `details.maybeSent` and `details.exchange` say the rest.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
  isBreakerOpen(group: string): boolean;
  close(): Promise<void>;
}

const DEFAULT_DEADLINE_MS = 30_000;
const DEFAULT_MAX_BYTES = 10 * 1024 * 1024;
const DEFAULT_RETRY = { retries: 2, backoff: { firstMs: 300, maxMs: 2_000, factor: 3, jitter: 0.3 } };
const RETRYABLE_STATUS = new Set([502, 503, 504]);

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { clock, logger, metrics, name } = options;
  const guard = createAddressGuard(options.guard);
  const agent = new Agent({ connect: { lookup: guard.lookup, timeout: 10_000 }, keepAliveTimeout: 30_000, pipelining: 1 });
  const breakers = createBreakers({ name, policy: options.breaker, clock, metrics });
  const queues = new Map<string, PQueue>();
  const retry = options.retry ?? DEFAULT_RETRY;

  async function inTurn<Result>(group: string, work: () => Promise<Result>): Promise<Result> {
    const queue = queues.get(group) ?? new PQueue({ concurrency: options.concurrency ?? 10 });
    queues.set(group, queue);
    try {
      return await queue.add(work);
    } finally {
      if (queue.size === 0 && queue.pending === 0) queues.delete(group);
    }
  }

  async function attempt(request: HttpRequest, endsAt: number): Promise<HttpResponse> {
    guard.checkUrl(request.url);
    const deadlineMs = endsAt - clock.now().getTime();
    const send = async (): Promise<HttpResponse> => {
      const answer = await sendOnce(request, {
        agent,
        deadlineMs,
        maxResponseBytes: options.maxResponseBytes ?? DEFAULT_MAX_BYTES,
      });
      const response = { ...answer, retryAt: parseRetryAfter(answer.headers['retry-after'], clock.now()) };
      const isFailure = request.countsAsFailure?.(response) ?? response.status >= 500;
      if (isFailure) throw new FailedAnswer(response);
      return response;
    };
    try {
      return await breakers.run(request.group, send, countsAgainstBreaker);
    } catch (error) {
      if (error instanceof FailedAnswer) return error.response;
      throw error;
    }
  }

  async function request(request: HttpRequest): Promise<HttpResponse> {
    const endsAt = clock.now().getTime() + (request.deadlineMs ?? options.deadlineMs ?? DEFAULT_DEADLINE_MS);
    for (let tries = 1; ; tries += 1) {
      const outcome = await settle(() => inTurn(request.group, () => attempt(request, endsAt)));
      const waitMs = backoffMs(retry.backoff, tries);
      const mayRetry = request.retryable === true && tries <= retry.retries && clock.now().getTime() + waitMs < endsAt;
      metrics.count('psa_bridge_http_client_requests_total', { client: name, outcome: outcomeLabel(outcome) });
      if (!mayRetry || !isPassing(outcome)) {
        if ('error' in outcome) throw outcome.error;
        return outcome.response;
      }
      logger.debug({ group: request.group, tries }, 'request_retried');
      await clock.sleep(waitMs, request.signal);
    }
  }

  return {
    request,
    isBreakerOpen: (group) => breakers.isOpen(group),
    async close() {
      breakers.close();
      await agent.destroy();
    },
  };
}

/** Carries an answer that counts against the breaker out of it. */
class FailedAnswer extends Error {
  readonly response: HttpResponse;

  constructor(response: HttpResponse) {
    super('failed answer');
    this.response = response;
  }
}

function countsAgainstBreaker(error: unknown): boolean {
  return error instanceof FailedAnswer || (isAppError(error) && error.kind === 'unavailable');
}

type Outcome = { response: HttpResponse } | { error: unknown };

async function settle(work: () => Promise<HttpResponse>): Promise<Outcome> {
  try {
    return { response: await work() };
  } catch (error) {
    return { error };
  }
}

function isPassing(outcome: Outcome): boolean {
  if ('response' in outcome) return RETRYABLE_STATUS.has(outcome.response.status);
  return isAppError(outcome.error) && outcome.error.kind === 'unavailable' && outcome.error.code !== 'breaker_open';
}

function outcomeLabel(outcome: Outcome): string {
  if ('response' in outcome) return `${Math.floor(outcome.response.status / 100)}xx`;
  return isAppError(outcome.error) ? outcome.error.code : 'error';
}
