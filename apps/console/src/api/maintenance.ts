import { queryOptions } from '@tanstack/react-query';
import type { Entry, Sent } from './answers.ts';
import { answerOf, api } from './client.ts';

export type EntityType = Sent<'/v1/reindex', 'post'>['entityType'];
export type HeldDeletion = Entry<'/v1/integrations/autotask/{id}/held-deletions'>;
export type Replay = Entry<'/v1/partner-replays'>;
export type ReplayedStream = Replay['stream'];
type Which = Pick<Entry<'/v1/integrations'>, 'id' | 'provider'>;

const WATCH_MS = 2_000;

const isRunning = (items: readonly { state: string }[] | undefined): boolean =>
  items?.some(({ state }) => state === 'running') === true;

export const reindexingsQuery = queryOptions({
  queryKey: ['maintenance', 'reindex'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/reindex', { signal })),
  refetchInterval: ({ state }) => (isRunning(state.data?.items) ? WATCH_MS : false),
});
export const reindex = (entityType: EntityType) => answerOf(api.POST('/v1/reindex', { body: { entityType } }));

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

export const replaysQuery = queryOptions({
  queryKey: ['maintenance', 'replays'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/partner-replays', { signal })),
  refetchInterval: ({ state }) => (isRunning(state.data?.items) ? WATCH_MS : false),
});
export const replay = (stream: ReplayedStream) => answerOf(api.POST('/v1/partner-replays', { body: { stream } }));
