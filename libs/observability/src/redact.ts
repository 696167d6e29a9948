import { REDACTED, Secret } from '@psa-bridge/core';
import { redactText, redactUrl } from './redact-text.ts';
import { isPersonalKey, isSecretKey } from './redacted-keys.ts';

const MAX_DEPTH = 12;
/** Members that name what the `value` beside them is, as in header lists and filters. */
const NAMING = ['name', 'key', 'header', 'field'] as const;

type Path = readonly object[];

/**
 * A plain copy in which every secret and every personal datum, at any depth and within texts, reads `[redacted]`. Errors become
 * objects with their causes. Pure, and total: it never throws, whatever it is given.
 */
export function redact(value: unknown): unknown {
  return walk(value, []);
}

function walk(value: unknown, path: Path): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (value === null || typeof value !== 'object') return value;
  if (path.includes(value)) return '[circular]';
  if (path.length >= MAX_DEPTH) return '[too deep]';
  try {
    return walkObject(value, [...path, value]);
  } catch {
    return '[unreadable]';
  }
}

function walkObject(value: object, path: Path): unknown {
  const single = asSingle(value);
  if (single !== undefined) return single;
  if (Array.isArray(value)) return walkList(value, path);
  if (value instanceof Set) return walkList([...value], path);
  if (value instanceof Map || value instanceof Headers || value instanceof URLSearchParams) {
    return walkEntries(
      [...value].map(([key, inner]: readonly unknown[]) => [String(key), inner] as const),
      path,
    );
  }
  if (value instanceof Error) return walkError(value, path);
  if (hasToJson(value)) return walk(value.toJSON(), path);
  return walkEntries(Object.entries(value), path);
}

/** Objects that stand for one value. */
function asSingle(value: object): unknown {
  if (value instanceof Secret) return REDACTED;
  if (value instanceof Date) return value;
  if (value instanceof URL) return redactUrl(value.href);
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? `[${value.byteLength} bytes]` : undefined;
}

function hasToJson(value: object): value is { toJSON: () => unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

/** Raw headers come as a flat list of names and values, or as pairs: what follows a secret's name is the secret. */
function walkList(items: readonly unknown[], path: Path): unknown[] {
  return items.map((item, at) => {
    const before = at % 2 === 1 ? items[at - 1] : undefined;
    return typeof before === 'string' && isSecretKey(before) ? REDACTED : walk(item, path);
  });
}

function walkEntries(entries: readonly (readonly [string, unknown])[], path: Path): Record<string, unknown> {
  const isValueHidden = entries.some(
    ([key, inner]) =>
      (NAMING as readonly string[]).includes(key.toLowerCase()) && typeof inner === 'string' && isHidden(inner, true),
  );
  return Object.fromEntries(
    entries.map(([key, inner]) => {
      const hidden = isHidden(key, inner) || (isValueHidden && key.toLowerCase() === 'value');
      return [key, hidden ? REDACTED : walk(inner, path)];
    }),
  );
}

/** A personal datum that is missing stays visible as such, because that may be the very problem. */
function isHidden(key: string, value: unknown): boolean {
  if (value === undefined) return false;
  return isSecretKey(key) || (value !== null && value !== '' && isPersonalKey(key));
}

function walkError(error: Error, path: Path): Record<string, unknown> {
  const own = Object.entries(error).filter(([key]) => !['name', 'message', 'stack', 'cause', 'errors'].includes(key));
  return {
    type: error.name,
    message: redactText(String(error.message)),
    stack: redactText(String(error.stack ?? '')),
    ...walkEntries(own, path),
    ...(error instanceof AggregateError ? { errors: walk(error.errors, path) } : {}),
    ...(error.cause === undefined ? {} : { cause: walk(error.cause, path) }),
  };
}

/** A body as text, redacted (as JSON where it is JSON), cut to `maxLength` characters. */
export function redactBody(body: string | undefined, maxLength = 8_000): string {
  if (!body) return '';
  const text = redactJsonOrText(body);
  return text.length > maxLength ? `${text.slice(0, maxLength)}… (${text.length} characters)` : text;
}

function redactJsonOrText(body: string): string {
  try {
    return JSON.stringify(redact(JSON.parse(body)));
  } catch {
    return redactText(body);
  }
}
