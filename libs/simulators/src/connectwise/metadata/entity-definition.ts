import type { Json } from '../../http/json-text.ts';

export type { Json };

/** Kinds of values, as connectwise.md section 11 tells them apart. */
export type FieldKind =
  | 'string'
  | 'int'
  | 'number'
  | 'bool'
  | 'datetime'
  | 'enum'
  /** `{id, name}` on read, `{id}`, `{identifier}` or `{name}` on write. */
  | 'ref'
  /** An array of references. */
  | 'refs'
  | 'ints'
  /** Objects without references of their own. */
  | 'json'
  | 'communications';

export interface FieldDefinition {
  name: string;
  kind: FieldKind;
  /** Longest text; 0 where there is no limit. */
  length: number;
  /** `create`: the vendor's `*`; `update`: "required on updates", the server fills it on create. */
  required: 'never' | 'create' | 'update';
  /** `post`: taken on create only. */
  writable: 'always' | 'post' | 'never';
  /** Taken, never echoed. */
  isHidden: boolean;
  /** Name of the entity that a reference points to. */
  referenceTo: string | undefined;
  options: readonly string[];
  defaultValue: Json | undefined;
  range: readonly [low: number, high: number] | undefined;
}

export interface ParentDefinition {
  /** Path of the collection that the parent is in. */
  path: string;
  segment: string;
  /** The child's field that holds the parent's id. */
  field: string;
}

/** What the API member's role must allow (connectwise.md 3). */
export type RoleModule =
  'Companies' | 'Finance' | 'Marketing' | 'Procurement' | 'Project' | 'Sales' | 'Service Desk' | 'System' | 'Expense';

export interface EntityDefinition {
  /** As in "Contact 57919 not found", "Service Status". */
  name: string;
  /** As in "contact object is invalid". */
  resource: string;
  /** As in "Could not find member 'X' on object of type 'ServiceNote'." */
  typeName: string;
  /** Below `apis/3.0/`; undefined for what is reached through its parent only. */
  path: string | undefined;
  parent: ParentDefinition | undefined;
  module: RoleModule;
  /** The entry of the security role's table set-up, such as `Products/Category`. */
  setupTable: string | undefined;
  /** R read, C create, U update by PUT and PATCH, D delete. */
  operations: string;
  fields: readonly FieldDefinition[];
  fieldByName: ReadonlyMap<string, FieldDefinition>;
  /** What a reference calls `name`. */
  label: string;
  /** Values of this field are unique, whatever their case. */
  unique: string | undefined;
  /** Has a reduced `/info` collection that needs lower rights. */
  hasInfo: boolean;
  /** The screen whose user-defined fields it carries. */
  screen: string | undefined;
  firstId: number;
}

export type EntityInput = Pick<EntityDefinition, 'name' | 'module'> &
  Partial<Omit<EntityDefinition, 'fields' | 'fieldByName'>> & {
    /** One field a line, in the notation of `parseFields`. */
    fields: string;
  };
