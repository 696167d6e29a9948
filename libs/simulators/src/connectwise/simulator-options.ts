import type { SimulatorOptions } from '../http/simulator-options.ts';
import type { SeedInput } from './seed/seed-options.ts';
import type { Switches } from './switches.ts';
import type { Credentials } from './tenant.ts';

/** `timeScale` divides the minute, waits between tries of a callback, and days until one is set inactive. */
export interface ConnectWiseSimulatorOptions extends SimulatorOptions<{
  seed: SeedInput;
  credentials: Credentials;
  switches: Switches;
}> {
  /** Calls that a minute allows: 1,000. */
  callsPerMinute?: number;
}

export const DEMO_CREDENTIALS: Credentials = {
  companyId: 'demomsp',
  publicKey: 'DemoPublicKey001',
  privateKey: 'demo$Private#1',
  clientId: '00000000-0000-4000-8000-00000000c1d0',
};
