import type { HttpAnswer } from '../../http/exchange.ts';
import type { Switches } from '../switches.ts';
import type { Counted, LimitName, Limits, Met } from './limits.ts';

/** How a limit that is met is told (xero.md 5.1): the word in the header, and Retry-After but for concurrency. */
export function limitAnswer({ limit, retryAfterSeconds }: Met, switches: Switches): HttpAnswer {
  const hasWait = limit !== 'concurrent' || switches.concurrencyRetryAfter;
  return {
    status: 429,
    headers: {
      'x-rate-limit-problem': problemWord(limit, switches),
      ...(hasWait ? { 'retry-after': String(retryAfterSeconds) } : {}),
    },
  };
}

const WORDS = {
  lower: { minute: 'minute', day: 'day', concurrent: 'concurrent' },
  older: { minute: 'Minute', day: 'Daily', concurrent: 'Concurrent' },
} as const;

export function problemWord(limit: LimitName, { rateLimitProblem, appLimitProblem }: Switches): string {
  return limit === 'appMinute' ? appLimitProblem : WORDS[rateLimitProblem][limit];
}

/** What is left; a call that concerns no organisation is told of the app alone. */
export function remainingHeaders(limits: Limits, whose: Counted): Readonly<Record<string, string>> {
  const { minute, day, appMinute } = limits.left(whose);
  const ofApp = { 'x-appminlimit-remaining': String(appMinute) };
  if (whose.organisation === undefined) return ofApp;
  return { 'x-minlimit-remaining': String(minute), 'x-daylimit-remaining': String(day), ...ofApp };
}
