import { callerOf, rawBodyReader } from '@psa-bridge/http-server';
import type { Request, RequestHandler, Response } from 'express';
import type { AnswerShelf, AskedAnswer, KeptAnswer } from '../ports.ts';
import { isToBeKeptNowhere } from './upstream-proxy.ts';
import { answeredBefore, askedOf, keyIn, REPLAYED } from './idempotency.ts';

const KEPT_HEADERS = ['content-type', 'location', 'etag'];
const MAX_KEPT_BYTES = 1024 * 1024;

/**
 * Passes a POST on once: with `Idempotency-Key` what the service behind answered is kept for a day and given again. What was
 * refused or failed is not kept. An answer that is said to be stored nowhere is not kept either, only that it was given.
 */
export function idempotentProxy(passOn: RequestHandler, shelf: AnswerShelf, maxBodyBytes: number): RequestHandler {
  const readBody = rawBodyReader(maxBodyBytes);

  return async (request, response, next) => {
    const caller = callerOf(response);
    const key = keyIn(request.headers);
    if (request.method !== 'POST' || key === undefined || !caller) return void (await passOn(request, response, next));
    await readBody(request, response);
    const { method, originalUrl } = request;
    const [path = '', query] = originalUrl.split('?');
    const asked = askedOf({ caller, key, method, path, content: [query, bodyText(request)] });
    const before = await answeredBefore(shelf, asked);
    if (before) return repeat(response, before);
    keepAnswer(response, shelf, asked);
    await passOn(request, response, next);
  };
}

function bodyText({ body }: Request): string {
  return Buffer.isBuffer(body) ? body.toString('base64') : '';
}

function repeat(response: Response, { status, headers, body }: KeptAnswer): void {
  response.writeHead(status, { ...headers, ...REPLAYED }).end(typeof body === 'string' ? body : undefined);
}

/** Has the answer kept before its end goes out, so that whoever has seen it finds it kept. */
function keepAnswer(response: Response, shelf: AnswerShelf, asked: AskedAnswer): void {
  const chunks: Buffer[] = [];
  const write = response.write.bind(response) as (...given: unknown[]) => boolean;
  const end = response.end.bind(response) as (...given: unknown[]) => Response;
  const note = (chunk: unknown): void => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
  };

  response.write = (...given: unknown[]): boolean => {
    note(given[0]);
    return write(...given);
  };
  response.end = (...given: unknown[]): Response => {
    note(given[0]);
    const settled = settle(shelf, asked, { response, body: Buffer.concat(chunks) });
    // Whether or not it could be kept, the client gets its answer.
    void settled.catch(() => undefined).then(() => end(...given));
    return response;
  };
}

async function settle(
  shelf: AnswerShelf,
  asked: AskedAnswer,
  { response, body }: { response: Response; body: Buffer },
): Promise<void> {
  const { statusCode: status } = response;
  if (status >= 300) return shelf.forget(asked);
  const isWithheld = body.length > MAX_KEPT_BYTES || isToBeKeptNowhere(response);
  const headers = Object.fromEntries(KEPT_HEADERS.flatMap((name) => headerOf(response, name)));
  await shelf.keep(asked, isWithheld ? { status, headers: {}, isWithheld } : { status, headers, body: body.toString() });
}

function headerOf(response: Response, name: string): readonly (readonly [string, string])[] {
  const value = response.getHeader(name);
  return value === undefined ? [] : [[name, String(value)]];
}
