import { queryOptions } from '@tanstack/react-query';
import { pagedQuery, type Entry, type QueryTo, type Read, type Sent } from './answers.ts';
import { answerOf, answerWithEtag, api } from './client.ts';

export type Endpoint = Entry<'/v1/webhook-endpoints'>;
export type EndpointBody = Sent<'/v1/webhook-endpoints', 'post'>;
export type EndpointChange = Sent<'/v1/webhook-endpoints/{id}', 'patch'>;
export type EventType = EndpointBody['eventTypes'][number];
export type Delivery = Entry<'/v1/webhook-endpoints/{id}/deliveries'>;
export type DeliveryQuery = QueryTo<'/v1/webhook-endpoints/{id}/deliveries'>;
export type DeliveryDetail = Read<'/v1/webhook-endpoints/{id}/deliveries/{deliveryId}'>;
interface Versioned {
  id: string;
  etag: string;
}

const at = ({ id, etag }: Versioned) => ({ params: { path: { id }, header: { 'If-Match': etag } } });
const AGAIN_MS = 5_000;

export const endpointsQuery = queryOptions({
  queryKey: ['webhooks', 'endpoints'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/webhook-endpoints', { signal })),
});
export const endpointQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'endpoint', id],
    queryFn: ({ signal }) => answerWithEtag(api.GET('/v1/webhook-endpoints/{id}', { params: { path: { id } }, signal })),
  });
export const eventTypesQuery = queryOptions({
  queryKey: ['webhooks', 'event-types'],
  staleTime: Infinity,
  queryFn: ({ signal }) => answerOf(api.GET('/v1/webhook-event-types', { signal })),
});
export const partnerSettingsQuery = queryOptions({
  queryKey: ['webhooks', 'settings'],
  queryFn: ({ signal }) => answerWithEtag(api.GET('/v1/partner-settings', { signal })),
});
export const savePartnerSettings = ({ etag, webhooks, stream }: { etag: string; webhooks: boolean; stream: boolean }) =>
  answerOf(api.PUT('/v1/partner-settings', { params: { header: { 'If-Match': etag } }, body: { webhooks, stream } }));

export const addEndpoint = (body: EndpointBody) => answerOf(api.POST('/v1/webhook-endpoints', { body }));
export const changeEndpoint = ({ change, ...which }: Versioned & { change: EndpointChange }) =>
  answerOf(api.PATCH('/v1/webhook-endpoints/{id}', { ...at(which), body: change }));
export const removeEndpoint = (which: Versioned) => answerOf(api.DELETE('/v1/webhook-endpoints/{id}', at(which)));
/** Both secrets sign for so long, so that the receiver can change over. */
export const rotateSecret = ({ overlapHours, ...which }: Versioned & { overlapHours: number }) =>
  answerOf(api.POST('/v1/webhook-endpoints/{id}/rotate-secret', { ...at(which), body: { overlapHours } }));
export const sendTest = (id: string) => answerOf(api.POST('/v1/webhook-endpoints/{id}/test', { params: { path: { id } } }));

/** Asked for anew while the page stands: nothing tells of a delivery. */
export const deliveriesQuery = (id: string, query: DeliveryQuery) => ({
  ...pagedQuery({
    queryKey: ['webhooks', 'deliveries', id, query],
    ask: (page, signal) => {
      const params = { path: { id }, query: { ...query, ...page } };
      return answerOf(api.GET('/v1/webhook-endpoints/{id}/deliveries', { params, signal }));
    },
  }),
  refetchInterval: AGAIN_MS,
});

interface OneDelivery {
  id: string;
  deliveryId: string;
}

export const deliveryQuery = ({ id, deliveryId }: OneDelivery) =>
  queryOptions({
    queryKey: ['webhooks', 'delivery', id, deliveryId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/webhook-endpoints/{id}/deliveries/{deliveryId}', { params: { path: { id, deliveryId } }, signal })),
  });
export const redeliver = ({ id, deliveryId }: OneDelivery) =>
  answerOf(api.POST('/v1/webhook-endpoints/{id}/deliveries/{deliveryId}/redeliver', { params: { path: { id, deliveryId } } }));
export const redeliverFailed = (id: string) =>
  answerOf(api.POST('/v1/webhook-endpoints/{id}/redeliver-failed', { params: { path: { id } } }));
