import { createRoute, redirect } from '@tanstack/react-router';
import { connectRoute, integrationRoute, integrationsRoute } from './integrations/integrations.route.ts';
import { issuesRoute } from './issues/issues.route.ts';
import { overviewRoute } from './overview/overview.route.ts';
import { rootRoute } from './root.route.ts';
import { shellRoute } from './shell.route.ts';
import { callbackRoute, signInRoute } from './sign-in/sign-in.route.ts';

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/overview', replace: true });
  },
});

/** Every page. A new one adds its route here, and to the navigation where it belongs there. */
export const pages = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  callbackRoute,
  shellRoute.addChildren([overviewRoute, issuesRoute, integrationsRoute, connectRoute, integrationRoute]),
]);
