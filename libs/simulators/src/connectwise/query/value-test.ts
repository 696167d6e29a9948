import type { Json } from '../metadata/entity-definition.ts';
import { refuse } from '../refusal.ts';
import { readInstant } from '../store/instant.ts';
import type { Comparison, Literal, Operator } from './parse-conditions.ts';

export type ValueTest = (value: Json) => boolean;
export type ValueType = Literal['type'];

type Comparable = string | number | boolean;

/** The test of one comparison. Without `expected`, each value is held against the literal's own type. */
export function compileTest({ op, literals, field }: Comparison, expected: ValueType | undefined, code: string): ValueTest {
  const wanted = literals.map((literal) => toComparable(literal, expected, { field, code }));
  const [first = null] = wanted;
  if (op === 'in') return (value) => wanted.some((one) => one !== null && isEqual(value, one));
  if (first === null) return nullTest(op, code);
  if (op === 'contains' || op === 'like') return textTest(op, String(first));
  return (value) => compare(op, value, first);
}

function nullTest(op: Operator, code: string): ValueTest {
  if (op === '=') return (value) => value === null;
  if (op === '!=') return (value) => value !== null;
  throw refuse(400, code, `null can be compared with = and != only, not with ${op}.`);
}

/** As in a database, nothing is less, greater or other than a missing value; text compares without regard to case. */
function compare(op: Operator, value: Json, wanted: Comparable): boolean {
  if (value === null || typeof value === 'object') return false;
  const [left, right] = typeof value === 'string' || typeof wanted === 'string' ? [fold(value), fold(wanted)] : [value, wanted];
  switch (op) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

function isEqual(value: Json, wanted: Comparable): boolean {
  return compare('=', value, wanted);
}

function fold(value: Comparable): string {
  return String(value).toLowerCase();
}

function textTest(op: 'contains' | 'like', pattern: string): ValueTest {
  const matches = globMatcher(op === 'contains' ? `*${pattern}*` : pattern);
  return (value) => value !== null && typeof value !== 'object' && matches(fold(value));
}

/** `*` and `%` stand for any text, `[[]` for an opening bracket; linear in the text, whatever the pattern. */
function globMatcher(pattern: string): (text: string) => boolean {
  const pieces = pattern
    .toLowerCase()
    .split(/[*%]/)
    .map((piece) => piece.replaceAll('[[]', '['));
  const [head = '', ...rest] = pieces;
  const tail = rest.pop();
  if (tail === undefined) return (text) => text === head;
  return (text) => {
    if (!text.startsWith(head)) return false;
    let at = head.length;
    for (const piece of rest) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return text.length - tail.length >= at && text.endsWith(tail);
  };
}

const NAME: Readonly<Record<ValueType, string>> = {
  string: 'string',
  numeric: 'numeric',
  boolean: 'boolean',
  datetime: 'DateTime',
  null: 'null',
};

function toComparable(
  { type, value }: Literal,
  expected: ValueType | undefined,
  { field, code }: { field: string; code: string },
): Comparable | null {
  if (type === 'null') return null;
  if (expected !== undefined && type !== expected) throw wrongType(NAME[expected], NAME[type], code);
  if (type !== 'datetime') return value;
  const instant = readInstant(withTime(String(value)), 'truncate');
  if (instant === undefined) throw refuse(400, code, `'${String(value)}' is not a valid DateTime for ${field}.`);
  return instant;
}

function withTime(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
}

function wrongType(expected: string, given: string, code: string) {
  return refuse(
    400,
    code,
    `Expected a ${expected} value, not a ${given}. String values should be enclosed with double or single quotes; ` +
      'DateTime values should be enclosed in square brackets; Boolean values should be True or False.',
  );
}
