import type { Caller } from '@psa-bridge/core';
import type { Issue } from '../domain/issue.ts';
import { dismiss } from '../domain/issue-actions.ts';
import type { Deps } from '../ports.ts';
import { issueNotFound, makeChangeIssue } from './change-issue.ts';

/**
 * Dismiss (IS-05): takes the issue off the list without another attempt; its history stays.
 *
 * @throws AppError `issue_not_found`; `issue_closed` when a success has cleared it.
 */
export function makeDismissIssue(deps: Pick<Deps, 'issues' | 'clock' | 'metrics' | 'logger'>) {
  const changeIssue = makeChangeIssue(deps);

  return async (id: string, caller: Caller): Promise<Issue> => {
    const at = deps.clock.now();
    const { issue } = await changeIssue({
      ...{ tenantId: caller.tenantId, id, at },
      decide: (current) => current && dismiss(current, caller.subject, at),
    });
    if (!issue) throw issueNotFound();
    return issue;
  };
}
