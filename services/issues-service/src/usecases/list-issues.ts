import type { Caller } from '@psa-bridge/core';
import { findPage, type Page, type PageRequest } from '@psa-bridge/persistence';
import type { Issue } from '../domain/issue.ts';
import { shownFilter, type IssueFilter } from '../domain/issue-filter.ts';
import type { Deps } from '../ports.ts';

export const SORT_FIELDS = ['lastFailedAt', 'firstFailedAt', 'entityName', 'entityType', 'code', 'level', 'failures'] as const;

export interface IssueListRequest extends PageRequest {
  filter: IssueFilter;
  sort: { field: (typeof SORT_FIELDS)[number]; direction: 1 | -1 };
}

/** The issue list (IS-01): without a status asked for, what is open or being retried, and not muted. */
export function makeListIssues({ issues, clock }: Pick<Deps, 'issues' | 'clock'>) {
  return ({ filter: wanted, sort, ...request }: IssueListRequest, { tenantId }: Caller): Promise<Page<Issue>> => {
    const filter = shownFilter(wanted, clock.now());
    const list = { of: [tenantId, 'issues'], filter, order: [[sort.field, sort.direction]] as const };
    return findPage(issues.forTenant(tenantId), list, request);
  };
}
