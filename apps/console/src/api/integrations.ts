import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';

/** The tenant's integrations, whichever PSA they are of. */
export const integrationsQuery = queryOptions({
  queryKey: ['integrations', 'list'],
  staleTime: 60_000,
  queryFn: ({ signal }) => answerOf(api.GET('/v1/integrations', { signal })),
});
