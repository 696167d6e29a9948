import { OPERATION_OF_METHOD } from '../../http/watched-call.ts';
import type { EntityDefinition } from '../metadata/entity-definition.ts';
import { findByPath, findChild } from '../metadata/registry.ts';

/** What a path below `apis/3.0/` leads to. */
export type Route =
  | {
      kind: 'collection';
      entity: EntityDefinition;
      parentId: number | undefined;
      part: 'list' | 'count' | 'search';
      isInfo: boolean;
    }
  | { kind: 'item'; entity: EntityDefinition; parentId: number | undefined; id: number; isInfo: boolean }
  | { kind: 'unknown' };

export interface Address {
  /** Such as `v4_6_release/`. */
  codebase: string;
  /** Without slashes at either end. */
  path: string;
  hasTrailingSlash: boolean;
}

const API = /^\/(v\d+_\w+)\/apis\/3\.0\/(.*)$/i;

/** @returns undefined outside of the API */
export function parseAddress(path: string): Address | undefined {
  const [, codebase = '', rest = ''] = API.exec(path) ?? [];
  if (codebase === '') return undefined;
  return { codebase: `${codebase}/`, path: rest.replace(/^\/+|\/+$/g, ''), hasTrailingSlash: rest.endsWith('/') };
}

const UNKNOWN: Route = { kind: 'unknown' };
/** Collections below `info` that stand for another one. */
const INFO_ALIAS: Readonly<Record<string, string>> = {
  'company/companies/info/types': 'company/companies/types/info',
  'system/info/members': 'system/members/info',
};
const SEARCHABLE = ['service/tickets'];

export function parseRoute(path: string): Route {
  const alias = Object.keys(INFO_ALIAS).find((prefix) => `${path.toLowerCase()}/`.startsWith(`${prefix}/`));
  const segments = (alias === undefined ? path : `${INFO_ALIAS[alias] ?? ''}${path.slice(alias.length)}`).split('/');
  for (let length = segments.length; length >= 2; length -= 1) {
    const collection = segments.slice(0, length).join('/');
    const entity = findByPath(collection);
    if (entity) return ofCollection(entity, collection, segments.slice(length));
  }
  return UNKNOWN;
}

function ofCollection(entity: EntityDefinition, path: string, rest: readonly string[]): Route {
  const [first = '', ...more] = rest;
  if (first.toLowerCase() === 'info' && entity.hasInfo) return within(entity, { parentId: undefined, isInfo: true }, more);
  const [segment, ...deeper] = more;
  const parentId = parseId(first);
  if (segment === undefined || parentId === undefined) return within(entity, { parentId: undefined, isInfo: false }, rest);
  const child = findChild(path, segment);
  return child ? within(child, { parentId, isInfo: false }, deeper) : UNKNOWN;
}

function within(
  entity: EntityDefinition,
  place: { parentId: number | undefined; isInfo: boolean },
  [first, ...more]: readonly string[],
): Route {
  if (first === undefined) return { kind: 'collection', entity, ...place, part: 'list' };
  if (more.length > 0) return UNKNOWN;
  const word = first.toLowerCase();
  if (word === 'count') return { kind: 'collection', entity, ...place, part: 'count' };
  if (word === 'search' && SEARCHABLE.includes(entity.path ?? ''))
    return { kind: 'collection', entity, ...place, part: 'search' };
  const id = parseId(first);
  return id === undefined ? UNKNOWN : { kind: 'item', entity, ...place, id };
}

export function parseId(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** What the call is about, for faults, counters and the log. */
export function operationOf(route: Route, method: string): string {
  if (route.kind === 'collection' && (method === 'GET' || route.part === 'search'))
    return route.part === 'count' ? 'count' : 'query';
  return OPERATION_OF_METHOD[method] ?? 'other';
}
