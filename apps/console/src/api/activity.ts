import { pagedQuery, type Entry, type QueryTo } from './answers.ts';
import { answerOf, api } from './client.ts';

export type Deed = Entry<'/v1/audit'>;
export type DeedQuery = QueryTo<'/v1/audit'>;

/** Who did what, the latest first (OP-01). */
export const deedsQuery = (query: DeedQuery) =>
  pagedQuery({
    queryKey: ['activity', 'list', query],
    ask: (page, signal) => answerOf(api.GET('/v1/audit', { params: { query: { ...query, ...page } }, signal })),
  });
