import { createRoute, redirect } from '@tanstack/react-router';
import { accessRoute } from './access/access.route.ts';
import { activityRoute } from './activity/activity.route.ts';
import { connectRoute, integrationRoute, integrationsRoute } from './integrations/integrations.route.ts';
import { issueDigestRoute } from './issue-digest/issue-digest.route.ts';
import { issuesRoute } from './issues/issues.route.ts';
import { mailLinkRoutes } from './mail-links/mail-links.route.ts';
import { maintenanceRoute } from './maintenance/maintenance.route.ts';
import { overviewRoute } from './overview/overview.route.ts';
import { profileRoute } from './profile/profile.route.ts';
import { recordsHomeRoute, recordsRoute } from './records/records.route.ts';
import { rootRoute } from './root.route.ts';
import { shellRoute } from './shell.route.ts';
import { callbackRoute, signInRoute } from './sign-in/sign-in.route.ts';
import { statusRoute } from './status/status.route.ts';
import { duplicatesRoute, usersRoute } from './users/users.route.ts';
import { endpointRoute, webhooksRoute } from './webhooks/webhooks.route.ts';
import { xeroPages } from './xero/xero-routes.ts';

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/overview', replace: true });
  },
});

/** For whoever sees to an organisation's users and connections. */
const adminPages = [
  usersRoute,
  duplicatesRoute,
  accessRoute,
  webhooksRoute,
  endpointRoute,
  activityRoute,
  maintenanceRoute,
] as const;

/** Every page. A new one adds its route here, and to the navigation where it belongs there. */
export const pages = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  callbackRoute,
  ...mailLinkRoutes,
  shellRoute.addChildren([
    ...[overviewRoute, issuesRoute, integrationsRoute, connectRoute, integrationRoute, recordsHomeRoute, recordsRoute],
    ...xeroPages,
    ...adminPages,
    ...[statusRoute, profileRoute, issueDigestRoute],
  ]),
]);
