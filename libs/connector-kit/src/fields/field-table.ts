import type { FieldValue } from '@psa-bridge/records';

/** A row as it is about to be sent: the PSA's fields by their names; a reference is an object with its id. */
export type SentRow = Readonly<Record<string, unknown>>;

/** What a PSA demands of the rows of one entity, as far as it can be known before the call. */
export interface EntityFields {
  /** What it demands and people may leave open; what else it demands is filled in by the connector. */
  required?: readonly string[];
  /** Text lengths that it refuses to exceed. */
  lengths?: Readonly<Record<string, number>>;
  /** Fields that refer to rows which we know by a text of our own, and what people call such a row: `country`. */
  references?: Readonly<Record<string, string>>;
  /** Kind of the field values that a field chooses from. */
  choices?: Readonly<Record<string, string>>;
  customFields?: CustomFields;
}

/** Fields that the tenant added; what their lists offer are field values of the kind `<kind>_choice`. */
export interface CustomFields {
  kind: string;
  sent(row: SentRow): readonly SentCustomField[];
  /** What people call the field; it is undefined where it is gone. */
  nameOf(key: string, field: FieldValue | undefined): string;
}

export interface SentCustomField {
  /** Key of the field value that stands for the field. */
  key: string;
  value: string | null;
}

/** The fields of one PSA, which are checked before a call so that the person learns all at once and no call is spent. */
export interface FieldTable {
  /** What people call the PSA. */
  psa: string;
  entities: Readonly<Record<string, EntityFields>>;
}

/** Why the PSA would refuse a field. */
export interface FieldProblem {
  /** The PSA's name of it. */
  field: string;
  /** In words that name the field. */
  text: string;
  /** Of a choice that is not there: which. */
  key?: string;
}

/** The key of what the list of a custom field offers: values of different lists may be equal. */
export function customChoiceKey(field: string, value: string): string {
  return `${field}=${value}`;
}

/** The text cut to what a field takes, where cutting loses nothing that matters. */
export function fittedText(length: number | undefined, text: string | undefined): string | undefined {
  return text?.slice(0, length);
}
