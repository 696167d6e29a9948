import type { SimulatorOptions } from '../http/simulator-options.ts';
import type { LimitSizes } from './api/limits.ts';
import type { TokenLives } from './auth/grants.ts';
import type { AppSettings, Credentials } from './platform.ts';
import type { SeedInput } from './seed/seed-options.ts';
import type { Switches } from './switches.ts';

/** `timeScale` divides minute and day of the limits, the six minutes of idempotency keys, and the waits between tries of a webhook. */
export interface XeroSimulatorOptions extends SimulatorOptions<{
  seed: SeedInput;
  credentials: Credentials;
  switches: Switches;
}> {
  /** 60 a minute, 1,000 a day (Starter), 10,000 a minute of the app, 5 at once. */
  limits?: Partial<LimitSizes>;
  /** 1,800 seconds, 60 days, 30 minutes of grace. */
  tokenLives?: Partial<TokenLives>;
  app?: Partial<AppSettings>;
}

export const DEMO_CREDENTIALS: Credentials = {
  clientId: 'DEMO0STANDARD0APP00000000000000F',
  clientSecret: 'demo$Xero-Secret#1',
  customClientId: 'DEMO0CUSTOM0CONNECTION00000000F',
  customClientSecret: 'demo$Custom-Secret#1',
  webhookKey: 'demo$Webhook-Secret#1',
};

export const DEMO_APP: AppSettings = {
  name: 'Demo App',
  redirectUris: ['http://localhost:3000/callback', 'https://bridge.example/callback'],
  scopes: 'granular',
};
