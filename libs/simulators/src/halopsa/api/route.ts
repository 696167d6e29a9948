import { OPERATION_OF_METHOD } from '../../http/watched-call.ts';
import type { Endpoint } from '../metadata/entity-definition.ts';
import { findEndpoint } from '../metadata/registry.ts';

/** What a path below `/api/` leads to. */
export type Route =
  | { kind: 'collection'; endpoint: Endpoint }
  | { kind: 'item'; endpoint: Endpoint; key: string }
  | { kind: 'special'; name: SpecialName }
  | { kind: 'unknown' };

const SPECIAL = {
  versioninfo: 'VersionInfo',
  'agent/me': 'Agent/me',
  'quotation/approval': 'Quotation/Approval',
  'client/newaccountsid': 'Client/NewAccountsId',
  control: 'Control',
} as const;

export type SpecialName = (typeof SPECIAL)[keyof typeof SPECIAL];

/** @returns undefined outside of the API */
export function parsePath(path: string): Route | undefined {
  const [, rest] = /^\/api\/+(.*?)\/*$/i.exec(path) ?? [];
  if (rest === undefined) return undefined;
  const special = Object.entries(SPECIAL).find(([name]) => name === rest.toLowerCase());
  if (special) return { kind: 'special', name: special[1] };
  const [first = '', key, ...more] = rest.split('/');
  const endpoint = findEndpoint(first);
  if (!endpoint || more.length > 0) return { kind: 'unknown' };
  return key === undefined ? { kind: 'collection', endpoint } : { kind: 'item', endpoint, key };
}

/** What faults, counters and the log call it. */
export function endpointOf(route: Route): string {
  if (route.kind === 'unknown') return 'unknown';
  return route.kind === 'special' ? route.name : route.endpoint.name;
}

export function operationOf(route: Route, method: string): string {
  return route.kind === 'collection' && method === 'GET' ? 'query' : (OPERATION_OF_METHOD[method] ?? 'other');
}
