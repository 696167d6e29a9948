import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { causesQuery, issuesQuery } from '../../api/issues.ts';
import { shellRoute } from '../shell.route.ts';
import { listQueryOf, queryOf, toIssueSearch, viewOf } from './issue-search.ts';

export const issuesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/issues',
  staticData: { permission: 'Issue manager' },
  validateSearch: toIssueSearch,
  loaderDeps: ({ search: { issue: _, ...search } }) => search,
  // Asked while the page's script is on its way, and not waited for.
  loader({ context: { queries }, deps: search }) {
    if (viewOf(search) === 'causes') void queries.prefetchQuery(causesQuery(queryOf(search)));
    else void queries.prefetchInfiniteQuery(issuesQuery(listQueryOf(search)));
  },
  component: lazyRouteComponent(() => import('./issues-page.tsx'), 'IssuesPage'),
});
