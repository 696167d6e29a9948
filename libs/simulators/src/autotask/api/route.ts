import { OPERATION_OF_METHOD } from '../../http/watched-call.ts';
import type { EntityDefinition } from '../metadata/entity-definition.ts';
import { findChild, findEntity } from '../metadata/registry.ts';

/** What a path means (autotask.md 1.1, 2.1, 2.6, 2.8). */
export type Route =
  | { kind: 'zoneInformation' | 'versionInformation' | 'thresholdInformation' | 'rootInformation' | 'unknown' }
  | { kind: 'information'; entity: EntityDefinition; part: 'info' | 'fields' | 'udfs' }
  | OnEntity<'query' | 'count' | 'nextPage' | 'collection'>
  | { kind: 'item'; entity: EntityDefinition; id: number }
  | { kind: 'children'; entity: EntityDefinition; parentId: number }
  | { kind: 'child'; entity: EntityDefinition; parentId: number; id: number };

/** One member of the union for each kind. */
type OnEntity<Kind> = Kind extends string ? { kind: Kind; entity: EntityDefinition } : never;

export type RouteOf<Kind extends Route['kind']> = Extract<Route, { kind: Kind }>;

export interface Address {
  /** Number of the zone in the path. */
  zone: number;
  route: Route;
}

const BASE = /^\/(?:zone(?<zone>\d+)\/)?atservicesrest\/(?<rest>.*)$/i;
const UNKNOWN: Route = { kind: 'unknown' };

/** Reads a path in any case, with doubled and trailing slashes. @returns undefined outside of the API */
export function parsePath(path: string): Address | undefined {
  const groups = BASE.exec(path.replace(/\/{2,}/g, '/'))?.groups;
  if (!groups) return undefined;
  const segments = (groups['rest'] ?? '').split('/').filter((segment) => segment !== '');
  return { zone: Number(groups['zone'] ?? 1), route: parseSegments(segments) };
}

const SINGLE: Readonly<Record<string, Route>> = {
  zoneinformation: { kind: 'zoneInformation' },
  versioninformation: { kind: 'versionInformation' },
  thresholdinformation: { kind: 'thresholdInformation' },
  entityinformation: { kind: 'rootInformation' },
};

function parseSegments(segments: readonly string[]): Route {
  const [version = '', name = '', ...rest] = segments;
  if (segments.length === 1 && version.toLowerCase() === 'versioninformation') return { kind: 'versionInformation' };
  if (version.toLowerCase() !== 'v1.0') return UNKNOWN;
  const single = SINGLE[name.toLowerCase()];
  if (single && rest.length === 0) return single;
  const entity = findEntity(name);
  const own = entity && parseOwn(entity, rest);
  return own ?? parseChildren(name, rest);
}

/** Paths directly below an entity. */
function parseOwn(entity: EntityDefinition, rest: readonly string[]): Route | undefined {
  if (rest.length === 0) return { kind: 'collection', entity };
  const tail = rest.join('/').toLowerCase();
  switch (tail) {
    case 'query':
      return { kind: 'query', entity };
    case 'query/count':
      return { kind: 'count', entity };
    case 'query/next':
      return { kind: 'nextPage', entity };
    case 'entityinformation':
      return { kind: 'information', entity, part: 'info' };
    case 'entityinformation/fields':
      return { kind: 'information', entity, part: 'fields' };
    case 'entityinformation/userdefinedfields':
      return { kind: 'information', entity, part: 'udfs' };
  }
  const id = parseId(tail);
  return id === undefined ? undefined : { kind: 'item', entity, id };
}

/** `{Parent}/{id}/{Child}` and `{Parent}/{id}/{Child}/{id}`. */
function parseChildren(parentPath: string, [parentText = '', segment = '', childText, ...more]: readonly string[]): Route {
  const parentId = parseId(parentText);
  const entity = findChild(parentPath, segment);
  if (parentId === undefined || !entity || more.length > 0) return UNKNOWN;
  if (childText === undefined) return { kind: 'children', entity, parentId };
  const id = parseId(childText);
  return id === undefined ? UNKNOWN : { kind: 'child', entity, parentId, id };
}

function parseId(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** What the call is about, for fault matching, counters and the log. */
export function operationOf(route: Route, method: string): string {
  switch (route.kind) {
    case 'query':
    case 'nextPage':
      return 'query';
    case 'count':
      return 'count';
    case 'information':
    case 'rootInformation':
      return 'metadata';
    case 'collection':
    case 'item':
    case 'children':
    case 'child':
      return OPERATION_OF_METHOD[method] ?? 'other';
    default:
      return route.kind;
  }
}
