import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell.route.ts';
import { toDeliverySearch, toEndpointsSearch } from './webhook-search.ts';

export const webhooksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/webhooks',
  staticData: { permission: 'admin' },
  validateSearch: toEndpointsSearch,
  component: lazyRouteComponent(() => import('./webhooks-page.tsx'), 'WebhooksPage'),
});

export const endpointRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/webhooks/$endpointId',
  staticData: { permission: 'admin' },
  validateSearch: toDeliverySearch,
  component: lazyRouteComponent(() => import('./endpoint-page.tsx'), 'EndpointPage'),
});
