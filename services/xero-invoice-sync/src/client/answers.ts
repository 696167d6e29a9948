import { AppError, rateLimited, rejected, unauthenticated, unavailable } from '@psa-bridge/core';
import type { HttpResponse } from '@psa-bridge/http-client';
import { z } from 'zod';

const Messages = z.array(z.object({ Message: z.string() })).nullish();
const Element = z.object({ ValidationErrors: Messages });
const Refusal = z.object({ Message: z.string().nullish(), Detail: z.string().nullish(), Elements: z.array(Element).nullish() });

const RECONNECT = 'Connect the organisation again under Xero > Connection.';
const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;

/**
 * What an answer that is no success means for whoever asked (xero.md 14). Bodies come as JSON, HTML, text or empty, so the
 * status decides. What is of the connection carries the words of XI-44.
 */
export function errorOf(answer: HttpResponse, now: Date): AppError {
  const { status, exchange, retryAt } = answer;
  const details = { status, exchange };
  if (status === 401) return unauthenticated('xero_token_refused', 'The access token has expired', { details });
  if (status === 403)
    return unauthenticated('xero_not_connected', `Xero does not let this connection in. ${RECONNECT}`, { details });
  if (status === 429) return limited(answer, now);
  if (status === 503) {
    const message = 'HTTP Error 503. The service is unavailable.';
    return unavailable('xero_unavailable', message, { details, ...(retryAt ? { retryAt } : {}) });
  }
  if (status >= 500) return unavailable('xero_failed', 'Error connecting to Xero', { details: { ...details, maybeSent: true } });
  const messages = messagesOf(answer.body);
  return rejected('xero_refused', messages[0] ?? `Xero answered ${status}.`, { details: { ...details, messages } });
}

/** Xero's own words of a refused request. */
export function messagesOf(body: string): readonly string[] {
  const read = Refusal.safeParse(withUpperKeys(jsonOf(body)));
  if (!read.success) return [];
  const { Elements, Message, Detail } = read.data;
  const messages = (Elements ?? []).flatMap(({ ValidationErrors }) => ValidationErrors ?? []).map((error) => error.Message);
  const said = Message ?? Detail;
  return messages.length > 0 || !said ? messages : [said];
}

/** Some answers have their members in lower case (xero.md 14). */
function withUpperKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name.charAt(0).toUpperCase() + name.slice(1), member]),
  );
}

/** The value of a JSON text, or undefined. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The day's limit rests the whole organisation until Xero says; that of the minute, and of calls at once, shortly (xero.md 5.1). */
function limited({ headers, retryAt, exchange }: HttpResponse, now: Date): AppError {
  const problem = headers['x-rate-limit-problem']?.toLowerCase() ?? 'minute';
  const limit = /^da(y|ily)/.test(problem) ? 'day' : /concurrent/.test(problem) ? 'concurrent' : 'minute';
  const until = retryAt ?? new Date(now.getTime() + (limit === 'day' ? DAY_MS : MINUTE_MS));
  const message = limit === 'day' ? "Xero's calls of this day are used up" : "Xero's calls of this minute are used up";
  return rateLimited('xero_limited', message, { retryAt: until, details: { limit, exchange } });
}
