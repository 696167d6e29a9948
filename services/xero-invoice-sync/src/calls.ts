import { createHttpClient, type HttpClient } from '@psa-bridge/http-client';
import type { Platform } from '@psa-bridge/service-host';
import { readDays, type DayReadings } from './client/day-readings.ts';
import { pacedHttp } from './client/paced-http.ts';
import { SERVICE_NAME } from './collections.ts';
import type { Config } from './config.ts';

/** Xero lets so many calls of one organisation run at once (xero.md 5.1). */
const CONCURRENT_CALLS = 5;

/** How Xero is called. */
export interface Calls {
  http: HttpClient;
  /** The same, within what Xero allows an organisation. */
  paced: Pick<HttpClient, 'request'>;
  /** What those calls heard of what is left of the day. */
  days: Pick<DayReadings, 'of'>;
}

export function callsOf(config: Config, { clock, logger, metrics, faults }: Platform): Calls {
  const { XERO_ALLOWANCE_CALLS: calls, XERO_ALLOWANCE_MS: ms } = config;
  const http = createHttpClient({
    ...{ name: SERVICE_NAME, clock, logger, metrics, concurrency: CONCURRENT_CALLS },
    guard: { allowPrivate: config.ALLOW_PRIVATE_ADDRESSES },
    deadlineMs: config.XERO_TIMEOUT_MS,
  });
  const days = readDays(pacedHttp(http, { calls, ms, clock, faults }), { clock });
  return { http, paced: days.http, days };
}
