import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell.route.ts';
import { toActivitySearch } from './activity-search.ts';

export const activityRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/activity',
  staticData: { permission: 'admin' },
  validateSearch: toActivitySearch,
  component: lazyRouteComponent(() => import('./activity-page.tsx'), 'ActivityPage'),
});
