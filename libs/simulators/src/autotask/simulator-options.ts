import type { Clock } from '@psa-bridge/core';
import type { Latency } from '../http/latency.ts';
import type { SeedInput } from './seed/seed-options.ts';
import type { Switches } from './switches.ts';
import type { Credentials } from './tenant.ts';

export interface AutotaskSimulatorOptions {
  clock?: Clock;
  /** 0, the default, takes a free port. */
  port?: number;
  seed?: SeedInput;
  /** None by default; the vendor's is about 150 ms a call and 400 ms a full page. */
  latency?: Partial<Latency>;
  limits?: {
    /** Calls in a window: 10,000. */
    threshold?: number;
    /** 60. */
    timeframeMinutes?: number;
    /** At once for an endpoint: 3. */
    threads?: number;
    /** Slower from 50 % and from 75 % of the threshold: 500 and 1,000. */
    tierDelaysMs?: readonly [number, number];
  };
  /** Divides the vendor's own time windows (the hour, webhook retries): 60 makes an hour a minute. */
  timeScale?: number;
  credentials?: Partial<Credentials>;
  /** Number of the customer's database. */
  database?: number;
  switches?: Partial<Switches>;
}

export const DEMO_CREDENTIALS: Credentials = {
  integrationCode: 'DEMOPSABRIDGE00000000000001',
  userName: 'demo-api-user@example.com',
  secret: 'demo$Secret#1',
};
