import { jsonText } from '../../http/json-text.ts';
import type { FieldDefinition, FieldValue } from '../metadata/entity-definition.ts';
import { refusal, TEXT } from '../refusal.ts';
import { toInstantText } from '../store/instant.ts';
import type { Operator } from './query.ts';

/** Whether a stored value (null when not set) fits. */
export type ValueTest = (value: FieldValue) => boolean;

type Comparable = string | number | boolean;
type Comparer = (value: Comparable, wanted: Comparable) => boolean;

const COMPARERS: Readonly<Partial<Record<Operator, Comparer>>> = {
  eq: (value, wanted) => value === wanted,
  noteq: (value, wanted) => value !== wanted,
  gt: (value, wanted) => value > wanted,
  gte: (value, wanted) => value >= wanted,
  lt: (value, wanted) => value < wanted,
  lte: (value, wanted) => value <= wanted,
  beginswith: (value, wanted) => String(value).startsWith(String(wanted)),
  endswith: (value, wanted) => String(value).endsWith(String(wanted)),
  contains: (value, wanted) => String(value).includes(String(wanted)),
};
const TEXT_ONLY: readonly Operator[] = ['beginswith', 'endswith', 'contains'];

export interface ConditionRules {
  noteqMatchesNull: boolean;
}

/**
 * The test of one condition on one field (autotask.md 2.2). Text compares without case; a comparison with null matches nothing.
 *
 * @throws AppError a refusal, for a value of the wrong kind
 */
export function compileTest(field: FieldDefinition, op: Operator, given: unknown, rules: ConditionRules): ValueTest {
  if (op === 'exist') return (value) => value !== null;
  if (op === 'notexist') return (value) => value === null;
  if (TEXT_ONLY.includes(op) && field.dataType !== 'string') {
    throw refusal(`Invalid query syntax. The operator '${op}' cannot be used with the field ${field.name}.`);
  }
  const nullResult = rules.noteqMatchesNull && (op === 'noteq' || op === 'notin');
  const normalise = field.dataType === 'string' ? fold : asIs;
  if (op === 'in' || op === 'notin') {
    const wanted = new Set((given as readonly unknown[]).map((one) => toComparable(field, one)));
    const whenFound = op === 'in';
    return (value) => (value === null ? nullResult : wanted.has(normalise(value)) === whenFound);
  }
  const wanted = toComparable(field, given);
  const compare = COMPARERS[op];
  if (!compare || wanted === undefined) return () => false;
  return (value) => (value === null ? nullResult : compare(normalise(value), wanted));
}

const fold = (value: Comparable): Comparable => String(value).toLowerCase();
const asIs = (value: Comparable): Comparable => value;

/** The filter's value in the form in which rows hold theirs; undefined where nothing can match. */
function toComparable(field: FieldDefinition, value: unknown): Comparable | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'object') throw refusal(TEXT.parse(Array.isArray(value) ? '[' : '{', field.name));
  switch (field.dataType) {
    case 'string':
      return jsonText(value).toLowerCase();
    case 'boolean':
      return toBoolean(value);
    case 'datetime':
      return toInstant(field, value);
    default:
      return toNumber(field, value);
  }
}

function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw refusal(TEXT.conversion(String(value)).replace('int', 'bit'));
}

function toInstant(field: FieldDefinition, value: unknown): string {
  const instant = typeof value === 'string' ? toInstantText(value, field.isDateOnly) : undefined;
  if (instant === undefined) throw refusal('Conversion failed when converting date and/or time from character string.');
  return instant;
}

/** A text value on a long field matches nothing; on other numbers it is converted as SQL would. */
function toNumber(field: FieldDefinition, value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (field.dataType === 'long' && typeof value === 'string') return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  if (Number.isNaN(number)) throw refusal(TEXT.conversion(String(value)));
  return number;
}
