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
  const size = { bytes: 0 };
  const result = copy(value, '', size) as Value;
  if (size.bytes > MAX_BYTES)
    throw tooLarge('document_too_large', 'The document is larger than the database takes.', { details: size });
  return result;
}

interface Size {
  bytes: number;
}

function copy(value: unknown, path: string, size: Size): unknown {
  if (value === null || value === undefined) return value;
  switch (typeof value) {
    case 'string':
      size.bytes += value.length < LONG_TEXT ? value.length : Buffer.byteLength(value);
      return value;
    case 'number':
    case 'boolean':
      return value;
    case 'object':
      return copyObject(value, path, size);
    default:
      throw unstorable(path, `a ${typeof value}`);
  }
}

function copyObject(value: object, path: string, size: Size): unknown {
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof Uint8Array) {
    size.bytes += value.length;
    return new Uint8Array(value);
  }
  if (Array.isArray(value)) return value.map((item, index) => copy(item, `${path}[${index}]`, size) ?? null);
  if (!isPlain(value)) throw unstorable(path, `a ${value.constructor.name}`);
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    if (key === '__proto__' || key.includes('\0')) throw unstorable(`${path}.${key}`, 'under a name that cannot be stored');
    result[key] = copy(item, path === '' ? key : `${path}.${key}`, size);
  }
  return result;
}

/** Made by `{}` in whichever realm, or without a prototype. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
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
