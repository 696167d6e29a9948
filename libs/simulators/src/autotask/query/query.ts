import { refusal, TEXT } from '../refusal.ts';

export const PAGE_SIZE = 500;
const LARGEST_LIST = 500;
const DEEPEST_NESTING = 64;

const OPERATORS = [
  'eq',
  'noteq',
  'gt',
  'gte',
  'lt',
  'lte',
  'beginswith',
  'endswith',
  'contains',
  'exist',
  'notexist',
  'in',
  'notin',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** A condition, or a group; a dropped one is undefined. */
export type Filter = Condition | { op: 'and' | 'or'; items: readonly Filter[] };

export interface Condition {
  op: Operator;
  field: string;
  value: unknown;
  isUdf: boolean;
}

export interface Query {
  filter: Filter;
  maxRecords: number;
  /** Lower-case names; undefined for all. */
  includeFields: ReadonlySet<string> | undefined;
}

export interface QueryRules {
  dropUnknownOperators: boolean;
  clampMaxRecords: boolean;
}

type Members = Readonly<Record<string, unknown>>;

/** Reads a query object (autotask.md 2.2); keys in any case. @throws AppError a refusal */
export function parseQuery(text: string, rules: QueryRules): Query {
  const query = toMembers(parseJson(text));
  if (!query) throw refusal(TEXT.parse(text.trim().slice(0, 1) || ' ', ''));
  const given = query['filter'];
  if (!Array.isArray(given) || given.length === 0) throw refusal('Invalid query syntax. Filter is required.');
  const tally = { or: 0, udf: 0 };
  const filter = { op: 'and' as const, items: parseItems(given, { rules, tally, depth: 0 }) };
  if (tally.or > LARGEST_LIST) throw refusal(TEXT.orLimit);
  if (tally.udf > 1) throw refusal('Invalid query syntax. Queries are limited to one UDF condition.');
  return {
    filter,
    maxRecords: parseMaxRecords(query['maxrecords'], rules),
    includeFields: parseIncludeFields(query['includefields']),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(TEXT.parse(text.trim().slice(0, 1) || ' ', ''));
  }
}

/** An object's members under lower-case names; undefined for anything else. */
function toMembers(value: unknown): Members | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toLowerCase(), member as unknown]));
}

interface Parsing {
  rules: QueryRules;
  tally: { or: number; udf: number };
  depth: number;
}

function parseItems(items: readonly unknown[], parsing: Parsing): Filter[] {
  if (parsing.depth > DEEPEST_NESTING) throw refusal('Invalid query syntax. The filter is nested too deeply.');
  return items.flatMap((item) => parseItem(item, { ...parsing, depth: parsing.depth + 1 }) ?? []);
}

/** @returns undefined for a condition that is dropped, and for a group of which nothing is left. */
function parseItem(item: unknown, parsing: Parsing): Filter | undefined {
  const members = toMembers(item);
  if (!members) throw refusal('Invalid query syntax. A filter item must be an object.');
  const op = typeof members['op'] === 'string' ? members['op'].toLowerCase() : '';
  if (op === 'and' || op === 'or') return parseGroup(op, members['items'], parsing);
  if (isOperator(op)) return parseCondition(op, members, parsing);
  if (parsing.rules.dropUnknownOperators) return undefined;
  throw refusal(`Invalid query syntax. '${String(members['op'])}' is not an operator.`);
}

function parseGroup(op: 'and' | 'or', items: unknown, parsing: Parsing): Filter | undefined {
  if (!Array.isArray(items)) throw refusal(`Invalid query syntax. '${op}' needs items.`);
  if (op === 'or') parsing.tally.or += items.length;
  const kept = parseItems(items, parsing);
  return kept.length === 0 ? undefined : { op, items: kept };
}

function parseCondition(op: Operator, members: Members, { tally }: Parsing): Condition {
  if (typeof members['field'] !== 'string') throw refusal('Invalid query syntax. A condition needs a field.');
  const { field, value } = members;
  if (op === 'in' || op === 'notin') {
    if (!Array.isArray(value)) throw refusal(`Invalid query syntax. '${op}' needs an array.`);
    if (value.length > LARGEST_LIST) throw refusal(TEXT.orLimit);
  }
  const isUdf = members['udf'] === true;
  if (isUdf) tally.udf += 1;
  return { op, field, value, isUdf };
}

function isOperator(op: string): op is Operator {
  return (OPERATORS as readonly string[]).includes(op);
}

function parseMaxRecords(value: unknown, { clampMaxRecords }: QueryRules): number {
  if (value === undefined || value === null) return PAGE_SIZE;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw refusal(TEXT.convert('integer', value, 'MaxRecords'));
  if (!clampMaxRecords && (value < 1 || value > PAGE_SIZE))
    throw refusal('Invalid query syntax. MaxRecords must be between 1 and 500.');
  return Math.min(PAGE_SIZE, Math.max(1, value));
}

function parseIncludeFields(value: unknown): ReadonlySet<string> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw refusal('Invalid query syntax. IncludeFields must be an array.');
  const names = value.filter((name) => typeof name === 'string').map((name) => name.toLowerCase());
  return names.length === 0 ? undefined : new Set(names);
}
