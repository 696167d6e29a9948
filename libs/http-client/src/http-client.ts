import type { BackoffPolicy, Clock } from '@psa-bridge/core';
import type { Logger, Metrics } from '@psa-bridge/observability';
import type { AddressGuardOptions } from './address-guard.ts';
import type { BreakerPolicy, CallLabels } from './breakers.ts';
import type { Exchange } from './exchange.ts';

export interface HttpRequest {
  method: string;
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** The whole call's deadline in milliseconds, waiting and retries included; the client's default where absent. */
  deadlineMs?: number;
  /** What is limited and broken together, such as `<integration>:Companies`. */
  group: string;
  /** May be sent again by the client itself after a failure that may be passing. */
  retryable?: boolean;
  /** Redirects that are followed, each checked like the first address; default 0: a redirect is an answer like any other. */
  maxRedirects?: number;
  /** No more of the answer is read than so many bytes, and a longer one is no failure: where only its status counts. */
  keepBytes?: number;
  /** Whether an answer counts against the breaker; default: 500 and above. */
  countsAsFailure?: (response: { status: number; body: string }) => boolean;
  /** Given for calls to a PSA: they are counted and timed under these labels. */
  labels?: CallLabels;
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

export interface RetryPolicy {
  retries: number;
  backoff: BackoffPolicy;
  /** A `Retry-After` within this time is waited for; a longer one is left to the caller. Default 5 s. */
  maxRetryAfterMs?: number;
}

export interface HttpClientOptions {
  name: string;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  guard?: AddressGuardOptions;
  /** Default 30 s. */
  deadlineMs?: number;
  /** Time to connect; default 10 s. */
  connectTimeoutMs?: number;
  /** Default 10 MiB. */
  maxResponseBytes?: number;
  /** Calls in flight per group, first come, first served; default 10. */
  concurrency?: number;
  breaker?: Partial<BreakerPolicy>;
  /** For `retryable` requests; default: two retries after about 0.3 and 0.9 s. */
  retry?: RetryPolicy;
}

/** Outgoing HTTP. Every answer is returned, whatever its status; what gives no answer is thrown as an AppError. */
export interface HttpClient {
  /**
   * @throws AppError of kind `unavailable` (`timeout`, `connection_reset`, `connect_failed`, `dns_failed`, `invalid_response`,
   *   `breaker_open` with `retryAt`, `aborted`), `blocked_address`, `response_too_large`, `invalid_url`, `unsupported_scheme`,
   *   `invalid_request`. `details.maybeSent` says whether the other side may have acted, in any of the tries;
   *   `details.exchange` is what a person should see.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
  isBreakerOpen(group: string): boolean;
  close(): Promise<void>;
}
