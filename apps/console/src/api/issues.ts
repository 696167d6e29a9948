import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, answerWithEtag, api } from './client.ts';
import type { paths } from './platform.gen.ts';

type List = paths['/v1/issues']['get'];
export type IssueQuery = NonNullable<NonNullable<List['parameters']>['query']>;
export type IssueSummary = List['responses'][200]['content']['application/json']['items'][number];
export type IssueDetail = paths['/v1/issues/{id}']['get']['responses'][200]['content']['application/json'];
export type CauseGroup = paths['/v1/issues/causes']['get']['responses'][200]['content']['application/json']['items'][number];
export type IssueFilter = CauseGroup['filter'];
export type IssueChange = paths['/v1/issues/{id}']['patch']['requestBody']['content']['application/json'];

const PAGE = 100;

export const issuesQuery = (query: IssueQuery) =>
  infiniteQueryOptions({
    queryKey: ['issues', 'list', query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === '' ? {} : { cursor: pageParam };
      return answerOf(api.GET('/v1/issues', { params: { query: { ...query, ...cursor, size: PAGE } }, signal }));
    },
    getNextPageParam: ({ next }) => next,
  });

export const causesQuery = (query: IssueQuery) =>
  queryOptions({
    queryKey: ['issues', 'causes', query],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/issues/causes', { params: { query: { ...query, size: 200 } }, signal })),
  });

export const issueQuery = (id: string) =>
  queryOptions({
    queryKey: ['issues', 'one', id],
    queryFn: ({ signal }) => answerWithEtag(api.GET('/v1/issues/{id}', { params: { path: { id } }, signal })),
  });

export const retryIssue = (id: string) => answerOf(api.POST('/v1/issues/{id}/retry', { params: { path: { id } } }));
export const dismissIssue = (id: string) => answerOf(api.POST('/v1/issues/{id}/dismiss', { params: { path: { id } } }));
export const retryAll = (filter: IssueFilter) => answerOf(api.POST('/v1/issues/retry-all', { body: { filter } }));
export const dismissAll = (filter: IssueFilter) => answerOf(api.POST('/v1/issues/dismiss-all', { body: { filter } }));

/** Saved only as long as it still stands as it was read. @throws Refused with status 412 where it does not */
export const changeIssue = ({ id, etag, change }: { id: string; etag: string; change: IssueChange }) =>
  answerOf(api.PATCH('/v1/issues/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body: change }));
