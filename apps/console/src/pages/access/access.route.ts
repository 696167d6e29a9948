import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell.route.ts';
import { toAccessSearch } from './access-search.ts';

export const accessRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/access',
  staticData: { permission: 'admin' },
  validateSearch: toAccessSearch,
  component: lazyRouteComponent(() => import('./access-page.tsx'), 'AccessPage'),
});
