import type { Filter } from '@psa-bridge/persistence';
import { wordsFilter } from './user-search.ts';

export interface PeopleSearch {
  /** Words that must each occur in a name, an address or the external id (ID-44). */
  query?: string | undefined;
  integrationId?: string | undefined;
  userId?: string | undefined;
  isLinked?: boolean | undefined;
}

export function peopleFilter({ query = '', integrationId, userId, isLinked }: PeopleSearch): Filter {
  return {
    ...(integrationId !== undefined && { integrationId }),
    ...(userId !== undefined && { 'link.userId': userId }),
    ...(isLinked !== undefined && userId === undefined && { 'link.userId': { $exists: isLinked } }),
    ...wordsFilter(query, ['firstName', 'lastName', 'emails', 'externalId']),
  };
}
