import { AppError } from '@psa-bridge/core';

/**
 * A deep copy of what a document may hold: text, numbers, booleans, null, dates, bytes, lists and plain objects. Fields that
 * are undefined are left out, so both stores keep the same.
 *
 * @throws AppError `unstorable_value` naming the path: a secret, a class instance or a function is never written by accident.
 */
export function copyDocument<Value>(value: Value): Value {
  return copy(value, '') as Value;
}

function copy(value: unknown, path: string): unknown {
  if (value === null || value === undefined) return value;
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'object':
      return copyObject(value, path);
    default:
      throw unstorable(path, `a ${typeof value}`);
  }
}

function copyObject(value: object, path: string): unknown {
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map((item, index) => copy(item, `${path}[${index}]`) ?? null);
  if (!isPlain(value)) throw unstorable(path, `a ${value.constructor.name}`);
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    if (key === '__proto__' || key.includes('\0')) throw unstorable(`${path}.${key}`, 'under a name that cannot be stored');
    result[key] = copy(item, path === '' ? key : `${path}.${key}`);
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
