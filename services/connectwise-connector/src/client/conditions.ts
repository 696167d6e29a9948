/**
 * ConnectWise's query language (connectwise.md section 5). Conditions are text there; here they are made by functions, so that
 * no value can break out of its literal.
 */
export type Condition = string & { readonly __condition: unique symbol };

type Literal = string | number | boolean | Date | null;

export const where = {
  eq: (field: string, value: Literal): Condition => comparison(field, '=', value),
  not: (field: string, value: Literal): Condition => comparison(field, '!=', value),
  atLeast: (field: string, value: Literal): Condition => comparison(field, '>=', value),
  above: (field: string, value: Literal): Condition => comparison(field, '>', value),
  contains: (field: string, value: string): Condition => comparison(field, 'contains', value),
  oneOf: (field: string, values: readonly (string | number)[]): Condition =>
    condition(`${field} in (${values.map(literal).join(',')})`),
  all: (...parts: readonly Condition[]): Condition => condition(parts.map((part) => `(${part})`).join(' AND ')),
  any: (...parts: readonly Condition[]): Condition => condition(parts.map((part) => `(${part})`).join(' OR ')),
} as const;

/** Inactive rows too: some lists leave them out silently unless the conditions speak of their flag (section 8). */
export function everyRow(flag: string): Condition {
  return where.any(where.eq(flag, false), where.eq(flag, true));
}

function comparison(field: string, operator: string, value: Literal): Condition {
  // No literal holds both kinds of quotes: a wildcard stands for one of them, and askers compare the answers themselves.
  if (typeof value === 'string' && value.includes('"') && value.includes("'"))
    return condition(`${field} like ${literal(value.replaceAll('"', '*'))}`);
  return condition(`${field} ${operator} ${literal(value)}`);
}

function condition(text: string): Condition {
  return text as Condition;
}

function literal(value: Literal): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value instanceof Date) return `[${seconds(value)}]`;
  // Brackets are pattern characters.
  const text = value.replaceAll('[', '[[]');
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}

/** An instant as ConnectWise takes it: UTC to the second; fractions are refused or cut (section 4). */
export function seconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
