import { accepted, defineRoute, ok, page, type Route } from '@psa-bridge/http-server';
import type { IssueUseCases } from '../usecases/issue-use-cases.ts';
import type { IssueListRequest } from '../usecases/list-issues.ts';
import { issueDetail, issueSummary, retryJobView } from './issue-view.ts';
import {
  CountsQuery,
  IssueCountsView,
  IssueDetail,
  IssueList,
  IssueParams,
  ListQuery,
  RetryAllBody,
  RetryJobView,
} from './issues.schemas.ts';

const permission = 'Issue manager';

/** The issue list and what can be done from it (IS-01 to IS-05). */
export function issueRoutes(usecases: IssueUseCases): Route[] {
  return [...listRoutes(usecases), ...actionRoutes(usecases), ...retryAllRoutes(usecases)];
}

function listRoutes({ listIssues, countIssues, getIssue }: IssueUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: '/v1/issues', permission, summary: 'List issues; without a status, those that are open' },
      query: ListQuery,
      responses: { 200: IssueList },
      async handle({ query, caller }) {
        const { from, size, cursor, sort, ...filter } = query;
        return page(await listIssues({ filter, from, size, cursor, sort: toSort(sort) }, caller), query, issueSummary);
      },
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/issues/counts', permission, summary: 'Count issues by status, code, level and entity type' },
      query: CountsQuery,
      responses: { 200: IssueCountsView },
      handle: async ({ query, caller }) => ok(await countIssues(query, caller)),
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/issues/{id}', permission, summary: 'One issue with its exchange and history' },
      params: IssueParams,
      responses: { 200: IssueDetail },
      handle: async ({ params, caller }) => ok(issueDetail(await getIssue(params.id, caller))),
    }),
  ];
}

function actionRoutes({ retryIssue, dismissIssue }: IssueUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'POST', path: '/v1/issues/{id}/retry', permission, summary: 'Try the failed operation again' },
      params: IssueParams,
      responses: { 202: IssueDetail },
      deed: 'issue.retried',
      handle: async ({ params, caller }) => accepted(issueDetail(await retryIssue(params.id, caller))),
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/issues/{id}/dismiss', permission, summary: 'Take an issue off the list without a retry' },
      params: IssueParams,
      responses: { 200: IssueDetail },
      deed: 'issue.dismissed',
      handle: async ({ params, caller }) => ok(issueDetail(await dismissIssue(params.id, caller))),
    }),
  ];
}

function retryAllRoutes({ startRetryJob, getRetryJob }: IssueUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'POST', path: '/v1/issues/retry-all', permission, summary: 'Retry all issues that match, in the background' },
      body: RetryAllBody,
      responses: { 202: RetryJobView },
      deed: 'issues.retried',
      handle: async ({ body, caller }) => accepted(retryJobView(await startRetryJob(body.filter, caller))),
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/issues/retry-jobs/{id}', permission, summary: 'How far a retry of all has come' },
      params: IssueParams,
      responses: { 200: RetryJobView },
      handle: async ({ params, caller }) => ok(retryJobView(await getRetryJob(params.id, caller))),
    }),
  ];
}

function toSort(sort: string): IssueListRequest['sort'] {
  const isDescending = sort.startsWith('-');
  const field = (isDescending ? sort.slice(1) : sort) as IssueListRequest['sort']['field'];
  return { field, direction: isDescending ? -1 : 1 };
}
