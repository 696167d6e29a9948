import type { Clock } from '@psa-bridge/core';
import type { Latency } from './latency.ts';

/** The parts of a vendor that its simulator's options speak of. */
export interface VendorParts {
  seed: object;
  credentials: object;
  switches: object;
}

/** What every simulator takes; each vendor adds what its limits are made of. */
export interface SimulatorOptions<Parts extends VendorParts> {
  clock?: Clock;
  /** 0, the default, takes a free port. */
  port?: number;
  seed?: Parts['seed'];
  /** None by default; the vendors' are about 150 ms a call and 400 ms a full page. */
  latency?: Partial<Latency>;
  /** Divides the vendor's own time windows: 60 makes an hour a minute. */
  timeScale?: number;
  credentials?: Partial<Parts['credentials']>;
  switches?: Partial<Parts['switches']>;
}
