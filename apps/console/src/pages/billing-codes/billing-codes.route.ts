import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell.route.ts';

export const billingCodesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/integrations/autotask/$integrationId/billing-codes',
  staticData: { permission: 'Integration manager' },
  component: lazyRouteComponent(() => import('./billing-codes-page.tsx'), 'BillingCodesPage'),
});
