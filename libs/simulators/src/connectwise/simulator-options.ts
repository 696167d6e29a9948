import type { Clock } from '@psa-bridge/core';
import type { Latency } from '../http/latency.ts';
import type { SeedInput } from './seed/seed-options.ts';
import type { Switches } from './switches.ts';
import type { Credentials } from './tenant.ts';

export interface ConnectWiseSimulatorOptions {
  clock?: Clock;
  /** 0, the default, takes a free port. */
  port?: number;
  seed?: SeedInput;
  /** None by default; the vendor's is about 150 ms a call and 400 ms a full page. */
  latency?: Partial<Latency>;
  /** Calls that a minute allows: 1,000. */
  callsPerMinute?: number;
  /** Divides the vendor's own time windows: the minute, waits between tries of a callback, days until one is set inactive. */
  timeScale?: number;
  credentials?: Partial<Credentials>;
  switches?: Partial<Switches>;
}

export const DEMO_CREDENTIALS: Credentials = {
  companyId: 'demomsp',
  publicKey: 'DemoPublicKey001',
  privateKey: 'demo$Private#1',
  clientId: '00000000-0000-4000-8000-00000000c1d0',
};
