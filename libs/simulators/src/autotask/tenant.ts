import type { Clock } from '@psa-bridge/core';
import type { Database } from './store/database.ts';
import type { Row } from './store/table.ts';
import type { Switches } from './switches.ts';

/** How the integration signs in (autotask.md 1.2). */
export interface Credentials {
  /** 27 characters. */
  integrationCode: string;
  userName: string;
  secret: string;
}

export type Action = 'query' | 'create' | 'update' | 'delete';

/** What the API user's security level leaves out (autotask.md 1.3). */
export interface Security {
  isActive: boolean;
  denied: { entity: string; actions: readonly Action[] }[];
  /** Rows that the API user does not see; `all`, or ids. */
  hiddenRows: Map<string, 'all' | Set<number>>;
  /** Fields as `Entities.field` that the API user does not see. */
  hiddenFields: readonly string[];
  canCreateWebhooks: boolean;
  maxWebhooks: number;
}

export function fullSecurity(): Security {
  return { isActive: true, denied: [], hiddenRows: new Map(), hiddenFields: [], canCreateWebhooks: true, maxWebhooks: 50 };
}

/** The customer whose database this is. Its parts are exchanged by control operations. */
export interface Tenant {
  readonly clock: Clock;
  /** Resource row of the API user. */
  readonly apiUserId: number;
  database: Database;
  switches: Switches;
  security: Security;
  credentials: Credentials;
}

export function nowText(tenant: Pick<Tenant, 'clock'>): string {
  return tenant.clock.now().toISOString();
}

/** Whether the API user may see the row; fewer rows, never an error. */
export function isVisible(security: Security, entityName: string, row: Row): boolean {
  const hidden = security.hiddenRows.get(entityName);
  return hidden === undefined || (hidden !== 'all' && !hidden.has(row.id));
}

export function isDenied(security: Security, entityName: string, action: Action): boolean {
  return security.denied.some((rule) => rule.entity === entityName && rule.actions.includes(action));
}
