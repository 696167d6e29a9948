import type { Draft } from '@psa-bridge/persistence';
import { applyResult } from './apply-result.ts';
import type { EntityResult } from './entity-result.ts';
import type { Issue } from './issue.ts';
import type { IssueChange } from './issue-change.ts';
import { withEvents } from './issue-events.ts';

/** What results make of one entity's issue. */
export interface TakenIn {
  /** The issue as it is to be written, with the events of all that happened to it; absent where nothing did. */
  issue?: Draft<Issue>;
  changes: readonly IssueChange[];
  /** The newest success of an entity without an issue; absent where none was newer than the one known. */
  mark?: number;
  /** Of each result, whether it was newer than what was known. */
  news: readonly boolean[];
}

/**
 * Takes results of one entity in, in the order in which they came: a success without an issue leaves a mark, behind which a failure
 * that arrives late opens nothing.
 */
export function takeIn(known: Issue | undefined, mark: number, results: readonly EntityResult[]): TakenIn {
  let issue: Draft<Issue> | undefined = known;
  let newest = mark;
  const changes: IssueChange[] = [];
  const news = results.map((result) => {
    if (!issue && result.sequence <= newest) return false;
    if (!issue && !result.problem) {
      newest = result.sequence;
      return true;
    }
    const change = applyResult(issue && { version: 0, ...issue }, result);
    if (!change) return false;
    issue = withEvents(change, { at: result.finishedAt, traceparent: result.traceparent });
    changes.push(change);
    return true;
  });
  return { changes, news, ...(issue && changes.length > 0 ? { issue } : {}), ...(newest > mark ? { mark: newest } : {}) };
}
