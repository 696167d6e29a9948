import type { Filter } from '@psa-bridge/persistence';
import type { IssueLevel, IssueStatus } from './issue.ts';

/** Which issues are meant. Values of one field are alternatives; different fields must all hold. */
export interface IssueFilter {
  /** Words that must all occur in the entity's name or ids, the code, the message, the PSA's text or a failed item. */
  search?: string | undefined;
  status?: readonly IssueStatus[] | undefined;
  level?: readonly IssueLevel[] | undefined;
  code?: readonly string[] | undefined;
  integrationId?: readonly string[] | undefined;
  entityType?: readonly string[] | undefined;
}

const FIELDS = ['status', 'level', 'code', 'integrationId', 'entityType'] as const;

/** The filter in the store's language. */
export function storeFilter(filter: IssueFilter): Filter {
  const fields = FIELDS.flatMap((field): Filter[] => (filter[field]?.length ? [{ [field]: { $in: filter[field] } }] : []));
  const words = searchWords(filter.search).map((word): Filter => ({ searchText: { $regex: escaped(word) } }));
  const conditions = [...fields, ...words];
  return conditions.length ? { $and: conditions } : {};
}

function searchWords(search: string | undefined): string[] {
  return (search ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
