import type { SimulatorOptions } from '../http/simulator-options.ts';
import type { SeedInput } from './seed/seed-options.ts';
import type { Switches } from './switches.ts';
import type { Credentials } from './tenant.ts';

/** `timeScale` divides the hour and the waits between tries of a webhook. */
export interface AutotaskSimulatorOptions extends SimulatorOptions<{
  seed: SeedInput;
  credentials: Credentials;
  switches: Switches;
}> {
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
  /** Number of the customer's database. */
  database?: number;
}

export const DEMO_CREDENTIALS: Credentials = {
  integrationCode: 'DEMOPSABRIDGE00000000000001',
  userName: 'demo-api-user@example.com',
  secret: 'demo$Secret#1',
};
