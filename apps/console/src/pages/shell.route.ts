import { createRoute, redirect } from '@tanstack/react-router';
import { toRefused } from '../api/problem.ts';
import { Shell } from '../layout/shell.tsx';
import { sessionQuery } from '../session/session.ts';
import { rootRoute } from './root.route.ts';

const NOT_SIGNED_IN = 401;

/** Around every page for people who are signed in; everybody else is asked to, and then comes back to where they were going. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  async beforeLoad({ context, location }) {
    try {
      await context.queries.ensureQueryData(sessionQuery);
    } catch (error) {
      if (toRefused(error).status !== NOT_SIGNED_IN) throw error;
      throw redirect({ to: '/sign-in', search: { to: location.href }, replace: true });
    }
  },
  component: Shell,
});
