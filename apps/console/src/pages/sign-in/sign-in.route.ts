import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.route.ts';

interface SignInSearch {
  /** Where somebody was going. */
  to?: string;
  /** They were signed in, and are no more. */
  ended?: boolean;
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ to, ended }: Record<string, unknown>): SignInSearch => ({
    ...(typeof to === 'string' ? { to } : {}),
    ...(ended === true ? { ended } : {}),
  }),
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
});

/** The page that providers send people back to. */
export const callbackRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/callback',
  component: lazyRouteComponent(() => import('./callback-page.tsx'), 'CallbackPage'),
});
