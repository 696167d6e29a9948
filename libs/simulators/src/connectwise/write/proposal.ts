import type { ErrorEntry } from '../refusal.ts';
import type { Change, Row, Values } from '../store/database.ts';
import { nowText, type Tenant } from '../tenant.ts';

/** A write on its way: what the row will hold if nothing objects. */
export interface Proposal {
  tenant: Tenant;
  /** Undefined on create. */
  previous: Row | undefined;
  values: Values;
  /** What the caller sent, hidden members included. */
  sent: Values;
  memberId: string;
  isApi: boolean;
  at: string;
}

/** What is special about one entity, beyond its table of fields. */
export interface EntityRules {
  /** Errors of the API; a person at the keyboard is not held to them. */
  check?(proposal: Proposal): ErrorEntry[];
  /** What stands in the way of deleting it. */
  checkDelete?(tenant: Tenant, row: Row): string | undefined;
  /** Fields that the server sets. */
  derive?(proposal: Proposal): Values;
  /** What follows from a committed change in other rows. */
  follow?(tenant: Tenant, change: Change, sent: Values): void;
}

export function problem(resource: string, code: string, field: string, message: string): ErrorEntry {
  return { code, message, resource, field };
}

/** Inserts a row as the server itself does. */
export function insertRow({ database, ...tenant }: Tenant, entityName: string, values: Values, memberId: string): Row {
  const at = nowText(tenant);
  const info = { lastUpdated: at, updatedBy: memberId, dateEntered: at, enteredBy: memberId };
  return database.table(entityName).insert((id) => ({ id, values, custom: {}, info }));
}

/** Changes fields of a row without moving its stamps: the server's own bookkeeping. */
export function amend(tenant: Tenant, entityName: string, id: unknown, values: Values): void {
  const row = tenant.database.row(entityName, id);
  if (row) tenant.database.table(entityName).replace({ ...row, values: { ...row.values, ...values } });
}

/** Id of the row that is marked as default; of the first one where none is. */
export function defaultOf({ database }: Tenant, entityName: string, test: (row: Row) => boolean = () => true): number | null {
  const marked = database.find(entityName, (row) => row.values['defaultFlag'] === true && test(row));
  return (marked ?? database.find(entityName, test))?.id ?? null;
}

export function amount(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

export function money(value: number): number {
  return Math.round(value * 100) / 100;
}
