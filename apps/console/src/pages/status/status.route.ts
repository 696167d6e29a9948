import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf, type RawAddress } from '../address.ts';
import { shellRoute } from '../shell.route.ts';

export interface StatusSearch {
  /** The dialog that reports an incident is open. */
  report?: 'open';
}

export const statusRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/status',
  validateSearch: (raw: RawAddress): StatusSearch => oneOf(raw, 'report', ['open']),
  component: lazyRouteComponent(() => import('./status-page.tsx'), 'StatusPage'),
});
