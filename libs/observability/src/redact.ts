import { REDACTED, Secret } from '@psa-bridge/core';

/** Names whose values are secrets or personal credentials, compared without case, dashes and underscores. */
export const SECRET_KEYS = [
  'authorization',
  'proxyauthorization',
  'cookie',
  'setcookie',
  'password',
  'passphrase',
  'secret',
  'clientsecret',
  'secretkey',
  'apikey',
  'apiintegrationcode',
  'integrationcode',
  'username',
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'privatekey',
  'signature',
  'xhooksignature',
  'credentials',
] as const;

const secretKeys: ReadonlySet<string> = new Set(SECRET_KEYS);
const MAX_DEPTH = 12;

export function isSecretKey(name: string): boolean {
  return secretKeys.has(name.toLowerCase().replace(/[-_\s]/g, ''));
}

/** A copy in which every secret, at any depth, reads `[redacted]`. Errors become plain objects with their causes. Pure. */
export function redact(value: unknown, depth = 0): unknown {
  if (value instanceof Secret) return REDACTED;
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if (depth >= MAX_DEPTH) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  if (value instanceof Date) return value;
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (value instanceof Map) return redact(Object.fromEntries(value), depth + 1);
  if (value instanceof Error) return redactError(value, depth);
  return redactEntries(Object.entries(value), depth);
}

function redactEntries(entries: readonly (readonly [string, unknown])[], depth: number): Record<string, unknown> {
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, isSecretKey(key) && inner !== undefined ? REDACTED : redact(inner, depth + 1)]),
  );
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const own = Object.entries(error).filter(([key]) => !['name', 'message', 'stack', 'cause'].includes(key));
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...redactEntries(own, depth),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

/** A URL without user information and with the values of secret query parameters redacted; other text unchanged. */
export function redactUrl(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  for (const name of new Set(parsed.searchParams.keys())) if (isSecretKey(name)) parsed.searchParams.set(name, REDACTED);
  return parsed.toString();
}

/** A body as text with its secrets redacted where it is JSON or a form, cut to `maxLength` characters. */
export function redactBody(body: string | undefined, maxLength = 8_000): string {
  if (!body) return '';
  const text = redactText(body);
  return text.length > maxLength ? `${text.slice(0, maxLength)}… (${text.length} characters)` : text;
}

function redactText(body: string): string {
  try {
    return JSON.stringify(redact(JSON.parse(body)));
  } catch {
    return body.replace(/\b([\w-]+)=([^&\s]+)/g, (pair, name: string) => (isSecretKey(name) ? `${name}=${REDACTED}` : pair));
  }
}
