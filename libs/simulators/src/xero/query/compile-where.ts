import type { Json } from '../../http/json-text.ts';
import { readWireDate } from '../day.ts';
import { badQuery } from '../refusal.ts';
import type { Values } from '../store/rows.ts';
import { fold, isObject } from '../write/input.ts';
import { requireField, type FieldType } from './fields.ts';
import { parseWhere, type Expression, type Literal, type Sign } from './parse-where.ts';

export type Test = (shown: Values) => boolean;

/** A filter over objects as they go out. @throws AppError a 400 for what is no filter of this resource */
export function compileWhere(resource: string, text: string): Test {
  return compile(resource, parseWhere(text));
}

function compile(resource: string, expression: Expression): Test {
  switch (expression.op) {
    case 'and':
    case 'or': {
      const tests = expression.parts.map((part) => compile(resource, part));
      return expression.op === 'and'
        ? (shown) => tests.every((test) => test(shown))
        : (shown) => tests.some((test) => test(shown));
    }
    case 'not': {
      const inner = compile(resource, expression.part);
      return (shown) => !inner(shown);
    }
    case 'flag':
      if (requireField(resource, expression.field) !== 'flag') throw badQuery('Expression of type Boolean expected');
      return (shown) => valueAt(shown, expression.field) === true;
    case 'method':
      return methodTest(resource, expression);
    case 'compare':
      return compareTest(resource, expression);
  }
}

function methodTest(resource: string, { field, method, text, ignoresCase }: Extract<Expression, { op: 'method' }>): Test {
  const type = requireField(resource, field);
  if (type !== 'text' && type !== 'name') throw badQuery(`No applicable method exists in type of '${field}'`);
  const shape = (value: unknown): string => {
    const plain = typeof value === 'string' ? value : '';
    return type === 'name' ? fold(plain) : ignoresCase ? plain.toLowerCase() : plain;
  };
  const wanted = shape(text);
  return (shown) => {
    const value = shape(valueAt(shown, field));
    if (method === 'contains') return value.includes(wanted);
    return method === 'startswith' ? value.startsWith(wanted) : value.endsWith(wanted);
  };
}

function compareTest(resource: string, { field, sign, literal }: Extract<Expression, { op: 'compare' }>): Test {
  const type = requireField(resource, field);
  if (!fits(type, literal)) throw badQuery(`Operator '${sign}' incompatible with operand types of '${field}'`);
  const wanted = comparable(type, literal.value);
  return (shown) => holds(comparable(type, valueAt(shown, field)), sign, wanted);
}

function fits(type: FieldType, literal: Literal): boolean {
  if (literal.type === 'null') return true;
  return literal.type === (type === 'name' ? 'text' : type);
}

type Comparable = string | number | boolean | null;

/** As values compare; what is not there is null. */
function comparable(type: FieldType, value: Json): Comparable {
  if (type === 'date' && typeof value === 'string') return readWireDate(value) ?? null;
  if (type === 'name' && typeof value === 'string') return fold(value);
  return typeof value === 'object' ? null : value;
}

function holds(value: Comparable, sign: Sign, wanted: Comparable): boolean {
  if (sign === '==') return value === wanted;
  if (sign === '!=') return value !== wanted;
  if (value === null || wanted === null) return false;
  switch (sign) {
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
    case '>':
      return value > wanted;
    case '>=':
      return value >= wanted;
  }
}

/** `Contact.ContactID` leads into the object; what is not there is null. */
export function valueAt(shown: Values, field: string): Json {
  return field.split('.').reduce<Json>((value, name) => (isObject(value) ? (value[name] ?? null) : null), shown);
}

/** Orders by `Field`, `Field ASC` or `Field DESC`, several with commas. @throws AppError a 400 for what is no order */
export function compileOrder(resource: string, text: string): (left: Values, right: Values) => number {
  const orders = text.split(',').map((part) => {
    const [, field = '', direction = ''] = /^\s*([\w.]+)(?:\s+(asc|desc))?\s*$/i.exec(part) ?? [];
    if (field === '') throw badQuery(`Syntax error at '${part.trim()}'`);
    return { field, type: requireField(resource, field), isDescending: direction.toLowerCase() === 'desc' };
  });
  return (left, right) => {
    for (const { field, type, isDescending } of orders) {
      const order = compareValues(comparable(type, valueAt(left, field)), comparable(type, valueAt(right, field)));
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  };
}

function compareValues(left: Comparable, right: Comparable): number {
  if (left === right) return 0;
  if (left === null) return -1;
  return right !== null && left > right ? 1 : right === null ? 1 : -1;
}
