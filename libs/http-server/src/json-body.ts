import { invalidInput } from '@psa-bridge/core';
import type { FieldProblem } from './field-problems.ts';
import { invalidRequest } from './validation.ts';

/** Nothing here is nested nearly so deep, and whatever reads it goes down by calling itself. */
const MAX_DEPTH = 100;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * A body as it was meant, and only where that is clear: UTF-8 (RFC 8259, 8.1), no member named twice, of which readers would
 * take one or the other, no half of a character, no name with a zero byte, and not nested without end.
 *
 * @throws AppError `malformed_json`, `invalid_request`
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decoded(bytes);
  const value = parsed(text);
  const problems: FieldProblem[] = [];
  const members = new Map<string, number>();
  look(value, { place: ['body'], problems, members });
  if (problems.length === 0) problems.push(...namedTwice(text, members));
  if (problems.length > 0) throw invalidRequest(problems);
  return value;
}

function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalidInput('malformed_json', 'body: is not in UTF-8', { expected: true });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalidInput('malformed_json', 'body: is not valid JSON', { expected: true });
  }
}

interface Looked {
  place: readonly string[];
  problems: FieldProblem[];
  /** How often each name occurs. */
  members: Map<string, number>;
}

function look(value: unknown, { place, problems, members }: Looked): void {
  const report = (message: string): void => void problems.push({ field: place.join('.').toWellFormed(), message });
  if (typeof value === 'string' && !value.isWellFormed()) report('holds half of a character; send whole ones');
  if (typeof value !== 'object' || value === null) return;
  if (place.length > MAX_DEPTH) return report(`is nested deeper than ${MAX_DEPTH} levels`);
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) members.set(name, (members.get(name) ?? 0) + 1);
    if (name.includes('\0')) report('has a name with a zero byte, under which nothing can be kept; leave it out');
    if (!name.isWellFormed()) report('has a name with half of a character; send whole ones');
    look(inner, { place: [...place, name], problems, members });
  }
}

/** In JSON that is well-formed, a text before a colon is a name. */
const TEXT = /"((?:[^"\\]|\\.)*)"(\s*:)?/g;

function namedTwice(text: string, members: ReadonlyMap<string, number>): FieldProblem[] {
  const named = new Map<string, number>();
  for (const [, written = '', colon] of text.matchAll(TEXT)) {
    if (colon === undefined) continue;
    const name = written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written;
    named.set(name, (named.get(name) ?? 0) + 1);
  }
  return [...named]
    .filter(([name, times]) => times > (members.get(name) ?? 0))
    .map(([name]) => ({ field: `body.${name}`, message: 'is named more than once in one object; name it once' }));
}
