import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';
import type { paths } from './platform.gen.ts';

export type Integration = paths['/v1/integrations']['get']['responses'][200]['content']['application/json']['items'][number];

/** The tenant's integrations, whichever PSA they are of. */
export const integrationsQuery = queryOptions({
  queryKey: ['integrations', 'list'],
  staleTime: 60_000,
  queryFn: ({ signal }) => answerOf(api.GET('/v1/integrations', { signal })),
});
