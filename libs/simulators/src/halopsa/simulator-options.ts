import type { SimulatorOptions } from '../http/simulator-options.ts';
import type { SeedInput } from './seed/seed-options.ts';
import type { Switches } from './switches.ts';
import type { Credentials } from './tenant.ts';

/** `timeScale` divides the five minutes of the limit, and the waits between tries of a webhook and within its batches. */
export interface HaloSimulatorOptions extends SimulatorOptions<{
  seed: SeedInput;
  credentials: Credentials;
  switches: Switches;
}> {
  /** Calls in five minutes: 300. */
  callsPerWindow?: number;
  /** 3,600. */
  tokenSeconds?: number;
}

export const DEMO_CREDENTIALS: Credentials = {
  tenant: 'demomsp',
  clientId: '00000000-0000-4000-8000-00000000a10a',
  clientSecret: 'demo$Halo-Secret#1',
};
