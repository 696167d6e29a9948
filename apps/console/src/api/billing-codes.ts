import { queryOptions } from '@tanstack/react-query';
import { answerWithEtag, api } from './client.ts';
import type { paths } from './platform.gen.ts';

type Page = paths['/v1/integrations/autotask/{id}/pages/billing-codes'];
export type BillingCodes = Page['get']['responses'][200]['content']['application/json'];
export type BillingCodesSettings = Page['put']['requestBody']['content']['application/json'];

const PLACE = '/v1/integrations/autotask/{id}/pages/billing-codes';

export const billingCodesQuery = (id: string) =>
  queryOptions({
    queryKey: ['settings', id, 'billing-codes'],
    staleTime: Infinity,
    queryFn: ({ signal }) => answerWithEtag(api.GET(PLACE, { params: { path: { id } }, signal })),
  });

/** Saved only as long as nobody saved meanwhile. @throws Refused with status 412 where somebody did, 400 with what does not hold */
export const saveBillingCodes = ({ id, etag, settings }: { id: string; etag: string; settings: BillingCodesSettings }) =>
  answerWithEtag(api.PUT(PLACE, { params: { path: { id }, header: { 'If-Match': etag } }, body: settings }));
