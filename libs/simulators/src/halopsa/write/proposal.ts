import type { Json } from '../../http/json-text.ts';
import type { Change, Row, Values } from '../store/database.ts';
import type { Endpoint } from '../metadata/entity-definition.ts';
import type { Tenant } from '../tenant.ts';

/** A write on its way: what the row will hold if nothing objects. */
export interface Proposal {
  tenant: Tenant;
  domain: Endpoint['domain'];
  /** Undefined on create. */
  previous: Row | undefined;
  values: Values;
  /** What the caller sent, hidden members included. */
  sent: Values;
  at: string;
}

/** What follows from a write in other rows. */
export interface Follower {
  tenant: Tenant;
  at: string;
  /** Makes a row as the server itself does, with all that follows from it. */
  insert(entityName: string, values: Values): Row;
  amend(entityName: string, id: unknown, values: Values): void;
  remove(entityName: string, id: number): void;
}

/** What is special about one entity, beyond its table of fields. */
export interface EntityRules {
  /** What stands in the way, in the vendor's words; people are not held to it. */
  check?(proposal: Proposal): string | undefined;
  /** Fields that the server sets. */
  derive?(proposal: Proposal): Values;
  follow?(follower: Follower, change: Change, sent: Values): void;
  /** Members that the answer carries besides the row's own. */
  remark?(tenant: Tenant, row: Row): Record<string, Json>;
}

export function amount(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

export function money(value: number): number {
  return Math.round((value + Number.EPSILON) * 100) / 100;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function lines(values: Values): readonly Values[] {
  return (values['lines'] ?? []) as readonly Values[];
}
