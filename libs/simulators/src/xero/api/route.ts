import { findResource, type Resource } from './resources.ts';

/** What a path leads to. */
export type Route =
  | { kind: 'authorize' | 'token' | 'revocation' }
  | { kind: 'connections'; key: string | undefined }
  | { kind: 'organisation'; part: string | undefined }
  | { kind: 'resource'; resource: Resource; key: string | undefined; part: string | undefined }
  | { kind: 'unknown' };

const OPEN = {
  '/identity/connect/authorize': 'authorize',
  '/connect/token': 'token',
  '/connect/revocation': 'revocation',
} as const;

/** Paths are read in any case; undefined outside of what is Xero's. */
export function parseRoute(path: string): Route | undefined {
  const plain = path.replace(/\/+$/, '');
  const open = Object.entries(OPEN).find(([known]) => known === plain.toLowerCase());
  if (open) return { kind: open[1] };
  const [, connection] = /^\/connections(?:\/([^/]+))?$/i.exec(plain) ?? [];
  if (/^\/connections(?:\/[^/]+)?$/i.test(plain)) return { kind: 'connections', key: connection };
  const [, rest] = /^\/api\.xro\/2\.0\/(.*)$/i.exec(plain) ?? [];
  return rest === undefined ? undefined : parseApiPath(rest);
}

function parseApiPath(rest: string): Route {
  const [first = '', key, part, ...more] = rest.split('/').map(decode);
  if (more.length > 0) return { kind: 'unknown' };
  if (first.toLowerCase() === 'organisation')
    return part === undefined ? { kind: 'organisation', part: key?.toLowerCase() } : { kind: 'unknown' };
  const resource = findResource(first);
  return resource ? { kind: 'resource', resource, key, part: part?.toLowerCase() } : { kind: 'unknown' };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What faults, counters and the log call it. */
export function endpointOf(route: Route): string {
  switch (route.kind) {
    case 'resource':
      return route.resource.name;
    case 'organisation':
      return 'Organisation';
    case 'connections':
      return 'Connections';
    case 'authorize':
    case 'token':
    case 'revocation':
    case 'unknown':
      return route.kind;
  }
}

/** PUT creates, POST creates or updates; what stands below a document is called by its path. */
export function operationOf(route: Route, method: string): string {
  if (route.kind === 'resource' && route.part !== undefined) return route.part;
  if (method === 'GET') return route.kind === 'resource' && route.key === undefined ? 'query' : 'get';
  if (route.kind !== 'resource') return method === 'DELETE' ? 'delete' : 'create';
  return method === 'PUT' ? 'create' : 'update';
}
