import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { shellRoute } from '../shell.route.ts';
import { KINDS, toRecordSearch } from './record-search.ts';

/** Where the navigation leads. */
export const recordsHomeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/records',
  beforeLoad() {
    throw redirect({ to: '/records/$kind', params: { kind: 'companies' }, replace: true });
  },
});

/** `/records/quotes`; another kind than those that there are leads to the companies. */
export const recordsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/records/$kind',
  validateSearch: toRecordSearch,
  beforeLoad({ params }) {
    if (!KINDS.some((kind) => kind === params.kind)) {
      throw redirect({ to: '/records/$kind', params: { kind: 'companies' }, replace: true });
    }
  },
  component: lazyRouteComponent(() => import('./records-page.tsx'), 'RecordsPage'),
});
