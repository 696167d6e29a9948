import { queryOptions } from '@tanstack/react-query';
import type { Entry, Read, Sent } from './answers.ts';
import { answerOf, api } from './client.ts';

export type PlatformStatus = Read<'/v1/status'>;
export type ServiceStatus = PlatformStatus['services'][number];
export type ServiceHistory = Entry<'/v1/status/history'>;
export type Incident = PlatformStatus['incidents'][number];
export type Maintenance = PlatformStatus['maintenance'][number];
export type IncidentReport = Sent<'/v1/incidents/reports', 'post'>;

const AGAIN_MS = 15_000;

/** Asked for anew while the page stands: nothing tells of a status that changes. */
export const statusQuery = queryOptions({
  queryKey: ['status', 'now'],
  refetchInterval: AGAIN_MS,
  queryFn: ({ signal }) => answerOf(api.GET('/v1/status', { signal })),
});
export const statusHistoryQuery = queryOptions({
  queryKey: ['status', 'history'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/status/history', { signal })),
});
export const statusSubscriptionsQuery = queryOptions({
  queryKey: ['status', 'subscriptions'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/status/subscriptions', { signal })),
});
export const subscribeToStatus = () => answerOf(api.POST('/v1/status/subscriptions', { body: {} }));
export const endStatusSubscription = (id: string) =>
  answerOf(api.DELETE('/v1/status/subscriptions/{id}', { params: { path: { id } } }));
export const reportIncident = (body: IncidentReport) => answerOf(api.POST('/v1/incidents/reports', { body }));
