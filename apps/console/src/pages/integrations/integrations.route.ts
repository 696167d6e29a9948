import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { toHandoverSearch } from '../integration/handover-page.ts';
import { shellRoute } from '../shell.route.ts';
import { toConnectSearch } from './connect-search.ts';

const permission = 'Integration manager' as const;

export const integrationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/integrations',
  staticData: { permission },
  component: lazyRouteComponent(() => import('./integrations-page.tsx'), 'IntegrationsPage'),
});

export const connectRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/integrations/connect/$provider',
  staticData: { permission },
  validateSearch: toConnectSearch,
  component: lazyRouteComponent(() => import('./connect-page.tsx'), 'ConnectPage'),
});

export const integrationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/integrations/$provider/$integrationId/$page',
  staticData: { permission },
  validateSearch: toHandoverSearch,
  component: lazyRouteComponent(() => import('../integration/integration-page.tsx'), 'IntegrationPage'),
});
