import { checkRevision, type Caller } from '@psa-bridge/core';
import { checkMute, handle, type Handled } from '../domain/handling.ts';
import type { Issue } from '../domain/issue.ts';
import type { Deps } from '../ports.ts';
import { issueNotFound, makeChangeIssue } from './change-issue.ts';

export interface HandleRequest {
  id: string;
  change: Handled;
  ifRevision: number;
}

/**
 * Owner, acknowledgement, muting and severity, unless somebody changed them since they were read.
 *
 * @throws AppError `issue_not_found`, `issue_closed`, `revision_conflict`, `mute_in_the_past`
 */
export function makeHandleIssue(deps: Pick<Deps, 'issues' | 'clock' | 'metrics' | 'logger'>) {
  const changeIssue = makeChangeIssue(deps);

  return async ({ id, change, ifRevision }: HandleRequest, caller: Caller): Promise<Issue> => {
    const at = deps.clock.now();
    checkMute(change, at);
    const { issue } = await changeIssue({
      ...{ tenantId: caller.tenantId, id, at },
      decide(current) {
        if (!current) return undefined;
        checkRevision(current.revision, ifRevision);
        return handle(current, change, { by: caller.subject, at });
      },
    });
    if (!issue) throw issueNotFound();
    return issue;
  };
}
