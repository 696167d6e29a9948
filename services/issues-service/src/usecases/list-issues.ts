import type { Caller } from '@psa-bridge/core';
import { LISTED_STATUSES, type Issue } from '../domain/issue.ts';
import { storeFilter, type IssueFilter } from '../domain/issue-filter.ts';
import type { Deps } from '../ports.ts';

export const SORT_FIELDS = ['lastFailedAt', 'firstFailedAt', 'entityName', 'entityType', 'code', 'level', 'failures'] as const;

export interface IssueListRequest {
  filter: IssueFilter;
  from: number;
  size: number;
  sort: { field: (typeof SORT_FIELDS)[number]; direction: 1 | -1 };
}

export interface IssuePage {
  items: Issue[];
  total: number;
}

/** The issue list (IS-01): without a status asked for, what is open or being retried. */
export function makeListIssues({ issues }: Pick<Deps, 'issues'>) {
  return async (request: IssueListRequest, caller: Caller): Promise<IssuePage> => {
    const filter = storeFilter({ ...request.filter, status: request.filter.status ?? LISTED_STATUSES });
    const sort = { [request.sort.field]: request.sort.direction, _id: 1 } as const;
    const own = issues.forTenant(caller.tenantId);
    const [items, total] = await Promise.all([
      own.find(filter, { sort, skip: request.from, limit: request.size }),
      own.count(filter),
    ]);
    return { items, total };
  };
}
