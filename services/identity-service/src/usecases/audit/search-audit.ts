import type { ActorKind } from '@psa-bridge/audit';
import { invalidInput, type Caller } from '@psa-bridge/core';
import type { Condition, Filter } from '@psa-bridge/persistence';
import type { Names } from '../../domain/audit/action-in-words.ts';
import type { AuditPayload } from '../../domain/audit/entry.ts';
import { actionsNaming } from '../../domain/traces.ts';
import type { Deps } from '../../ports.ts';
import { makeNameActions } from './name-actions.ts';

export interface AuditSearch {
  recordType?: string | undefined;
  recordId?: string | undefined;
  /** A user: what this one did, and what was done to this one. */
  person?: string | undefined;
  actorId?: string | undefined;
  actorKind?: ActorKind | undefined;
  kind?: string | undefined;
  /** The beginning of a field's name: what a change of it, or of a part of it, was. */
  field?: string | undefined;
  source?: string | undefined;
  since?: Date | undefined;
  /** Not included. */
  until?: Date | undefined;
  /** In place of `from`: the `next` of the page before. */
  cursor?: string | undefined;
  from: number;
  size: number;
}

export interface AuditPage {
  items: readonly (AuditPayload & { names: Names })[];
  total: number;
  next?: string;
}

type SearchDeps = Pick<Deps, 'auditPayloads' | 'users' | 'apiKeys' | 'people' | 'psaIntegrations'>;

/** What was done in a tenant, the latest first (OP-01). @throws AppError `invalid_request` (400) for a cursor that is none */
export function makeSearchAudit(deps: SearchDeps) {
  const nameActions = makeNameActions(deps);

  return async (search: AuditSearch, { tenantId }: Caller): Promise<AuditPage> => {
    const own = deps.auditPayloads.forTenant(tenantId);
    const { from, size, cursor } = search;
    const filter = filterOf(search);
    const rest = cursor === undefined ? filter : { $and: [filter, behind(cursor)] };
    const skip = cursor === undefined ? from : 0;
    const options = { sort: { 'action.occurredAt': -1, _id: -1 } as const, skip, limit: size + 1 };
    const [found, total] = await Promise.all([own.find(rest, options), own.count(filter)]);
    const [page, last] = [found.slice(0, size), found[size - 1]];
    const items = await nameActions(tenantId, page);
    return { items, total, ...(found.length > size && last ? { next: cursorAt(last) } : {}) };
  };
}

function filterOf({ recordType, recordId, person, field, since, until, ...search }: AuditSearch): Filter {
  const wanted: Readonly<Record<string, Condition | undefined>> = {
    'action.record.type': recordType,
    'action.record.ids': recordId,
    'action.actor.id': search.actorId,
    'action.actor.kind': search.actorKind,
    'action.kind': search.kind,
    'action.source': search.source,
    'action.changes.field': field === undefined ? undefined : { $regex: `^${RegExp.escape(field)}(\\.|$)` },
    'action.occurredAt': since || until ? { ...(since && { $gte: since }), ...(until && { $lt: until }) } : undefined,
  };
  const given = Object.entries(wanted).filter(([, condition]) => condition !== undefined);
  return { ...Object.fromEntries(given), ...(person !== undefined && actionsNaming([person], [person])) };
}

/** The place behind an action, whatever is done meanwhile. */
function cursorAt({ _id, action }: AuditPayload): string {
  return Buffer.from(JSON.stringify([action.occurredAt.toISOString(), _id])).toString('base64url');
}

function behind(cursor: string): Filter {
  const [at, id] = placeIn(cursor);
  return { $or: [{ 'action.occurredAt': { $lt: at } }, { 'action.occurredAt': at, _id: { $lt: id } }] };
}

function placeIn(cursor: string): readonly [Date, string] {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (typeof at === 'string' && typeof id === 'string' && !Number.isNaN(Date.parse(at))) return [new Date(at), id];
  } catch {
    // As below.
  }
  const problem = { field: 'query.cursor', message: 'must be the `next` of a page before' };
  throw invalidInput('invalid_request', `${problem.field}: ${problem.message}`, {
    details: { problems: [problem] },
    expected: true,
  });
}
