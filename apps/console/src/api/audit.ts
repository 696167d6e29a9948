import { queryOptions } from '@tanstack/react-query';
import { pagedQuery, type Entry, type QueryTo } from './answers.ts';
import { answerOf, api } from './client.ts';

export type Deed = Entry<'/v1/audit'>;
export type DeedQuery = QueryTo<'/v1/audit'>;

const LATEST = 10;

/** What was done last, by whom. */
export const latestActivityQuery = queryOptions({
  queryKey: ['activity', 'latest'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/audit', { params: { query: { size: LATEST } }, signal })),
});

/** Who did what, the latest first (OP-01). */
export const deedsQuery = (query: DeedQuery) =>
  pagedQuery({
    queryKey: ['activity', 'list', query],
    ask: (page, signal) => answerOf(api.GET('/v1/audit', { params: { query: { ...query, ...page } }, signal })),
  });
