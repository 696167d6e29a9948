import { ACTOR_KINDS } from '@psa-bridge/audit';
import { defineRoute, page, pageSchema, pagingQuery, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import { actionInWords } from '../domain/audit/action-in-words.ts';
import type { NamedAction } from '../usecases/audit/search-audit.ts';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import { PRIVATE } from './private.ts';

const Time = z.iso.datetime();
const Name = z.string().min(1).max(200);

const AuditQuery = z.object({
  recordType: Name.optional().describe('Such as company, user, integration'),
  recordId: Name.optional(),
  person: Name.optional().describe('A user: what this one did, and what was done to this one'),
  actorId: Name.optional().describe('A user, an API key, an integration, a service'),
  actorKind: z.enum(ACTOR_KINDS).optional().describe('Such as integration, for what came from a PSA'),
  kind: Name.optional().describe('What was done, such as company.updated'),
  field: Name.optional().describe('A field that changed, or the beginning of its name up to a dot, such as settings.opportunity'),
  source: Name.optional().describe('The service that did it, such as autotask-connector'),
  since: Time.optional(),
  until: Time.optional().describe('Not included'),
  ...pagingQuery({ usual: 50 }),
});

const ActionView = z.object({
  id: z.string(),
  text: z.string().describe('What was done by whom, as a sentence'),
  kind: z.string(),
  actor: z.object({ kind: z.enum(ACTOR_KINDS), id: z.string(), name: z.string().optional().describe('As it is called now') }),
  record: z.object({
    type: z.string(),
    id: z.string(),
    name: z.string().optional(),
    furtherIds: z.array(z.string()).optional().describe('Further records of the same deed, such as a page of an import'),
  }),
  source: z.string().describe('The service that did it'),
  address: z.string().optional(),
  requestId: z.string().optional(),
  changes: z.array(z.object({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })),
  changesLeftOut: z.number().int(),
  occurredAt: Time,
});

/** Who did what to which record from where (OP-01). */
export function auditRoutes({ searchAudit }: Pick<IdentityUseCases, 'searchAudit'>): Route[] {
  return [
    defineRoute({
      ...{
        method: 'GET',
        path: '/v1/audit',
        permission: 'admin',
        summary: 'Recent changes and sign-ins, the latest first (OP-01)',
      },
      query: AuditQuery,
      responses: { 200: pageSchema(ActionView) },
      async handle({ query, caller }) {
        const { since, until, ...wanted } = query;
        const times = { since: since && new Date(since), until: until && new Date(until) };
        const search = { ...wanted, since: times.since || undefined, until: times.until || undefined };
        return page(await searchAudit(search, caller), query, actionView, PRIVATE);
      },
    }),
  ];
}

function actionView({ _id: id, action, names }: NamedAction): z.input<typeof ActionView> {
  const { changes, leftOut, occurredAt, record, actor, ...told } = action;
  const {
    type,
    name = names.record,
    ids: [recordId, ...furtherIds],
  } = record;
  return {
    ...told,
    ...{ id, text: actionInWords(action, names) },
    actor: { ...actor, ...(names.actor === undefined ? {} : { name: names.actor }) },
    record: { type, id: recordId, ...(name === undefined ? {} : { name }), ...(furtherIds.length > 0 ? { furtherIds } : {}) },
    changes: changes.map(({ field, beforeJson, afterJson }) => ({
      field,
      ...(beforeJson === '' ? {} : { before: JSON.parse(beforeJson) as unknown }),
      ...(afterJson === '' ? {} : { after: JSON.parse(afterJson) as unknown }),
    })),
    changesLeftOut: leftOut,
    occurredAt: occurredAt.toISOString(),
  };
}
