import type { IssueFilter, IssueQuery } from '../../api/issues.ts';
import { listOf, oneOf, textOf, type ChangeAddress, type RawAddress } from '../address.ts';

/** What the address of the page says: which issues, how, and which one is open. Everything is text, so that it can be sent to somebody. */
export interface IssueSearch {
  view?: 'causes' | 'flat';
  search?: string;
  status?: string;
  level?: string;
  severity?: string;
  integrationId?: string;
  entityType?: string;
  cause?: string;
  muted?: 'included' | 'only';
  /** The issue whose drawer is open. */
  issue?: string;
}

export type ChangeSearch = ChangeAddress<IssueSearch>;

const FILTERS = ['search', 'level', 'severity', 'integrationId', 'entityType', 'cause', 'muted'] as const;
const STATUSES = ['open', 'retrying', 'cleared', 'dismissed'];
const LEVELS = ['error', 'warning'];
const SEVERITIES = ['critical', 'high', 'normal', 'low'];

/** Whatever an address says; what makes no sense is left out, so that an old link still opens the page. */
export function toIssueSearch(raw: RawAddress): IssueSearch {
  return {
    ...oneOf(raw, 'view', ['causes', 'flat']),
    ...textOf(raw, 'search'),
    ...listOf(raw, 'status', STATUSES),
    ...listOf(raw, 'level', LEVELS),
    ...listOf(raw, 'severity', SEVERITIES),
    ...textOf(raw, 'integrationId'),
    ...textOf(raw, 'entityType'),
    ...textOf(raw, 'cause'),
    ...oneOf(raw, 'muted', ['included', 'only']),
    ...textOf(raw, 'issue'),
  };
}

/** Causes are of open issues alone: whoever asks for a state sees issues. */
export function viewOf({ view, status }: IssueSearch): 'causes' | 'flat' {
  return view === 'flat' || status !== undefined ? 'flat' : 'causes';
}

export function hasFilters(search: IssueSearch): boolean {
  return search.status !== undefined || FILTERS.some((name) => search[name] !== undefined);
}

/** The same for a request. */
export function queryOf(search: IssueSearch): IssueQuery {
  const query: IssueQuery = {};
  for (const name of FILTERS) if (search[name] !== undefined) Object.assign(query, { [name]: search[name] });
  return query;
}

/** The same for a request for single issues, which are of any state where one is asked for. */
export function listQueryOf(search: IssueSearch): IssueQuery {
  return { ...queryOf(search), ...(search.status === undefined ? {} : { status: search.status }) };
}

/** The same for what is done to all that match. */
export function filterOf({ search, level, severity, integrationId, entityType, cause, muted }: IssueSearch): IssueFilter {
  return {
    ...(search === undefined ? {} : { search }),
    ...(level === undefined ? {} : { level: level.split(',') as NonNullable<IssueFilter['level']> }),
    ...(severity === undefined ? {} : { severity: severity.split(',') as NonNullable<IssueFilter['severity']> }),
    ...(integrationId === undefined ? {} : { integrationId: [integrationId] }),
    ...(entityType === undefined ? {} : { entityType: [entityType] }),
    ...(cause === undefined ? {} : { cause: [cause] }),
    ...(muted === undefined ? {} : { muted }),
  };
}
