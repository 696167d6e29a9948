/** Wire types of `entityInformation/fields` (autotask.md 2.6). */
export type DataType = 'integer' | 'long' | 'short' | 'string' | 'boolean' | 'datetime' | 'double' | 'decimal';

export type FieldValue = string | number | boolean | null;

export interface FieldDefinition {
  name: string;
  dataType: DataType;
  /** Longest text; 0 where there is no limit. */
  length: number;
  isRequired: boolean;
  /** `once`: set on create, ignored afterwards. */
  readOnly: 'never' | 'once' | 'always';
  isQueryable: boolean;
  /** The date alone counts, whatever time is sent (autotask.md 2.9). */
  isDateOnly: boolean;
  /** Singular name of the entity it points to. */
  referenceTo: string | undefined;
  /** `own`: its values are tenant data of this field; otherwise the entity whose rows are the values. */
  picklist: 'own' | { entity: string } | undefined;
  /** What the server sets on create when nothing is sent. */
  defaultValue: FieldValue | undefined;
}

export interface ParentDefinition {
  /** The entity whose id stands in the path. */
  entity: string;
  /** First path segment, where it is not the entity's own name. */
  path?: string;
  /** Path segment of the children. */
  segment: string;
  /** The child's field that holds the parent's id. */
  field: string;
}

/** Q query, C create, U update, D delete. */
export interface EntityDefinition {
  /** Plural, as in the path. */
  name: string;
  singular: string;
  operations: string;
  fields: readonly FieldDefinition[];
  /** By lower-case name. */
  fieldByName: ReadonlyMap<string, FieldDefinition>;
  /** Children are written through their parent only (autotask.md 2.8). */
  parent: ParentDefinition | undefined;
  /** Number of the entity in `UserDefinedFieldDefinitions.udfType`; undefined where it has no UDFs. */
  udfType: number | undefined;
  supportsWebhooks: boolean;
  /** Date fields that the server moves by itself. */
  stamps: { created: readonly string[]; edited: readonly string[]; activity: readonly string[] };
  /** Where its ids begin. */
  firstId: number;
}

export interface EntityInput {
  name: string;
  singular: string;
  operations: string;
  /** One field a line, in the notation of `parseFields`. */
  fields: string;
  parent?: ParentDefinition;
  udfType?: number;
  supportsWebhooks?: boolean;
  stamps?: { created?: readonly string[]; edited?: readonly string[]; activity?: readonly string[] };
  firstId?: number;
}

/** Fields that a webhook of their entity can watch. */
export function isWebhookField({ readOnly, isQueryable }: FieldDefinition): boolean {
  return readOnly !== 'always' && isQueryable;
}
