import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell.route.ts';

export const profileRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/profile',
  component: lazyRouteComponent(() => import('./profile-page.tsx'), 'ProfilePage'),
});
