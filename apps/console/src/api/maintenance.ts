import { queryOptions } from '@tanstack/react-query';
import type { Entry, Sent } from './answers.ts';
import { answerOf, api } from './client.ts';

export type EntityType = Sent<'/v1/reindex', 'post'>['entityType'];
export type Replay = Entry<'/v1/partner-replays'>;
export type ReplayedStream = Replay['stream'];

const WATCH_MS = 2_000;

const isRunning = (items: readonly { state: string }[] | undefined): boolean =>
  items?.some(({ state }) => state === 'running') === true;

export const reindexingsQuery = queryOptions({
  queryKey: ['maintenance', 'reindex'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/reindex', { signal })),
  refetchInterval: ({ state }) => (isRunning(state.data?.items) ? WATCH_MS : false),
});
export const reindex = (entityType: EntityType) => answerOf(api.POST('/v1/reindex', { body: { entityType } }));

export const replaysQuery = queryOptions({
  queryKey: ['maintenance', 'replays'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/partner-replays', { signal })),
  refetchInterval: ({ state }) => (isRunning(state.data?.items) ? WATCH_MS : false),
});
export const replay = (stream: ReplayedStream) => answerOf(api.POST('/v1/partner-replays', { body: { stream } }));
