import type { ActorKind } from '@psa-bridge/audit';
import type { Caller } from '@psa-bridge/core';
import { findPage, type Condition, type Filter, type Page, type PageOrder, type PageRequest } from '@psa-bridge/persistence';
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
}

const LATEST_FIRST: PageOrder = [
  ['action.occurredAt', -1],
  ['_id', -1],
];

export type NamedAction = AuditPayload & { names: Names };

type SearchDeps = Pick<Deps, 'auditPayloads' | 'users' | 'apiKeys' | 'people' | 'psaIntegrations'>;

/** What was done in a tenant, the latest first (OP-01). @throws AppError `invalid_search` (400) for a cursor that is none */
export function makeSearchAudit(deps: SearchDeps) {
  const nameActions = makeNameActions(deps);

  return async (search: AuditSearch & PageRequest, { tenantId }: Caller): Promise<Page<NamedAction>> => {
    const list = { of: [tenantId, 'audit'], filter: filterOf(search), order: LATEST_FIRST };
    const { items, ...page } = await findPage(deps.auditPayloads.forTenant(tenantId), list, search);
    return { ...page, items: await nameActions(tenantId, items) };
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
