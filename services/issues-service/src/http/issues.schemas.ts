import { pageSchema, pagingQuery } from '@psa-bridge/http-server';
import { z } from 'zod';
import { ISSUE_LEVELS, ISSUE_STATUSES, SEVERITIES } from '../domain/issue.ts';
import { SORT_FIELDS } from '../usecases/list-issues.ts';
import { filterQuery, listOf, name } from './filter.schemas.ts';

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

export const IssueParams = z.object({ id: name });

export const Time = z.iso.datetime();
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
  exchange: ExchangeView.optional(),
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
  cause: z.string().describe('Issues with the same one are mended by the same remedy'),
  severity: z.enum(SEVERITIES),
  owner: z.string().optional().describe('The user who works on it'),
  ownerIsGone: z.literal(true).optional().describe('That user is not let in any more: give it to somebody else'),
  acknowledged: z.object({ at: Time, by: z.string() }).optional(),
  mutedUntil: Time.optional(),
};

export const IssueSummary = z.object(issueFields);
export const IssueDetail = z.object({
  ...issueFields,
  exchange: ExchangeView.optional(),
  input: z
    .union([z.object({ editAt: z.string() }), z.object({ why: z.string() })])
    .describe('Where the input of the failed operation is changed, which tries it again by itself; else why it is not'),
  links: z.object({ trace: z.string().optional(), runbook: z.string().optional() }),
  revision: z.number().int().describe('Rises with what people change; the ETag'),
  openings: z.number().int(),
  episodes: z.array(EpisodeView).describe('The latest ones, oldest first'),
});

export const IssueList = pageSchema(IssueSummary);

export const HandleBody = z.strictObject({
  owner: name.nullable().optional().describe('The user who works on it; null for nobody'),
  acknowledged: z.boolean().optional(),
  mutedUntil: Time.nullable().optional().describe('Nobody is told of it until then; null ends it'),
  severity: z.enum(SEVERITIES).optional(),
});

export const CommentBody = z.strictObject({ text: z.string().trim().min(1).max(4_000) });
export const CommentView = z.object({ id: z.string(), by: z.string(), at: Time, text: z.string() });
export const CommentList = z.object({ items: z.array(CommentView).describe('The latest 200, newest first') });

const Counts = z.record(z.string(), z.number().int());
export const IssueCountsView = z.object({ byStatus: Counts, byCode: Counts, byLevel: Counts, byEntityType: Counts });
