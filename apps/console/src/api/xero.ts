import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, answerWithEtag, api } from './client.ts';
import type { paths } from './platform.gen.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;
type Asked<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Query } } }
  ? NonNullable<Query>
  : never;

export type InvoiceSummary = Answer<'/v1/xero/invoices'>['items'][number];
export type InvoiceDetail = Answer<'/v1/xero/invoices/{id}'>;
export type InvoiceQuery = Asked<'/v1/xero/invoices'>;
export type SyncState = InvoiceSummary['state'];
export type Simulated = Answer<'/v1/xero/simulation'>['items'][number];
export type Order = Answer<'/v1/xero/purchase-orders'>['items'][number];
export type OrderQuery = Asked<'/v1/xero/purchase-orders'>;
export type Counts = Answer<'/v1/xero/counts'>['items'][number];
export type CountsQuery = Asked<'/v1/xero/counts'>;
export type LogQuery = Asked<'/v1/xero/log'>;
export type LogEntry = Answer<'/v1/xero/log'>['items'][number];
export type Connection = Answer<'/v1/xero/connections'>['items'][number];
export type Engine = Answer<'/v1/xero/connections/{id}/engine'>;
export type EngineSettings = NonNullable<Engine['settings']>;
/** What is left out stands as the platform has it. */
export type GivenSettings =
  paths['/v1/xero/connections/{id}/engine/settings']['put']['requestBody']['content']['application/json'];
export type Account = Answer<'/v1/xero/connections/{id}/accounts'>['items'][number];

const PAGE = 100;
const pageFrom = (cursor: string) => ({ size: PAGE, ...(cursor === '' ? {} : { cursor }) });

export const invoicesQuery = (query: InvoiceQuery) =>
  infiniteQueryOptions({
    queryKey: ['xero', 'invoices', query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answerOf(api.GET('/v1/xero/invoices', { params: { query: { ...query, ...pageFrom(pageParam) } }, signal })),
    getNextPageParam: ({ next }) => next,
  });

export const invoiceQuery = (id: string) =>
  queryOptions({
    queryKey: ['xero', 'invoice', id],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/xero/invoices/{id}', { params: { path: { id } }, signal })),
  });

/** Asks Xero; nothing is written anywhere. Only when somebody wants it: it costs calls. */
export const auditQuery = (externalId: string) =>
  queryOptions({
    queryKey: ['xero-audit', externalId],
    staleTime: Infinity,
    retry: false,
    queryFn: async ({ signal }) => {
      const { items, ...whole } = await answerOf(api.GET('/v1/xero/simulation', { params: { query: { externalId } }, signal }));
      return { ...whole, audit: items[0] };
    },
  });

export const ordersQuery = (query: OrderQuery) =>
  infiniteQueryOptions({
    queryKey: ['xero', 'orders', query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answerOf(api.GET('/v1/xero/purchase-orders', { params: { query: { ...query, ...pageFrom(pageParam) } }, signal })),
    getNextPageParam: ({ next }) => next,
  });

export const countsQuery = (query: CountsQuery) =>
  queryOptions({
    queryKey: ['xero', 'counts', query],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/xero/counts', { params: { query }, signal }))).items,
  });

export const logQuery = (query: LogQuery) =>
  queryOptions({
    queryKey: ['xero', 'log', query],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/xero/log', { params: { query }, signal }))).items,
  });

export const connectionsQuery = queryOptions({
  queryKey: ['xero', 'connections'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/xero/connections', { signal }))).items,
});

export const engineQuery = (id: string) =>
  queryOptions({
    queryKey: ['xero', 'engine', id],
    queryFn: ({ signal }) => answerWithEtag(api.GET('/v1/xero/connections/{id}/engine', { params: { path: { id } }, signal })),
  });

export const accountsQuery = (id: string) =>
  queryOptions({
    queryKey: ['xero-accounts', id],
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/v1/xero/connections/{id}/accounts', { params: { path: { id } }, signal }))).items,
  });

const of = (id: string) => ({ params: { path: { id } } });

export const resyncInvoice = ({ id, createNew }: { id: string; createNew: boolean }) =>
  answerOf(api.POST('/v1/xero/invoices/{id}/resync', { ...of(id), body: { createNew } }));
export const dismissInvoice = ({ id, reason }: { id: string; reason: string }) =>
  answerOf(api.POST('/v1/xero/invoices/{id}/dismiss', { ...of(id), body: { reason } }));
export const restoreInvoice = (id: string) => answerOf(api.POST('/v1/xero/invoices/{id}/restore', of(id)));
export const resyncOrder = (id: string) => answerOf(api.POST('/v1/xero/purchase-orders/{id}/resync', of(id)));
export const dismissOrder = ({ id, reason }: { id: string; reason: string }) =>
  answerOf(api.POST('/v1/xero/purchase-orders/{id}/dismiss', { ...of(id), body: { reason } }));
export const restoreOrder = (id: string) => answerOf(api.POST('/v1/xero/purchase-orders/{id}/restore', of(id)));
export const exportInvoices = (query: Asked<'/v1/xero/export'>) => answerOf(api.GET('/v1/xero/export', { params: { query } }));

export const pauseEngine = (id: string) => answerOf(api.POST('/v1/xero/connections/{id}/engine/pause', of(id)));
export const resumeEngine = (id: string) => answerOf(api.POST('/v1/xero/connections/{id}/engine/resume', of(id)));
/** @throws Refused with status 412 where somebody saved meanwhile, 400 with the fields that do not hold */
export const saveEngine = ({ id, etag, settings }: { id: string; etag: string; settings: GivenSettings }) =>
  answerWithEtag(
    api.PUT('/v1/xero/connections/{id}/engine/settings', {
      params: { path: { id }, header: { 'If-Match': etag } },
      body: settings,
    }),
  );

export const beginConnect = (integrationId: string) =>
  answerOf(api.POST('/v1/xero/connections/begin', { body: { integrationId } }));
export const finishConnect = (proof: { answer: string; attempt: string }) =>
  answerOf(api.POST('/v1/xero/connections/finish', { body: proof }));
export const connectCustom = (given: { integrationId: string; clientId: string; clientSecret: string }) =>
  answerOf(api.POST('/v1/xero/connections/custom', { body: given }));
export const chooseConnection = (id: string) => answerOf(api.POST('/v1/xero/connections/{id}/use', of(id)));
export const routeConnection = ({ id, takes }: { id: string; takes: string[] }) =>
  answerOf(api.PUT('/v1/xero/connections/{id}/takes', { ...of(id), body: { takes } }));
export const disconnect = (id: string) => answerOf(api.DELETE('/v1/xero/connections/{id}', of(id)));
