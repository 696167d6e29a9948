import type { Filter } from '@psa-bridge/persistence';
import { LISTED_STATUSES, type IssueLevel, type IssueStatus, type Severity } from './issue.ts';

/** Which issues are meant. Values of one field are alternatives; different fields must all hold. */
export interface IssueFilter {
  id?: readonly string[] | undefined;
  /** Words that must all occur in the entity's name or ids, the code, the message, the PSA's text or a failed item. */
  search?: string | undefined;
  status?: readonly IssueStatus[] | undefined;
  level?: readonly IssueLevel[] | undefined;
  severity?: readonly Severity[] | undefined;
  code?: readonly string[] | undefined;
  integrationId?: readonly string[] | undefined;
  entityType?: readonly string[] | undefined;
  operation?: readonly string[] | undefined;
  owner?: readonly string[] | undefined;
  cause?: readonly string[] | undefined;
  /** The words to the letter: what a split cause tells its groups apart by. */
  message?: readonly string[] | undefined;
  psaText?: readonly string[] | undefined;
  /** What is muted is left out, unless it is asked for. */
  muted?: 'included' | 'only' | undefined;
}

const FIELDS = [
  ...(['status', 'level', 'severity', 'code', 'integrationId', 'entityType', 'operation', 'owner'] as const),
  ...(['cause', 'message', 'psaText'] as const),
];

/** The filter in the store's language, but for what is muted. */
export function storeFilter(filter: IssueFilter): Filter {
  const fields = FIELDS.flatMap((field): Filter[] => (filter[field]?.length ? [{ [field]: { $in: filter[field] } }] : []));
  const chosen: Filter[] = filter.id?.length ? [{ _id: { $in: filter.id } }] : [];
  const words = searchWords(filter.search).map((word): Filter => ({ searchText: { $regex: escaped(word) } }));
  return allOf([...chosen, ...fields, ...words]);
}

/** What people see when they ask for nothing else: open or being retried, and not muted now. */
export function shownFilter(filter: IssueFilter, now: Date): Filter {
  return allOf([listedFilter(filter), mutedFilter(filter, now)]);
}

/** What of it is the same at any time. */
export function listedFilter(filter: IssueFilter): Filter {
  return storeFilter({ ...filter, status: filter.status ?? LISTED_STATUSES });
}

/** What of it goes by the time: whether an issue is muted now. */
export function mutedFilter({ muted }: IssueFilter, now: Date): Filter {
  if (muted === 'included') return {};
  if (muted === 'only') return { mutedUntil: { $gt: now } };
  return { $or: [{ mutedUntil: { $exists: false } }, { mutedUntil: { $lte: now } }] };
}

function allOf(conditions: readonly Filter[]): Filter {
  return conditions.length ? { $and: conditions } : {};
}

function searchWords(search: string | undefined): string[] {
  return (search ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
