import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell.route.ts';

/** Where every mail about issues says that it can be ended. */
export const issueDigestRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/issues/digest',
  staticData: { permission: 'Issue manager' },
  component: lazyRouteComponent(() => import('./issue-digest-page.tsx'), 'IssueDigestPage'),
});
