import { queryOptions } from '@tanstack/react-query';
import type { Entry, Read, Sent } from './answers.ts';
import { answerOf, api } from './client.ts';

export type Reindexing = Entry<'/v1/reindex'>;
export type EntityType = Sent<'/v1/reindex', 'post'>['entityType'];
export type DataFreshness = Read<'/v1/integrations/autotask/{id}/freshness'>;
export type HeldDeletion = Entry<'/v1/integrations/autotask/{id}/held-deletions'>;
export type Replay = Entry<'/v1/partner-replays'>;
export type ReplayedStream = Replay['stream'];
type Which = Pick<Entry<'/v1/integrations'>, 'id' | 'provider'>;

const WATCH_MS = 2_000;

const isRunning = (items: readonly { state: string }[] | undefined): boolean =>
  items?.some(({ state }) => state === 'running') === true;

export const reindexingsQuery = queryOptions({
  queryKey: ['maintenance', 'reindex'],
  refetchInterval: ({ state }) => (isRunning(state.data?.items) ? WATCH_MS : false),
  queryFn: ({ signal }) => answerOf(api.GET('/v1/reindex', { signal })),
});
export const reindex = (entityType: EntityType) => answerOf(api.POST('/v1/reindex', { body: { entityType } }));

/** Every connector answers alike at the same place below its own name, so that the types of one stand for all. */
const PROVIDER_IN_TYPES = '/v1/integrations/autotask/';
const placeAt = <Path extends string>(provider: string, path: Path): Path =>
  path.replace(PROVIDER_IN_TYPES, `/v1/integrations/${provider}/`) as Path;

export const dataFreshnessQuery = ({ id, provider }: Which) =>
  queryOptions({
    queryKey: ['integrations', id, 'data-freshness'],
    queryFn: ({ signal }) => {
      const place = placeAt(provider, '/v1/integrations/autotask/{id}/freshness');
      return answerOf(api.GET(place, { params: { path: { id } }, signal }));
    },
  });
export const heldDeletionsQuery = ({ id, provider }: Which) =>
  queryOptions({
    queryKey: ['integrations', id, 'held-deletions'],
    queryFn: ({ signal }) => {
      const place = placeAt(provider, '/v1/integrations/autotask/{id}/held-deletions');
      return answerOf(api.GET(place, { params: { path: { id } }, signal }));
    },
  });
type Held = Which & { type: string };
export const confirmDeletions = ({ id, provider, type }: Held) => {
  const place = placeAt(provider, '/v1/integrations/autotask/{id}/held-deletions/{type}/confirm');
  return answerOf(api.POST(place, { params: { path: { id, type } } }));
};
export const discardDeletions = ({ id, provider, type }: Held) => {
  const place = placeAt(provider, '/v1/integrations/autotask/{id}/held-deletions/{type}/discard');
  return answerOf(api.POST(place, { params: { path: { id, type } } }));
};

export const replaysQuery = queryOptions({
  queryKey: ['maintenance', 'replays'],
  refetchInterval: ({ state }) => (isRunning(state.data?.items) ? WATCH_MS : false),
  queryFn: ({ signal }) => answerOf(api.GET('/v1/partner-replays', { signal })),
});
export const replay = (stream: ReplayedStream) => answerOf(api.POST('/v1/partner-replays', { body: { stream } }));
