import type { AppError } from '@psa-bridge/core';
import type { Dispatcher } from 'undici';
import { networkFailure, responseTooLarge, withDetails } from './failures.ts';

export interface OutgoingRequest {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array | undefined;
}

export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface SendOptions {
  dispatcher: Dispatcher;
  maxResponseBytes: number;
  /** Reads no more than so much, and takes what it has for the answer. */
  keepBytes?: number | undefined;
  /** Its reason is the AppError that the call then fails with. */
  signal: AbortSignal;
}

/**
 * Sends a request once and reads the whole answer. Written on the dispatcher itself, because only that tells when the request
 * is about to be written: from then on the other side may act, before it certainly did not.
 */
export function sendOnce(request: OutgoingRequest, options: SendOptions): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { signal } = options;
  let running: Dispatcher.DispatchController | undefined;

  const fail = (error: unknown): void => reject(networkFailure(error, running !== undefined));
  const giveUp = (): void => {
    fail(signal.reason);
    running?.abort(signal.reason as AppError);
  };
  const answer = collectAnswer(options.keepBytes ?? options.maxResponseBytes);

  if (signal.aborted) return Promise.reject(withDetails(signal.reason as AppError, { maybeSent: false }));
  signal.addEventListener('abort', giveUp, { once: true });
  options.dispatcher.dispatch(toDispatch(request), {
    onRequestStart(controller) {
      if (signal.aborted) return controller.abort(signal.reason as AppError);
      running = controller;
    },
    onResponseStart: (_controller, status, headers) => answer.start(status, headers),
    onResponseData(controller, chunk) {
      if (answer.add(chunk)) return;
      if (options.keepBytes !== undefined) resolve(answer.end());
      controller.abort(responseTooLarge(options.maxResponseBytes));
    },
    onResponseEnd: () => resolve(answer.end()),
    onResponseError: (_controller, error) => fail(error),
  });
  return promise.finally(() => signal.removeEventListener('abort', giveUp));
}

function toDispatch({ method, url, headers, body }: OutgoingRequest): Dispatcher.DispatchOptions {
  return {
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: method,
    // Answers are read as they are; a compressed one would be as large as it likes once unpacked.
    headers: { 'accept-encoding': 'identity', ...headers },
    body: body ?? null,
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}

interface AnswerCollector {
  start(status: number, headers: Readonly<Record<string, string | string[] | undefined>>): void;
  /** False when the answer is too large. */
  add(chunk: Uint8Array): boolean;
  end(): Answer;
}

function collectAnswer(maxBytes: number): AnswerCollector {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let head: Omit<Answer, 'body'> = { status: 0, headers: {} };
  return {
    start(status, headers) {
      head = { status, headers: flatten(headers) };
    },
    add(chunk) {
      const room = maxBytes - size;
      size += chunk.byteLength;
      if (room > 0) chunks.push(chunk.subarray(0, room));
      return size <= maxBytes;
    },
    end: () => ({ ...head, body: Buffer.concat(chunks).toString('utf8') }),
  };
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')]],
    ),
  );
}
