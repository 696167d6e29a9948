import type { EventStream } from './event-stream.ts';

/** What a handler answers. */
export type RouteResult =
  { status: number; body?: unknown; headers?: Readonly<Record<string, string>> } | { stream: EventStream };

type Headers = Readonly<Record<string, string>>;

export const ok = (body: unknown, headers?: Headers): RouteResult => ({ status: 200, body, ...(headers && { headers }) });
export const created = (body: unknown, location?: string, headers?: Headers): RouteResult => ({
  status: 201,
  body,
  headers: { ...headers, ...(location && { location }) },
});
export const accepted = (body: unknown, headers?: Headers): RouteResult => ({ status: 202, body, ...(headers && { headers }) });
export const noContent = (): RouteResult => ({ status: 204 });
/** Server-sent events; see `EventStream`. */
export const stream = (events: EventStream): RouteResult => ({ stream: events });
