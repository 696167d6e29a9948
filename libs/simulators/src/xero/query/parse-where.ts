import { badQuery } from '../refusal.ts';

/** A filter as xero.md 4 has it. */
export type Expression =
  | { op: 'and' | 'or'; parts: readonly Expression[] }
  | { op: 'not'; part: Expression }
  | { op: 'compare'; field: string; sign: Sign; literal: Literal }
  | { op: 'method'; field: string; method: Method; text: string; ignoresCase: boolean }
  | { op: 'flag'; field: string };

export type Sign = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type Method = 'contains' | 'startswith' | 'endswith';

export type Literal =
  | { type: 'text' | 'guid'; value: string }
  | { type: 'number' | 'date'; value: number }
  | { type: 'flag'; value: boolean }
  | { type: 'null'; value: null };

interface Token {
  kind: 'text' | 'number' | 'word' | 'symbol';
  text: string;
}

const TOKEN =
  /\s*(?:"(?<text>(?:[^"\\]|\\.)*)"|(?<number>-?\d+(?:\.\d+)?)(?![\w.])|(?<word>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(?<symbol>==|!=|<>|<=|>=|&&|\|\||[=<>!(),.]))/y;
const DEEPEST = 50;
const SIGNS: Readonly<Record<string, Sign>> = {
  '=': '==',
  '==': '==',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const METHODS: readonly string[] = ['contains', 'startswith', 'endswith'];
const CASES: readonly string[] = ['tolower', 'toupper'];

/** @throws AppError a 400 for text that is no filter */
export function parseWhere(text: string): Expression {
  const tokens = tokenize(text);
  let at = 0;

  function fail(): never {
    throw badQuery(`Syntax error at '${tokens[at]?.text ?? 'the end'}'`);
  }
  const isNext = (...wanted: string[]): boolean => {
    const token = tokens[at];
    return token !== undefined && token.kind !== 'text' && wanted.includes(token.text.toLowerCase());
  };
  function take(...wanted: string[]): boolean {
    const isTaken = isNext(...wanted);
    if (isTaken) at += 1;
    return isTaken;
  }
  function expect(wanted: string): void {
    if (!take(wanted)) fail();
  }
  function takeKind(kind: Token['kind']): string {
    const token = tokens[at];
    if (token?.kind !== kind) fail();
    at += 1;
    return token.text;
  }

  function chain(op: 'and' | 'or', sign: string, next: () => Expression): Expression {
    const first = next();
    const parts = [first];
    while (take(op, sign)) parts.push(next());
    return parts.length === 1 ? first : { op, parts };
  }
  const disjunction = (depth: number): Expression => chain('or', '||', () => chain('and', '&&', () => term(depth)));

  function term(depth: number): Expression {
    if (depth > DEEPEST) fail();
    if (take('!', 'not')) return { op: 'not', part: term(depth + 1) };
    if (!take('(')) return comparison();
    const inner = disjunction(depth + 1);
    expect(')');
    return inner;
  }

  function comparison(): Expression {
    const { field, method, ignoresCase } = fieldOf(takeKind('word'));
    if (method !== undefined) return call(field, method, ignoresCase);
    const sign = tokens[at]?.kind === 'symbol' ? SIGNS[tokens[at]?.text ?? ''] : undefined;
    if (sign === undefined) return { op: 'flag', field };
    at += 1;
    return { op: 'compare', field, sign, literal: literal() };
  }

  /** `Name.Contains("x")`, and `Name.ToLower().Contains("x")`. */
  function call(field: string, method: string, ignoresCase: boolean): Expression {
    expect('(');
    if (CASES.includes(method)) {
      expect(')');
      expect('.');
      return call(field, takeKind('word').toLowerCase(), true);
    }
    if (!METHODS.includes(method)) fail();
    const wanted = takeKind('text');
    expect(')');
    return { op: 'method', field, method: method as Method, text: wanted, ignoresCase };
  }

  function literal(): Literal {
    const token = tokens[at];
    if (token?.kind === 'text') return { type: 'text', value: takeKind('text') };
    if (token?.kind === 'number') return { type: 'number', value: Number(takeKind('number')) };
    if (take('true')) return { type: 'flag', value: true };
    if (take('false')) return { type: 'flag', value: false };
    if (take('null')) return { type: 'null', value: null };
    if (take('guid')) return inBrackets(() => ({ type: 'guid', value: takeKind('text').toLowerCase() }));
    if (take('datetime')) return inBrackets(date);
    fail();
  }

  function inBrackets(read: () => Literal): Literal {
    expect('(');
    const found = read();
    expect(')');
    return found;
  }

  /** `DateTime(2026,01,31)`, with hours, minutes and seconds or without. */
  function date(): Literal {
    const parts = [Number(takeKind('number'))];
    while (take(',')) parts.push(Number(takeKind('number')));
    const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = parts;
    const value = Date.UTC(year, month - 1, day, hours, minutes, seconds);
    if (parts.length < 3 || parts.length > 6 || Number.isNaN(value)) fail();
    return { type: 'date', value };
  }

  const expression = disjunction(0);
  if (at < tokens.length) fail();
  return expression;
}

/** A method is written behind its field, as if it were a part of its name. */
function fieldOf(word: string): { field: string; method: string | undefined; ignoresCase: boolean } {
  const cut = word.lastIndexOf('.');
  const last = word.slice(cut + 1).toLowerCase();
  const isCall = cut > 0 && (METHODS.includes(last) || CASES.includes(last));
  return { field: isCall ? word.slice(0, cut) : word, method: isCall ? last : undefined, ignoresCase: false };
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const matcher = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (matcher.lastIndex < end) {
    const at = matcher.lastIndex;
    const groups = matcher.exec(text)?.groups;
    if (!groups) throw badQuery(`Syntax error at '${text.slice(at, at + 20).trim()}'`);
    const [kind, found] = Object.entries(groups).find(([, value]) => value !== undefined) ?? ['symbol', ''];
    tokens.push({ kind: kind as Token['kind'], text: kind === 'text' ? found.replace(/\\(.)/g, '$1') : found });
  }
  return tokens;
}
