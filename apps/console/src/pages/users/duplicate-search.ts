import { oneOf, type RawAddress } from '../address.ts';

export const DUPLICATE_VIEWS = ['open', 'merged'] as const;

/** What the address of the page says: what is to be decided, or what was merged. */
export interface DuplicateSearch {
  view?: (typeof DUPLICATE_VIEWS)[number];
}

export function toDuplicateSearch(raw: RawAddress): DuplicateSearch {
  return oneOf(raw, 'view', DUPLICATE_VIEWS);
}
