import { accepted, defineRoute, etagOf, ok, page, type Route } from '@psa-bridge/http-server';
import type { IssueUseCases } from '../usecases/issue-use-cases.ts';
import type { IssueListRequest } from '../usecases/list-issues.ts';
import { bulkRoutes } from './bulk.routes.ts';
import { causeRoutes } from './causes.routes.ts';
import { handlingRoutes } from './handling.routes.ts';
import { detailsOf } from './details.ts';
import { issueSummary } from './issue-view.ts';
import { CountsQuery, IssueCountsView, IssueDetail, IssueList, IssueParams, ListQuery } from './issues.schemas.ts';
import type { LinkTemplates } from './links.ts';

const permission = 'Issue manager';

/** The issue list and what can be done from it (IS-01 to IS-05). */
export function issueRoutes(usecases: IssueUseCases, links: LinkTemplates): Route[] {
  return [
    // Before the routes of one issue, which would take their names for its id.
    ...causeRoutes(usecases),
    ...listRoutes(usecases, links),
    ...actionRoutes(usecases, links),
    ...handlingRoutes(usecases, links),
    ...bulkRoutes(usecases),
  ];
}

function listRoutes(usecases: IssueUseCases, links: LinkTemplates): Route[] {
  const { listIssues, countIssues, getIssue, goneOwners } = usecases;
  const shown = detailsOf(usecases, links);
  return [
    defineRoute({
      ...{ method: 'GET', path: '/v1/issues', permission, summary: 'List issues; without a status, those that are open' },
      query: ListQuery,
      responses: { 200: IssueList },
      async handle({ query, caller }) {
        const { from, size, cursor, sort, ...filter } = query;
        const found = await listIssues({ filter, from, size, cursor, sort: toSort(sort) }, caller);
        const gone = await goneOwners(found.items, caller.tenantId);
        return page(found, query, (issue) => issueSummary(issue, gone));
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
      async handle({ params, caller }) {
        const issue = await getIssue(params.id, caller);
        return ok(await shown(issue), { etag: etagOf(issue.revision) });
      },
    }),
  ];
}

function actionRoutes(usecases: IssueUseCases, links: LinkTemplates): Route[] {
  const { retryIssue, dismissIssue } = usecases;
  const shown = detailsOf(usecases, links);
  return [
    defineRoute({
      ...{ method: 'POST', path: '/v1/issues/{id}/retry', permission, summary: 'Try the failed operation again' },
      params: IssueParams,
      responses: { 202: IssueDetail },
      deed: 'issue.retried',
      handle: async ({ params, caller }) => accepted(await shown(await retryIssue(params.id, caller))),
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/issues/{id}/dismiss', permission, summary: 'Take an issue off the list without a retry' },
      params: IssueParams,
      responses: { 200: IssueDetail },
      deed: 'issue.dismissed',
      handle: async ({ params, caller }) => ok(await shown(await dismissIssue(params.id, caller))),
    }),
  ];
}

function toSort(sort: string): IssueListRequest['sort'] {
  const isDescending = sort.startsWith('-');
  const field = (isDescending ? sort.slice(1) : sort) as IssueListRequest['sort']['field'];
  return { field, direction: isDescending ? -1 : 1 };
}
