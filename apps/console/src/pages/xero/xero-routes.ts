import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell.route.ts';
import { toInvoiceSearch, toLogSearch, toOrderSearch, toPeriodSearch } from './xero-search.ts';

const shared = { getParentRoute: () => shellRoute, staticData: { permission: 'Invoice manager' } } as const;

export const xeroRoute = createRoute({
  ...{ ...shared, path: '/xero', validateSearch: toPeriodSearch },
  component: lazyRouteComponent(() => import('./dashboard-page.tsx'), 'DashboardPage'),
});

export const xeroInvoicesRoute = createRoute({
  ...{ ...shared, path: '/xero/invoices', validateSearch: toInvoiceSearch },
  component: lazyRouteComponent(() => import('./invoices-page.tsx'), 'InvoicesPage'),
});

export const xeroOrdersRoute = createRoute({
  ...{ ...shared, path: '/xero/orders', validateSearch: toOrderSearch },
  component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
});

export const xeroLogRoute = createRoute({
  ...{ ...shared, path: '/xero/log', validateSearch: toLogSearch },
  component: lazyRouteComponent(() => import('./log-page.tsx'), 'LogPage'),
});

export const xeroOrganisationsRoute = createRoute({
  ...{ ...shared, path: '/xero/organisations' },
  component: lazyRouteComponent(() => import('./organisations-page.tsx'), 'OrganisationsPage'),
});

export const xeroSettingsRoute = createRoute({
  ...{ ...shared, path: '/xero/organisations/$connectionId' },
  component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
});

/** The page that Xero sends people back to. */
export const xeroCallbackRoute = createRoute({
  ...{ ...shared, path: '/xero/callback' },
  component: lazyRouteComponent(() => import('./callback-page.tsx'), 'CallbackPage'),
});

export const xeroPages = [
  xeroRoute,
  xeroInvoicesRoute,
  xeroOrdersRoute,
  xeroLogRoute,
  xeroOrganisationsRoute,
  xeroSettingsRoute,
  xeroCallbackRoute,
] as const;
