import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';

const LATEST = 10;

/** What was done last, by whom. */
export const latestActivityQuery = queryOptions({
  queryKey: ['activity', 'latest'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/audit', { params: { query: { size: LATEST } }, signal })),
});
