import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { FailedPage } from './layout/failed-page.tsx';
import { LoadingState } from './display/states.tsx';
import { pages } from './pages/pages.ts';
import type { Permission } from './session/session.ts';

export function routerOf(queries: QueryClient) {
  return createRouter({
    routeTree: pages,
    context: { queries },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: FailedPage,
    defaultPendingComponent: LoadingState,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof routerOf>;
  }
  interface StaticDataRouteOption {
    /** Who may see the page; everybody who is signed in where it says nothing. */
    permission?: Permission | 'admin';
  }
}
