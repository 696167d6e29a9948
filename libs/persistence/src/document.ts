import { AppError, tooLarge } from '@psa-bridge/core';

/** A little below the 16 MiB that a document may have, for the names and numbers that are not counted. */
const MAX_BYTES = 15_500_000;
/** From here on a text's bytes are counted exactly. */
const LONG_TEXT = 1_000;

/**
 * A deep copy of what a document may hold: text, numbers, booleans, null, dates, bytes, lists and plain objects. Fields that
 * are undefined are left out, so both stores keep the same.
 *
 * @throws AppError `unstorable_value` naming the path: a secret, a class instance or a function is never written by accident;
 * `document_too_large`.
 */
export function copyDocument<Value>(value: Value): Value {
  const tally: Tally = { bytes: 0, trail: [] };
  const result = copy(value, tally) as Value;
  if (tally.bytes > MAX_BYTES)
    throw tooLarge('document_too_large', 'The document is larger than the database takes.', { details: { bytes: tally.bytes } });
  return result;
}

/** What is counted on the way, and the way itself: written out only for an error, for every document passes here. */
interface Tally {
  bytes: number;
  trail: (string | number)[];
}

function copy(value: unknown, tally: Tally): unknown {
  if (value === null || value === undefined) return value;
  switch (typeof value) {
    case 'string':
      tally.bytes += value.length < LONG_TEXT ? value.length : Buffer.byteLength(value);
      return value;
    case 'number':
    case 'boolean':
      return value;
    case 'object':
      return copyObject(value, tally);
    default:
      throw unstorable(pathOf(tally.trail), `a ${typeof value}`);
  }
}

function copyObject(value: object, tally: Tally): unknown {
  if (Array.isArray(value)) return copyList(value, tally);
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof Uint8Array) {
    tally.bytes += value.length;
    return new Uint8Array(value);
  }
  if (!isPlain(value)) throw unstorable(pathOf(tally.trail), `a ${value.constructor.name}`);
  return copyFields(value as Readonly<Record<string, unknown>>, tally);
}

function copyList(list: readonly unknown[], tally: Tally): unknown[] {
  return list.map((item, index) => {
    tally.trail.push(index);
    const copied = copy(item, tally) ?? null;
    tally.trail.pop();
    return copied;
  });
}

function copyFields(fields: Readonly<Record<string, unknown>>, tally: Tally): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(fields)) {
    const item = fields[key];
    if (item === undefined) continue;
    tally.trail.push(key);
    if (key === '__proto__' || key.includes('\0')) throw unstorable(pathOf(tally.trail), 'under a name that cannot be stored');
    result[key] = copy(item, tally);
    tally.trail.pop();
  }
  return result;
}

/** Made by `{}` in whichever realm, or without a prototype. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** As one writes it: `lines[3].name`. */
function pathOf(trail: Tally['trail']): string {
  return trail.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`;
    return path === '' ? step : `${path}.${step}`;
  }, '');
}

/** Field names at the top are paths in the query language, so a dot or a dollar sign there has no faithful meaning. */
export function refuseUnusableNames(document: object): void {
  for (const name of Object.keys(document)) {
    if (name.includes('.') || name.startsWith('$')) throw unstorable(name, 'under a name with a dot or a dollar sign');
  }
}

function unstorable(path: string, what: string): AppError {
  return new AppError(`The document cannot be stored: ${path === '' ? 'it' : path} is ${what}.`, {
    code: 'unstorable_value',
    kind: 'bug',
    details: { path },
  });
}

/** The value at a dotted path, undefined where the way ends before. */
export function valueAt(document: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Readonly<Record<string, unknown>> | null | undefined)?.[name], document);
}

/** The name that a value is counted under; only text, numbers and booleans are counted. */
export function countedAs(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
