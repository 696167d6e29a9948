import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell.route.ts';

export const maintenanceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/maintenance',
  staticData: { permission: 'admin' },
  component: lazyRouteComponent(() => import('./maintenance-page.tsx'), 'MaintenancePage'),
});
