import type { Json } from '../../http/json-text.ts';

export type FieldKind =
  | 'text'
  | 'int'
  | 'number'
  | 'bool'
  /** UTC; "no date" is null here and what the tenant shows for it outside. */
  | 'date'
  /** Objects and arrays as they are. */
  | 'json'
  /** Rows of their own kind within this one, each with an id (halopsa.md 6). */
  | 'lines';

export interface FieldDefinition {
  name: string;
  kind: FieldKind;
  /** Taken from nobody but the server and people. */
  isReadOnly: boolean;
  /** Taken, and never shown. */
  isHidden: boolean;
  /** Among the fields of a list's row. */
  isListed: boolean;
  /** Among the members that the published schema of its list has; whether a tenant's list fills them is not documented. */
  isInListSchema: boolean;
  /** The entity that it holds an id of. */
  referenceTo: string | undefined;
  /** Read-only member that shows the name of what it refers to. */
  companion: string | undefined;
  defaultValue: Json | undefined;
  /** Declared double: `12.0` may appear (halopsa.md 4). */
  isDouble: boolean;
}

/** What the applications' scopes tell apart: `read:` and `edit:` of each (halopsa.md 3). */
export type Area =
  | 'tickets'
  | 'customers'
  | 'contracts'
  | 'suppliers'
  | 'items'
  | 'sales'
  | 'quotes'
  | 'sos'
  | 'pos'
  | 'invoices'
  /** Configuration: any scope reads it, `admin` writes it. */
  | 'configuration'
  /** Needs `admin:webhooks` for everything. */
  | 'webhooks';

/** One way to a table. */
export interface Endpoint {
  /** Below `/api/`, and what faults, counters and the log call it. */
  name: string;
  entity: EntityDefinition;
  /** Use of the ticket types that it shows. */
  domain: 'ticket' | 'opportunity' | 'project' | undefined;
  /** Name of the array in the envelope; undefined for a bare array. */
  listName: string | undefined;
}

export interface EntityDefinition {
  name: string;
  area: Area;
  /** Name of the array in the envelope; undefined for a bare array (halopsa.md 5). */
  listName: string | undefined;
  /** Rows that a page has at the most; undefined without such a cap. */
  largestPage: number | undefined;
  /** Query parameters that keep the rows whose field has the value: parameter by field. */
  filters: Readonly<Record<string, string>>;
  /** Fields that `search` looks into. */
  searched: readonly string[];
  /** Field of its last change. */
  changedAt: string | undefined;
  /** Carries custom fields. */
  hasCustomFields: boolean;
  /** Shown under a uuid instead of a number. */
  hasGuid: boolean;
  /** R read, C create and update, D delete. */
  operations: string;
  fields: readonly FieldDefinition[];
  fieldByName: ReadonlyMap<string, FieldDefinition>;
  /** Fields of a line of `lines`. */
  lineFields: readonly FieldDefinition[];
  firstId: number;
}
