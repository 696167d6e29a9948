import type { HttpCall } from './exchange.ts';

/** The form of an OAuth request; undefined where the body is none. */
export function readForm({ headers, body }: HttpCall): URLSearchParams | undefined {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase() === 'application/x-www-form-urlencoded' ? new URLSearchParams(body) : undefined;
}

/** Id and secret of HTTP Basic; undefined without that header. */
export function readBasic({ headers }: HttpCall): { id: string; secret: string } | undefined {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(headers['authorization'] ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [, id = '', secret = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  return { id, secret };
}
