import { isAppError, unavailable, type Clock } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';

const TIME_IS_UP = 'xero_simulation_time';

/** Calls that are given up once the time is over, waiting for their turn included; only for calls that change nothing. */
export function httpWithin(
  http: Pick<HttpClient, 'request'>,
  { until, clock }: { until: Date; clock: Clock },
): Pick<HttpClient, 'request'> {
  return {
    async request(request) {
      const left = until.getTime() - clock.now().getTime();
      if (left <= 0) throw timeIsUp();
      const answered = new AbortController();
      const over = clock.sleep(left, answered.signal).then(() => {
        throw timeIsUp();
      });
      try {
        return await Promise.race([http.request(request), over]);
      } finally {
        answered.abort();
        over.catch(() => undefined);
      }
    },
  };
}

export function isTimeUp(error: unknown): boolean {
  return isAppError(error) && (error.code === TIME_IS_UP || isTimeUp(error.cause));
}

function timeIsUp() {
  return unavailable(TIME_IS_UP, 'The time of the simulation is over', { expected: true });
}
