import type { AnswerReading, PsaAnswer, PsaRequest } from '../definition/call.ts';

const TEXT_MAX = 2_000;

/** The kit's reading of an answer outside 200 to 299, by its status. */
export function readByStatus(answer: PsaAnswer, request: PsaRequest): AnswerReading {
  const psaText = textOf(answer.body);
  const words = psaText === undefined ? {} : { psaText };
  switch (answer.status) {
    case 401:
      return { verdict: 'credentials', ...words };
    case 403:
      return { verdict: 'forbidden', ...words };
    case 404:
      return { verdict: 'not_found', ...words };
    case 429:
      return { verdict: 'limited', ...words };
    default:
      if (answer.status < 500) return { verdict: 'refused', ...words };
      return { verdict: isWrite(request) ? 'unclear' : 'unavailable', ...words };
  }
}

export function isWrite(request: PsaRequest): boolean {
  return request.writes ?? request.method !== 'GET';
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfter(value: string | undefined, now: Date): Date | undefined {
  if (value === undefined) return undefined;
  const seconds = Number(value);
  const time = Number.isFinite(seconds) ? now.getTime() + seconds * 1000 : Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(Math.max(now.getTime(), time));
}

const TEXT_KEYS = ['errors', 'errorMessage', 'Message', 'message', 'error_description', 'error', 'title'];

/** What a body says to people, whatever its shape; HTML says nothing. */
export function textOf(body: unknown): string | undefined {
  if (typeof body === 'string')
    return body.trim() === '' || body.trimStart().startsWith('<') ? undefined : body.trim().slice(0, TEXT_MAX);
  if (Array.isArray(body)) {
    const texts = body.flatMap((item: unknown) => textOf(item) ?? []);
    return texts.length > 0 ? texts.join(' | ').slice(0, TEXT_MAX) : undefined;
  }
  if (typeof body !== 'object' || body === null) return undefined;
  for (const key of TEXT_KEYS) {
    const text = textOf((body as Record<string, unknown>)[key]);
    if (text !== undefined) return text;
  }
  return undefined;
}
