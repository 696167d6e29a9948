import { queryOptions } from '@tanstack/react-query';
import type { Read } from './answers.ts';
import { answerOf, api } from './client.ts';

export type Integration = Read<'/v1/integrations'>['items'][number];
export type Budget = Read<'/v1/integrations/autotask/{id}/budget'>;
export type Freshness = Read<'/v1/integrations/autotask/{id}/freshness'>;
export type SyncRun = Read<'/v1/integrations/autotask/{id}/sync'>['items'][number];

/** The tenant's integrations, whichever PSA they are of. */
export const integrationsQuery = queryOptions({
  queryKey: ['integrations', 'list'],
  staleTime: 60_000,
  queryFn: ({ signal }) => answerOf(api.GET('/v1/integrations', { signal })),
});

type Which = Pick<Integration, 'id' | 'provider'>;

/** Every connector offers these at the same place and in the same form, so that Autotask's stands for all. */
function placeAt<Offered extends 'budget' | 'freshness' | 'sync'>(provider: string, offered: Offered) {
  return `/v1/integrations/${provider}/{id}/${offered}` as `/v1/integrations/autotask/{id}/${Offered}`;
}

/** The PSA's call allowance, and who uses it. */
export const budgetQuery = ({ id, provider }: Which) =>
  queryOptions({
    queryKey: ['integrations', id, 'budget'],
    queryFn: ({ signal }): Promise<Budget> =>
      answerOf(api.GET(placeAt(provider, 'budget'), { params: { path: { id } }, signal })),
  });

/** When both sides were last known to agree, by entity type. */
export const freshnessQuery = ({ id, provider }: Which) =>
  queryOptions({
    queryKey: ['integrations', id, 'freshness'],
    queryFn: ({ signal }): Promise<Freshness> =>
      answerOf(api.GET(placeAt(provider, 'freshness'), { params: { path: { id } }, signal })),
  });

/** The latest syncs with their progress. */
export const syncRunsQuery = ({ id, provider }: Which) =>
  queryOptions({
    queryKey: ['integrations', id, 'sync'],
    queryFn: async ({ signal }): Promise<readonly SyncRun[]> =>
      (await answerOf(api.GET(placeAt(provider, 'sync'), { params: { path: { id } }, signal }))).items,
  });
