import type { Clock } from '@psa-bridge/core';
import type { Database } from './store/database.ts';
import type { Switches } from './switches.ts';

/** How the integration signs in (halopsa.md 3). */
export interface Credentials {
  /** Name of the tenant. */
  tenant: string;
  clientId: string;
  clientSecret: string;
}

/** The application and the agent that it runs as: both must allow what is done. */
export interface Access {
  /** Scopes that are ticked on the application's permissions tab. */
  scopes: readonly string[];
  /** `user` is the wrong login type: everything is a 403. */
  loginType: 'agent' | 'user';
  /** Entities that the agent's role hides. */
  denied: readonly string[];
}

/** The customer whose system this is. Its parts are exchanged by control operations. */
export interface Tenant {
  readonly clock: Clock;
  /** The agent behind the token. */
  readonly apiAgentId: number;
  database: Database;
  switches: Switches;
  credentials: Credentials;
  access: Access;
  /** Texts that successful writes carry in `_warning`, by entity, each once. */
  warnings: { entity: string; text: string }[];
  origin(): string;
}

export const FULL_ACCESS: Access = {
  scopes: ['all', 'all:standard', 'admin', 'admin:webhooks', 'all:teams', 'allteams'],
  loginType: 'agent',
  denied: [],
};

export function nowText({ clock }: Pick<Tenant, 'clock'>): string {
  return clock.now().toISOString();
}
