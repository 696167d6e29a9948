import type { Clock } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import type { DayReading } from '../domain/day-allowance.ts';

/** What each organisation's last answer to this process said of its day (xero.md 5.1). */
export interface DayReadings {
  of(connectionId: string): DayReading | undefined;
  /** The same calls, read on their way back. */
  http: Pick<HttpClient, 'request'>;
}

const HEADER = 'x-daylimit-remaining';

export function readDays(http: Pick<HttpClient, 'request'>, { clock }: { clock: Clock }): DayReadings {
  const last = new Map<string, DayReading>();
  return {
    of: (connectionId) => last.get(connectionId),
    http: {
      async request(request) {
        const answer = await http.request(request);
        const left = callsIn(answer.headers[HEADER]);
        if (left !== undefined) last.set(request.group, { left, at: clock.now() });
        return answer;
      },
    },
  };
}

/** Undefined where it is no number of calls: a limit that Xero does not tell is none to keep. */
export function callsIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}
