import type { Caller } from '@psa-bridge/core';
import type { Issue } from '../domain/issue.ts';
import { requestRetry } from '../domain/issue-actions.ts';
import type { Deps } from '../ports.ts';
import { issueNotFound, makeChangeIssue } from './change-issue.ts';

/**
 * Retry (IS-03): asks the entity's connector for another attempt, ahead of background work.
 *
 * @throws AppError `issue_not_found`; `issue_closed` when it is cleared or dismissed.
 */
export function makeRetryIssue(deps: Pick<Deps, 'issues' | 'clock' | 'metrics' | 'logger'>) {
  const changeIssue = makeChangeIssue(deps);

  return async (id: string, caller: Caller): Promise<Issue> => {
    const at = deps.clock.now();
    const retry = { at, by: caller.subject };
    const { issue } = await changeIssue({
      ...{ tenantId: caller.tenantId, id, at },
      decide: (current) => current && requestRetry(current, retry, 'interactive'),
    });
    if (!issue) throw issueNotFound();
    return issue;
  };
}
