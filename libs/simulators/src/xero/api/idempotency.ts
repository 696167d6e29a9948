import type { Clock } from '@psa-bridge/core';
import { jsonAnswer, type HttpAnswer, type HttpCall } from '../../http/exchange.ts';
import { exception, problem } from '../refusal.ts';
import type { Switches } from '../switches.ts';

/** Answers by key, kept for six minutes from the first call (xero.md 6). */
export interface IdempotencyKeys {
  /** Carries the call out once; the same call under its key is answered as before, errors included. */
  once(call: HttpCall, whose: { clientId: string; organisation: number }, run: () => HttpAnswer): HttpAnswer;
  reset(): void;
}

const KEPT_MS = 6 * 60_000;
const LONGEST = 128;

export function createIdempotencyKeys(clock: Clock, timeScale: number, switches: () => Switches): IdempotencyKeys {
  const known = new Map<string, { request: string; answer: HttpAnswer; until: number }>();
  const now = (): number => clock.now().getTime();

  return {
    once(call, { clientId, organisation }, run) {
      const key = call.headers['idempotency-key'];
      if (key === undefined || key === '' || call.method === 'GET') return run();
      if (key.length > LONGEST)
        throw exception(14, 'ValidationException', `Idempotency Key is longer than ${LONGEST} characters.`);
      for (const [old, { until }] of known) {
        if (until > now()) break;
        known.delete(old);
      }
      const scoped = `${clientId} ${key}`;
      const request = [organisation, call.method, call.target, call.body].join('\n');
      const before = known.get(scoped);
      if (before) return before.request === request ? before.answer : mismatch(key, switches());
      const answer = run();
      known.set(scoped, { request, answer, until: now() + KEPT_MS / timeScale });
      return answer;
    },
    reset: () => known.clear(),
  };
}

function mismatch(key: string, { idempotencyMismatch }: Switches): HttpAnswer {
  const text = `Idempotency Key: ${key} is used with a different request.`;
  return idempotencyMismatch === 'detail'
    ? jsonAnswer(400, problem(400, 'Bad Request', text))
    : jsonAnswer(400, { ErrorNumber: 14, Type: 'ValidationException', Message: text });
}
