import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell.route.ts';
import { toDuplicateSearch } from './duplicate-search.ts';
import { toUserSearch } from './user-search.ts';

export const usersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/users',
  staticData: { permission: 'admin' },
  validateSearch: toUserSearch,
  component: lazyRouteComponent(() => import('./users-page.tsx'), 'UsersPage'),
});

export const duplicatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/users/duplicates',
  staticData: { permission: 'admin' },
  validateSearch: toDuplicateSearch,
  component: lazyRouteComponent(() => import('./duplicates-page.tsx'), 'DuplicatesPage'),
});
