import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';
import type { paths } from './platform.gen.ts';

export type RecordKind = 'companies' | 'contacts' | 'products' | 'services' | 'opportunities' | 'quotes';

type Company = paths['/v1/companies/{id}']['get']['responses'][200]['content']['application/json'];
export type SyncOfRecord = Company['sync'][string];
/** What every record has; its fields are as many as its kind wants. */
export type BusinessRecord = Readonly<Record<string, unknown>> &
  Pick<Company, 'id' | 'revision' | 'createdAt' | 'updatedAt' | 'sync'>;
export type Preflight =
  paths['/v1/integrations/autotask/{id}/quotes/{quoteId}/preflight']['post']['responses'][200]['content']['application/json'];
export type QuoteStatus = 'draft' | 'sent' | 'approved';

interface RecordPage {
  items: BusinessRecord[];
  total: number;
  next?: string;
}

const PAGE = 100;
const LATEST = 50;

/** Every kind is served at the same place and in the same form, so that companies stand for all. */
const listPlace = (kind: RecordKind) => `/v1/${kind}` as '/v1/companies';
const placeOf = (kind: RecordKind) => `/v1/${kind}/{id}` as '/v1/companies/{id}';

export const recordsQuery = (kind: RecordKind, query: { query?: string }) =>
  infiniteQueryOptions({
    queryKey: ['records', kind, 'list', query],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }): Promise<RecordPage> => {
      const paging = { size: PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      return answerOf(api.GET(listPlace(kind), { params: { query: { ...query, ...paging } }, signal }));
    },
    getNextPageParam: ({ next }) => next,
  });

export const recordQuery = (kind: RecordKind, id: string) =>
  queryOptions({
    queryKey: ['records', kind, 'one', id],
    queryFn: async ({ signal }): Promise<BusinessRecord> =>
      answerOf(api.GET(placeOf(kind), { params: { path: { id } }, signal })),
  });

/** What was done to a record and by whom, the latest first. */
export const recordHistoryQuery = (recordType: string, recordId: string) =>
  queryOptions({
    queryKey: ['activity', recordType, recordId],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/v1/audit', { params: { query: { recordType, recordId, size: LATEST } }, signal }))).items,
  });

/** Brings one record into step with the PSAs; each says for itself whether it takes that on (SY-30). */
export const syncRecord = ({ kind, id }: { kind: RecordKind; id: string }) =>
  answerOf(api.POST(`/v1/${kind}/{id}/sync` as '/v1/companies/{id}/sync', { params: { path: { id } } }));

/** What a push of the quote would meet in a PSA; nothing is written there. */
export const preflightQuote = (asked: { provider: string; id: string; quoteId: string; status?: QuoteStatus }) => {
  const { provider, id, quoteId, status } = asked;
  const place =
    `/v1/integrations/${provider}/{id}/quotes/{quoteId}/preflight` as '/v1/integrations/autotask/{id}/quotes/{quoteId}/preflight';
  return answerOf(api.POST(place, { params: { path: { id, quoteId } }, body: status === undefined ? {} : { status } }));
};
