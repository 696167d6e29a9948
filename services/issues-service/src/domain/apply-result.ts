import type { Draft } from '@psa-bridge/persistence';
import type { EntityResult } from './entity-result.ts';
import { issueId, type Attempt, type Episode, type Exchange, type Issue, type Problem } from './issue.ts';
import { closeEpisode, MAX_ATTEMPTS, MAX_EPISODES, withoutCare, withoutRetry, type IssueChange } from './issue-change.ts';
import { causeOf } from './cause/cause-of.ts';
import { severityOf } from './severity.ts';

/** Characters of a body that each attempt keeps. */
const MAX_ATTEMPT_BODY = 4_000;

/**
 * What a result makes of the entity's issue: a failure opens (IS-02), updates (IS-07) or reopens (IS-08) it, a success
 * clears it (IS-06). A result that is not newer than the last one taken in changes nothing, so redelivery is harmless.
 * Undefined when nothing is to be written.
 */
export function applyResult(current: Issue | undefined, result: EntityResult): IssueChange | undefined {
  if (current && result.sequence <= current.sequence) return undefined;
  if (!result.problem) return current && applySuccess(current, result);
  if (!current) return { event: 'opened', issue: openIssue(result, result.problem) };
  return isListed(current) ? repeatFailure(current, result, result.problem) : reopen(current, result, result.problem);
}

export function isListed(issue: Issue): boolean {
  return issue.status === 'open' || issue.status === 'retrying';
}

function applySuccess(current: Issue, result: EntityResult): IssueChange {
  const seen = { ...current, sequence: result.sequence };
  if (!isListed(current)) return { issue: seen };
  const episodes = closeEpisode(current.episodes, { closedAt: result.finishedAt, closedBy: 'success' });
  return { event: 'cleared', issue: { ...withoutCare(seen), status: 'cleared', episodes } };
}

function openIssue(result: EntityResult, problem: Problem): Draft<Issue> {
  return {
    _id: issueId(result.tenantId, result),
    tenantId: result.tenantId,
    ...described(result, problem),
    severity: severityOf(result, problem),
    revision: 1,
    failures: 1,
    firstFailedAt: result.finishedAt,
    openings: 1,
    episodes: [newEpisode(result, problem)],
  };
}

function repeatFailure(current: Issue, result: EntityResult, problem: Problem): IssueChange {
  const last = current.episodes.at(-1) ?? newEpisode(result, problem);
  const attempts = [...last.attempts, attemptOf(result, problem)].slice(-MAX_ATTEMPTS);
  const episode: Episode = { ...last, failures: last.failures + 1, attempts };
  return {
    event: 'updated',
    issue: {
      ...withoutProblem(current),
      ...described(result, problem),
      ...judged(current, result, problem),
      failures: current.failures + 1,
      episodes: [...current.episodes.slice(0, -1), episode],
    },
  };
}

function reopen(current: Issue, result: EntityResult, problem: Problem): IssueChange {
  return {
    event: 'reopened',
    issue: {
      ...withoutProblem(current),
      ...described(result, problem),
      ...judged(current, result, problem),
      failures: 1,
      firstFailedAt: result.finishedAt,
      openings: current.openings + 1,
      episodes: [...current.episodes.map(inShort), newEpisode(result, problem)].slice(-MAX_EPISODES),
    },
  };
}

/** Everything that the newest failure says anew. */
function described(result: EntityResult, problem: Problem) {
  const { integrationId, provider, entityType, entityId, entityName, externalId, operation, sequence } = result;
  const about = { integrationId, provider, entityType, entityId, entityName, externalId, operation, sequence };
  return {
    ...about,
    ...problem,
    status: 'open' as const,
    cause: causeOf(result, problem).key,
    lastFailedAt: result.finishedAt,
    searchText: searchText(result, problem),
  };
}

/** How urgent it is by the newest failure, where nobody said so. */
function judged(current: Issue, result: EntityResult, problem: Problem): Pick<Issue, 'severity' | 'revision'> {
  const severity = current.isSeverityChosen ? current.severity : severityOf(result, problem);
  return { severity, revision: current.revision ?? 1 };
}

/** A closed episode keeps one exchange: what was sent and answered last. */
function inShort(episode: Episode): Episode {
  const attempts = episode.attempts.map(({ exchange, ...attempt }, index) =>
    exchange && index === episode.attempts.length - 1 ? { ...attempt, exchange } : attempt,
  );
  return { ...episode, attempts };
}

/** The exchange and the retry belong to the failure before: what the new one does not say must not stay. */
function withoutProblem(issue: Issue): Issue {
  const { exchange: _exchange, ...rest } = withoutRetry(issue);
  return rest;
}

function newEpisode(result: EntityResult, problem: Problem): Episode {
  return { openedAt: result.finishedAt, failures: 1, attempts: [attemptOf(result, problem)] };
}

function attemptOf(result: EntityResult, problem: Problem): Attempt {
  const { level, code, message, psaText, traceId, exchange } = problem;
  const attempt = { at: result.finishedAt, level, code, message, psaText, traceId, tries: result.tries };
  return exchange ? { ...attempt, exchange: excerptOf(exchange) } : attempt;
}

/** Many attempts are kept, so each in short; the newest stands whole beside them. */
function excerptOf(exchange: Exchange): Exchange {
  const cut = (body: string) => (body.length > MAX_ATTEMPT_BODY ? `${body.slice(0, MAX_ATTEMPT_BODY)}…` : body);
  return { ...exchange, requestBody: cut(exchange.requestBody), responseBody: cut(exchange.responseBody) };
}

function searchText(result: EntityResult, problem: Problem): string {
  const items = problem.failedItems.map((item) => `${item.itemName} ${item.message}`);
  const words = [
    result.entityName,
    result.entityType,
    result.entityId,
    result.externalId,
    problem.code,
    problem.message,
    problem.psaText,
  ];
  return [...words, ...items].filter(Boolean).join(' ').toLowerCase().slice(0, 4_000);
}
