import type { Caller } from '@psa-bridge/core';
import type { Issue } from '../domain/issue.ts';
import type { Deps } from '../ports.ts';
import { issueNotFound } from './change-issue.ts';

/** @throws AppError `issue_not_found`, also for an issue of another tenant. */
export function makeGetIssue({ issues }: Pick<Deps, 'issues'>) {
  return async (id: string, caller: Caller): Promise<Issue> => {
    const issue = await issues.forTenant(caller.tenantId).get(id);
    if (!issue) throw issueNotFound();
    return issue;
  };
}
