import type { FieldValue } from '../../metadata/entity-definition.ts';
import type { Change } from '../../store/database.ts';
import type { Row } from '../../store/table.ts';
import type { Tenant } from '../../tenant.ts';

export type Values = Readonly<Record<string, FieldValue>>;

/** A write on its way: what the row will hold if nothing objects. */
export interface Proposal {
  tenant: Tenant;
  /** Undefined on create. */
  previous: Row | undefined;
  values: Values;
  /** What the caller sent. */
  sent: Values;
  personId: number;
  /** Through the API, not by a person at the keyboard. */
  isApi: boolean;
  at: string;
}

/** What is special about one entity, beyond its metadata. */
export interface EntityRules {
  /** Errors of the API; a person at the keyboard is not held to them. */
  check?(proposal: Proposal): string[];
  /** Errors of deleting through the API. */
  checkDelete?(tenant: Tenant, row: Row): string[];
  /** Fields that the server sets. */
  derive?(proposal: Proposal): Values;
  /** What follows from a committed change in other rows. */
  follow?(tenant: Tenant, change: Change): void;
}

export function hasChanged({ before, after }: Change, field: string): boolean {
  return (before?.values[field] ?? null) !== (after?.values[field] ?? null);
}

/** Whether the write turns the field to this value. */
export function turnsTo({ previous, values }: Proposal, field: string, value: FieldValue): boolean {
  return values[field] === value && previous?.values[field] !== value;
}

/** Changes fields of a row without moving its stamps: the server's own bookkeeping. */
export function amend(tenant: Tenant, entityName: string, id: unknown, values: Values): void {
  const row = tenant.database.row(entityName, id);
  if (row) tenant.database.table(entityName).replace({ ...row, values: { ...row.values, ...values } });
}

export function amount(value: FieldValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/** Money as the vendor keeps it: at most four decimals (autotask.md 2.9). */
export function money(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
