import type { z } from 'zod';
import type { Attempt, Episode, Issue } from '../domain/issue.ts';
import type { Comment } from '../domain/comment.ts';
import { failedInput } from '../domain/failed-input.ts';
import type { ListedIssue } from '../usecases/list-issues.ts';
import type { CommentView, IssueDetail, IssueSummary } from './issues.schemas.ts';
import { linksOf, type LinkTemplates } from './links.ts';

/** An issue as the list shows it. */
export function issueSummary(issue: ListedIssue, gone: ReadonlySet<string>): z.input<typeof IssueSummary> {
  const { integrationId, provider, entityType, entityId, entityName, externalId, operation, status } = issue;
  const { level, code, kind, message, remedy, psaText, failedItems, traceId, retry } = issue;
  return {
    ...{ id: issue._id, integrationId, provider, entityType, entityId, entityName, externalId, operation, status },
    ...{ level, code, kind, message, remedy, psaText, traceId, failedItems: [...failedItems], attempts: issue.failures },
    ...{ firstFailedAt: issue.firstFailedAt.toISOString(), lastFailedAt: issue.lastFailedAt.toISOString() },
    ...(retry ? { retry: { ...retry, at: retry.at.toISOString() } } : {}),
    ...handlingView(issue, gone),
  };
}

function handlingView({ cause, severity, owner, acknowledged, mutedUntil }: ListedIssue, gone: ReadonlySet<string>) {
  return {
    ...{ cause, severity },
    ...(owner === undefined ? {} : { owner, ...(gone.has(owner) ? { ownerIsGone: true as const } : {}) }),
    ...(acknowledged ? { acknowledged: { ...acknowledged, at: acknowledged.at.toISOString() } } : {}),
    ...(mutedUntil ? { mutedUntil: mutedUntil.toISOString() } : {}),
  };
}

export interface DetailParts {
  links: LinkTemplates;
  /** Owners who are not let in any more. */
  gone: ReadonlySet<string>;
}

/** An issue with its exchange and history. */
export function issueDetail(issue: Issue, { links, gone }: DetailParts): z.input<typeof IssueDetail> {
  return {
    ...issueSummary(issue, gone),
    ...(issue.exchange ? { exchange: issue.exchange } : {}),
    input: failedInput(issue),
    links: linksOf(issue, links),
    ...{ revision: issue.revision, openings: issue.openings },
    episodes: issue.episodes.map(episodeView),
  };
}

export function commentView({ _id: id, by, at, text }: Omit<Comment, 'version'>): z.input<typeof CommentView> {
  return { id, by, at: at.toISOString(), text };
}

function episodeView({ openedAt, closedAt, attempts, ...rest }: Episode) {
  return {
    ...rest,
    openedAt: openedAt.toISOString(),
    ...(closedAt ? { closedAt: closedAt.toISOString() } : {}),
    attempts: attempts.map(attemptView),
  };
}

function attemptView({ at, ...rest }: Attempt) {
  return { ...rest, at: at.toISOString() };
}
