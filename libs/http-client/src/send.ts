import { AppError } from '@psa-bridge/core';
import { request as undiciRequest, type Agent, type Dispatcher } from 'undici';
import type { HttpRequest, HttpResponse } from './create-http-client.ts';
import { exchangeOf, type Exchange } from './exchange.ts';
import { networkFailure } from './failures.ts';

export interface SendOptions {
  agent: Agent;
  deadlineMs: number;
  maxResponseBytes: number;
}

/** Sends a request once and reads the whole answer; redirects are answers like any other and are not followed. */
export async function sendOnce(request: HttpRequest, options: SendOptions): Promise<Omit<HttpResponse, 'retryAt'>> {
  const deadline = AbortSignal.timeout(Math.max(1, options.deadlineMs));
  const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
  try {
    const answer = await undiciRequest(request.url, {
      dispatcher: options.agent,
      method: request.method as Dispatcher.HttpMethod,
      headers: { ...request.headers },
      body: request.body ?? null,
      signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const body = await readBody(answer.body, options.maxResponseBytes);
    return {
      status: answer.statusCode,
      headers: flatten(answer.headers),
      body,
      exchange: exchangeOf(request, { status: answer.statusCode, body }),
    };
  } catch (error) {
    const exchange = exchangeOf(request);
    if (request.signal?.aborted) throw aborted(error, exchange);
    throw networkFailure(error, exchange, deadline.aborted);
  }
}

function aborted(cause: unknown, exchange: Exchange): AppError {
  return new AppError('The call was given up.', {
    code: 'aborted',
    kind: 'unavailable',
    expected: true,
    cause,
    details: { maybeSent: true, exchange },
  });
}

async function readBody(stream: AsyncIterable<Uint8Array> & { destroy(): unknown }, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      stream.destroy();
      throw new AppError(`The answer is larger than ${maxBytes} bytes.`, {
        code: 'response_too_large',
        kind: 'rejected',
        details: { maybeSent: true },
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')]],
    ),
  );
}
