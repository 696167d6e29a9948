import { defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import { filterOf, type CauseGroup } from '../domain/cause/cause-group.ts';
import { SPLIT_FIELDS, type KnownCause } from '../domain/cause/known-cause.ts';
import type { IssueUseCases } from '../usecases/issue-use-cases.ts';
import { filterQuery, IssueFilterBody } from './filter.schemas.ts';
import { IssueParams, Time } from './issues.schemas.ts';

const MOST_GROUPS = 200;
const SplitBy = z.enum(SPLIT_FIELDS);

const causeFields = {
  id: z.string(),
  integrationId: z.string(),
  provider: z.string(),
  code: z.string(),
  kind: z.string(),
  reference: z.string().describe('What the failures point at; where they name nothing, their words'),
  message: z.string(),
  remedy: z.string().describe('What mends all of them'),
  firstSeenAt: Time,
  splitBy: SplitBy.optional(),
};

const GroupView = z.object({
  cause: z.object(causeFields),
  part: z.object({ by: SplitBy, value: z.string() }).optional().describe('Where the cause is split'),
  open: z.number().int(),
  retrying: z.number().int().describe('Those of the open ones whose retry is under way'),
  filter: IssueFilterBody.describe('Takes the group to the list and to retry-all, dismiss-all and change-all'),
});
const GroupList = z.object({ items: z.array(GroupView), total: z.number().int().describe('Causes that have open issues') });
const GroupsQuery = z.object({ ...filterQuery, size: z.coerce.number().int().min(1).max(MOST_GROUPS).default(50) });

/** Open issues by cause: fixed once, retried together. */
export function causeRoutes({ listCauseGroups, splitCause }: IssueUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: '/v1/issues/causes', permission: 'Issue manager' },
      summary: 'Open issues by cause, the largest group first, each with its remedy and how many are left',
      query: GroupsQuery,
      responses: { 200: GroupList },
      async handle({ query: { size, ...filter }, caller }) {
        const { groups, total } = await listCauseGroups(filter, size, caller);
        return ok({ items: groups.map(groupView), total });
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/issues/causes/{id}/split', permission: 'admin' },
      summary: 'Show a cause in a group for each value of a field, where one remedy does not mend all',
      params: IssueParams,
      body: z.strictObject({ by: SplitBy }),
      responses: { 200: z.object(causeFields) },
      deed: 'issue_cause.split',
      handle: async ({ params, body, caller }) => ok(causeView(await splitCause(params.id, body.by, caller))),
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/issues/causes/{id}/join', permission: 'admin', summary: 'Undo the split of a cause' },
      params: IssueParams,
      responses: { 200: z.object(causeFields) },
      deed: 'issue_cause.joined',
      handle: async ({ params, caller }) => ok(causeView(await splitCause(params.id, undefined, caller))),
    }),
  ];
}

function groupView(group: CauseGroup): z.input<typeof GroupView> {
  const { cause, part, open, retrying } = group;
  return {
    cause: causeView(cause),
    ...(part ? { part } : {}),
    open,
    retrying,
    filter: filterOf(group) as z.input<typeof IssueFilterBody>,
  };
}

function causeView({ _id: id, firstSeenAt, splitBy, ...cause }: KnownCause) {
  const { integrationId, provider, code, kind, reference, message, remedy } = cause;
  return {
    ...{ id, integrationId, provider, code, kind, reference, message, remedy, firstSeenAt: firstSeenAt.toISOString() },
    ...(splitBy === undefined ? {} : { splitBy }),
  };
}
