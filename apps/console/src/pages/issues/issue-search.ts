import type { IssueFilter, IssueQuery } from '../../api/issues.ts';

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

/** A part of the search as it is to be; undefined takes it away. */
export type SearchChange = { [Name in keyof IssueSearch]?: IssueSearch[Name] | undefined };
/** `replace`: going back does not lead to the search before. */
export type ChangeSearch = (change: SearchChange, how?: { replace?: boolean }) => void;

const FILTERS = ['search', 'level', 'severity', 'integrationId', 'entityType', 'cause', 'muted'] as const;
const STATUSES = ['open', 'retrying', 'cleared', 'dismissed'];
const LEVELS = ['error', 'warning'];
const SEVERITIES = ['critical', 'high', 'normal', 'low'];
const LONGEST = 200;

/** Whatever an address says; what makes no sense is left out, so that an old link still opens the page. */
export function toIssueSearch(raw: Readonly<Record<string, unknown>>): IssueSearch {
  const { view, muted } = raw;
  return {
    ...(view === 'flat' || view === 'causes' ? { view } : {}),
    ...textOf(raw, 'search'),
    ...listOf(raw, 'status', STATUSES),
    ...listOf(raw, 'level', LEVELS),
    ...listOf(raw, 'severity', SEVERITIES),
    ...textOf(raw, 'integrationId'),
    ...textOf(raw, 'entityType'),
    ...textOf(raw, 'cause'),
    ...(muted === 'included' || muted === 'only' ? { muted } : {}),
    ...textOf(raw, 'issue'),
  };
}

/** What is not said does not stand in the address. */
export function changed(search: IssueSearch, change: SearchChange): IssueSearch {
  const all = Object.entries({ ...search, ...change });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== ''));
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

function textOf<Name extends keyof IssueSearch>(
  raw: Readonly<Record<string, unknown>>,
  name: Name,
): Partial<Record<Name, string>> {
  const value = raw[name];
  if (typeof value !== 'string' && typeof value !== 'number') return {};
  const text = String(value).trim().slice(0, LONGEST);
  return (text === '' ? {} : { [name]: text }) as Partial<Record<Name, string>>;
}

function listOf<Name extends keyof IssueSearch>(
  raw: Readonly<Record<string, unknown>>,
  name: Name,
  known: readonly string[],
): Partial<Record<Name, string>> {
  const value = raw[name];
  if (typeof value !== 'string') return {};
  const found = value.split(',').filter((part) => known.includes(part));
  return (found.length === 0 ? {} : { [name]: found.join(',') }) as Partial<Record<Name, string>>;
}
