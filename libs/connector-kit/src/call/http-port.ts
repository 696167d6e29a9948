import type { RecordedExchange } from './exchange.ts';

export interface OutgoingRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Names of headers and query parameters whose values are never kept. */
  secretNames: readonly string[];
  body?: string;
  timeoutMs: number;
  /** One breaker each: integration and endpoint group. */
  breaker: string;
  /** True when the answer counts against the breaker. */
  countsAsOutage: (status: number, headers: Readonly<Record<string, string>>, body: unknown) => boolean;
  signal?: AbortSignal;
}

export interface IncomingAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, else text; undefined where empty. */
  body: unknown;
  exchange: RecordedExchange;
}

/**
 * How the kit reaches a PSA. It answers whatever the other side says; it throws AppError `breaker_open` (unavailable, with
 * `retryAt`), `not_sent` (unavailable: no byte of the request went out) or `no_answer` (unavailable: it may have arrived).
 */
export type SendHttp = (request: OutgoingRequest) => Promise<IncomingAnswer>;
