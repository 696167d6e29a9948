import { pageSchema, pagingQuery } from '@psa-bridge/http-server';
import { z } from 'zod';
import { ISSUE_LEVELS, ISSUE_STATUSES } from '../domain/issue.ts';
import { SORT_FIELDS } from '../usecases/list-issues.ts';

/** `a,b` as a list of alternatives. */
function listOf<Value extends string>(item: z.ZodType<Value, Value>) {
  return z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item).min(1).max(50));
}

const name = z.string().min(1).max(200);
const search = z.string().max(200).describe('Words that must all occur');

const filterQuery = {
  search: search.optional(),
  level: listOf(z.enum(ISSUE_LEVELS)).optional(),
  code: listOf(name).optional(),
  integrationId: listOf(name).optional(),
  entityType: listOf(name).optional(),
};

export const CountsQuery = z.object(filterQuery);

export const ListQuery = z.object({
  ...filterQuery,
  status: listOf(z.enum(ISSUE_STATUSES)).optional(),
  ...pagingQuery({ usual: 50 }),
  sort: z
    .enum([...SORT_FIELDS, ...SORT_FIELDS.map((field) => `-${field}` as const)])
    .default('-lastFailedAt')
    .describe('A field; with a minus before it, descending'),
});

export const RetryAllBody = z.strictObject({
  filter: z
    .strictObject({
      search: search.optional(),
      level: z.array(z.enum(ISSUE_LEVELS)).min(1).max(50).optional(),
      code: z.array(name).min(1).max(50).optional(),
      integrationId: z.array(name).min(1).max(50).optional(),
      entityType: z.array(name).min(1).max(50).optional(),
    })
    .describe('Which issues; {} means all that are open'),
});

export const IssueParams = z.object({ id: name });

const Time = z.iso.datetime();
const Level = z.enum(ISSUE_LEVELS);

const FailedItemView = z.object({
  itemId: z.string(),
  itemName: z.string(),
  code: z.string(),
  message: z.string(),
  psaText: z.string(),
});

const ExchangeView = z
  .object({ method: z.string(), url: z.string(), requestBody: z.string(), status: z.number().int(), responseBody: z.string() })
  .describe('The call that failed, secrets redacted');

const AttemptView = z.object({
  at: Time,
  level: Level,
  code: z.string(),
  message: z.string(),
  psaText: z.string(),
  traceId: z.string(),
  tries: z.number().int(),
});

const EpisodeView = z.object({
  openedAt: Time,
  closedAt: Time.optional(),
  closedBy: z.enum(['success', 'dismissal']).optional(),
  dismissedBy: z.string().optional(),
  failures: z.number().int(),
  attempts: z.array(AttemptView).describe('The latest ones'),
});

const issueFields = {
  id: z.string(),
  integrationId: z.string(),
  provider: z.string(),
  entityType: z.string(),
  entityId: z.string(),
  entityName: z.string(),
  externalId: z.string(),
  operation: z.string(),
  status: z.enum(ISSUE_STATUSES),
  level: Level,
  code: z.string(),
  kind: z.string(),
  message: z.string(),
  remedy: z.string(),
  psaText: z.string(),
  failedItems: z.array(FailedItemView),
  traceId: z.string(),
  attempts: z.number().int().describe('Failed results since it was opened'),
  firstFailedAt: Time,
  lastFailedAt: Time,
  retry: z.object({ at: Time, by: z.string(), jobId: z.string().optional() }).optional(),
};

export const IssueSummary = z.object(issueFields);
export const IssueDetail = z.object({
  ...issueFields,
  exchange: ExchangeView.optional(),
  openings: z.number().int(),
  episodes: z.array(EpisodeView).describe('The latest ones, oldest first'),
});

export const IssueList = pageSchema(IssueSummary);

const Counts = z.record(z.string(), z.number().int());
export const IssueCountsView = z.object({ byStatus: Counts, byCode: Counts, byLevel: Counts, byEntityType: Counts });

export const RetryJobView = z.object({
  id: z.string(),
  state: z.enum(['running', 'completed']),
  matched: z.number().int().describe('Issues that matched when it was asked for'),
  retried: z.number().int(),
  skipped: z.number().int().describe('Matching issues whose retry was under way already'),
  requestedAt: Time,
  requestedBy: z.string(),
  completedAt: Time.optional(),
});
