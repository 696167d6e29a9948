import type { Clock } from '@psa-bridge/core';
import type { EntityDefinition } from './metadata/entity-definition.ts';
import type { Database } from './store/database.ts';
import { toSeconds } from './store/instant.ts';
import type { Switches } from './switches.ts';

/** How the integration signs in (connectwise.md 3). */
export interface Credentials {
  companyId: string;
  publicKey: string;
  privateKey: string;
  clientId: string;
}

export type Right = 'inquire' | 'add' | 'edit' | 'delete';

/** Something that the security role leaves out: a module, an entry of the table set-up, or one endpoint. */
export interface Denial {
  module?: string | undefined;
  setupTable?: string | undefined;
  /** Path of a collection, such as `company/companies`. */
  endpoint?: string | undefined;
  rights: readonly Right[];
}

/** The customer whose site this is. Its parts are exchanged by control operations. */
export interface Tenant {
  readonly clock: Clock;
  /** The API member's row and identifier. */
  readonly apiMember: { id: number; identifier: string };
  database: Database;
  switches: Switches;
  denied: readonly Denial[];
  credentials: Credentials;
  /** Such as `v2025_1/`; the vendor moves it at each upgrade. */
  codebase: string;
  /** Such as `http://127.0.0.1:40123`. */
  origin(): string;
}

export const ALIAS = 'v4_6_release/';
export const API_VERSION = '2025.8';

export function nowText(tenant: Pick<Tenant, 'clock'>): string {
  return toSeconds(tenant.clock.now());
}

/** What rights are about. */
export type Guarded = Pick<EntityDefinition, 'name' | 'path' | 'parent' | 'module' | 'setupTable'>;

/** `/info` collections need lower rights, so nothing is asked of them. */
export function isDenied({ denied }: Tenant, entity: Guarded, right: Right, isInfo: boolean): boolean {
  return !isInfo && denied.some((rule) => rule.rights.includes(right) && concerns(rule, entity));
}

/** A set-up table is a right of its own: its module alone neither gives nor takes it. */
function concerns({ module, setupTable, endpoint }: Denial, entity: Guarded): boolean {
  if (endpoint !== undefined) return endpoint.toLowerCase() === pathOf(entity).toLowerCase();
  if (setupTable !== undefined) return setupTable === entity.setupTable;
  return module === entity.module && entity.setupTable === undefined;
}

/** Where it is found: its collection, or `parents/segment`. */
export function pathOf({ path, parent, name }: Pick<Guarded, 'path' | 'parent' | 'name'>): string {
  return path ?? (parent ? `${parent.path}/${parent.segment}` : name);
}
