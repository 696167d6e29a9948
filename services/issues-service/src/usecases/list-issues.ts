import type { Caller } from '@psa-bridge/core';
import { findPage, type Page, type PageRequest } from '@psa-bridge/persistence';
import type { Issue } from '../domain/issue.ts';
import { listedFilter, mutedFilter, type IssueFilter } from '../domain/issue-filter.ts';
import type { Deps } from '../ports.ts';

export const SORT_FIELDS = ['lastFailedAt', 'firstFailedAt', 'entityName', 'entityType', 'code', 'level', 'failures'] as const;

/** What the list shows: the calls that failed and the attempts before, most of what is stored, are for who opens an issue. */
const LISTED_FIELDS = [
  ...(['_id', 'integrationId', 'provider', 'entityType', 'entityId', 'entityName', 'externalId', 'operation', 'status'] as const),
  ...(['level', 'code', 'kind', 'message', 'remedy', 'psaText', 'failedItems', 'traceId', 'retry', 'failures'] as const),
  ...(['firstFailedAt', 'lastFailedAt', 'cause', 'severity', 'owner', 'acknowledged', 'mutedUntil'] as const),
];
export type ListedIssue = Pick<Issue, (typeof LISTED_FIELDS)[number]>;

export interface IssueListRequest extends PageRequest {
  filter: IssueFilter;
  sort: { field: (typeof SORT_FIELDS)[number]; direction: 1 | -1 };
}

/** The issue list (IS-01): without a status asked for, what is open or being retried, and not muted. */
export function makeListIssues({ issues, clock }: Pick<Deps, 'issues' | 'clock'>) {
  return ({ filter: wanted, sort, ...request }: IssueListRequest, { tenantId }: Caller): Promise<Page<ListedIssue>> => {
    const own = issues.forTenant(tenantId);
    // No part of the list's name, by which its cursors are known: it is another one with each moment.
    const now = mutedFilter(wanted, clock.now());
    const shown: Pick<typeof own, 'find' | 'count'> = {
      find: (filter, options) => own.find({ $and: [filter, now] }, options),
      count: (filter) => own.count({ $and: [filter, now] }),
    };
    const of = [tenantId, 'issues', wanted.muted ?? 'left out'];
    const list = { of, filter: listedFilter(wanted), order: [[sort.field, sort.direction]] as const, fields: LISTED_FIELDS };
    return findPage(shown, list, request);
  };
}
