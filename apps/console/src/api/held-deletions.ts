import { queryOptions } from '@tanstack/react-query';
import type { Entry } from './answers.ts';
import { answerOf, api } from './client.ts';

export type HeldDeletion = Entry<'/v1/integrations/autotask/{id}/held-deletions'>;
type Which = Pick<Entry<'/v1/integrations'>, 'id' | 'provider'>;

/** At the same place and in the same form of every connector, so that Autotask's stands for all. */
const placeOf = (provider: string) =>
  `/v1/integrations/${provider}/{id}/held-deletions` as '/v1/integrations/autotask/{id}/held-deletions';

export const heldDeletionsQuery = ({ id, provider }: Which) =>
  queryOptions({
    queryKey: ['integrations', id, 'held-deletions'],
    queryFn: ({ signal }) => answerOf(api.GET(placeOf(provider), { params: { path: { id } }, signal })),
  });

type Held = Which & { type: string };
export const confirmDeletions = ({ id, provider, type }: Held) =>
  answerOf(api.POST(`${placeOf(provider)}/{type}/confirm`, { params: { path: { id, type } } }));
export const discardDeletions = ({ id, provider, type }: Held) =>
  answerOf(api.POST(`${placeOf(provider)}/{type}/discard`, { params: { path: { id, type } } }));
