import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell.route.ts';
import { toIssueSearch } from './issue-search.ts';

export const issuesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/issues',
  staticData: { permission: 'Issue manager' },
  validateSearch: toIssueSearch,
  component: lazyRouteComponent(() => import('./issues-page.tsx'), 'IssuesPage'),
});
