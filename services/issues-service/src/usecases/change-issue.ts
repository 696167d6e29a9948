import { notFound } from '@psa-bridge/core';
import { currentTraceparent } from '@psa-bridge/observability';
import type { Issue } from '../domain/issue.ts';
import type { IssueChange } from '../domain/issue-change.ts';
import { withEvents } from '../domain/issue-events.ts';
import type { Deps } from '../ports.ts';

export interface ChangeRequest {
  tenantId: string;
  id: string;
  at: Date;
  /** Pure: it is asked again when another writer came between. Undefined leaves the issue as it is. */
  decide: (current: Issue | undefined) => IssueChange | undefined;
}

export interface Changed {
  /** The issue as it stands now; undefined when there is none. */
  issue: Issue | undefined;
  isChanged: boolean;
}

/** Changes one issue, with the events it causes in the same write; counts and logs what happened. */
export function makeChangeIssue(deps: Pick<Deps, 'issues' | 'metrics' | 'logger'>) {
  const report = makeReportChange(deps);

  return async ({ tenantId, id, at, decide }: ChangeRequest): Promise<Changed> => {
    const context = { at, traceparent: currentTraceparent() };
    let change: IssueChange | undefined;
    const issue = await deps.issues.forTenant(tenantId).mutate(id, (current) => {
      change = decide(current);
      return change && withEvents(change, context);
    });
    if (change) report(change);
    return { issue, isChanged: change !== undefined };
  };
}

export function makeReportChange({ metrics, logger }: Pick<Deps, 'metrics' | 'logger'>) {
  return ({ issue, event }: IssueChange): void => {
    if (!event) return;
    metrics.count('psa_bridge_issue_events_total', { event });
    const { _id: issueId, tenantId, integrationId, entityType, code, level } = issue;
    logger.info({ issueId, tenantId, integrationId, entityType, code, level }, `issue_${event}`);
  };
}

export function issueNotFound() {
  return notFound('issue_not_found', 'There is no such issue.');
}
