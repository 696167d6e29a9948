import { created, defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { recordSchemas, type BusinessRecord } from '@psa-bridge/records';
import { z } from 'zod';
import type { PostSaleType } from '../definition/post-sale.ts';
import { DOCUMENT_INPUTS } from '../post-sale/documents.ts';
import type { Offer } from '../post-sale/post-sales.ts';
import type { RouteDeps } from './route-deps.ts';
import { ChoiceView, IntegrationParams } from './schemas.ts';

const permission = ['Quote editor'] as const;
const params = IntegrationParams.extend({ quoteId: z.uuid() });

const Line = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  quantity: z.number(),
  unitPrice: z.string(),
  period: z.string(),
  isOptional: z.boolean(),
  productId: z.string().optional(),
});
const InThePsa = z.object({
  id: z.uuid(),
  revision: z.number().int(),
  externalId: z.string().optional(),
  sync: z.object({ status: z.string(), message: z.string().optional() }).optional(),
});
const DOCUMENTS = {
  ticket: z.object({ ...recordSchemas.ticket.shape, ...InThePsa.shape }),
  sales_order: z.object({ ...recordSchemas.sales_order.shape, ...InThePsa.shape }),
} as const;
type DocumentView = z.output<(typeof DOCUMENTS)[PostSaleType]>;
/** Where the records of a type are served. */
const PLACES = { ticket: '/v1/tickets', sales_order: '/v1/sales-orders' } as const;

const offerShape = (type: PostSaleType) =>
  z.object({
    action: z.string(),
    documentType: z.string(),
    isOffered: z.boolean(),
    reason: z.object({ code: z.string(), message: z.string() }).optional(),
    mostPerQuote: z.number().int(),
    lines: z.array(Line).describe('Those that stand on no document yet.'),
    documents: z.array(DOCUMENTS[type]),
    choices: z.record(z.string(), z.array(ChoiceView)),
    notes: z.array(z.string()).describe('What of the quote the PSA is not given, and what to do instead.'),
  });
type OfferView = z.output<ReturnType<typeof offerShape>>;
const newDocument = (type: PostSaleType) =>
  z.strictObject({ lineIds: z.array(z.uuid()).min(1).max(500), ...DOCUMENT_INPUTS[type].shape });

/** What an approved quote offers to create in the PSA (FP-01); no routes where it offers nothing. */
export function postSaleRoutes({ definition: { postSale }, postSales, integrations, base }: RouteDeps): readonly Route[] {
  if (!postSale || !postSales) return [];
  const { type } = postSale;
  const path = `${base}/{id}/quotes/{quoteId}/post-sale`;
  return [
    defineRoute({
      ...{ method: 'GET', path, permission, params, responses: { 200: offerShape(type) } },
      summary: `${postSale.action}: what the quote offers, what was made, or why nothing can be made`,
      handle: async ({ caller, params: { id, quoteId } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        return ok(offerView(await postSales.offer(integration, quoteId), { type, integrationId: id }));
      },
    }),
    defineRoute({
      ...{ method: 'POST', path, permission, params, body: newDocument(type), responses: { 201: DOCUMENTS[type] } },
      summary: `${postSale.action} for chosen lines of an approved quote (FP-02)`,
      deed: `${postSale.type}.created`,
      handle: async ({ caller, params: { id, quoteId }, body }) => {
        const integration = await integrations.load(caller.tenantId, id);
        const record = await postSales.make(integration, quoteId, { ...body, by: caller.subject });
        return created(documentView(record, id), `${PLACES[type]}/${record._id}`);
      },
    }),
  ];
}

function offerView(
  { action, refusal, mostPerQuote, lines, documents, choices, notes }: Offer,
  { type, integrationId }: { type: string; integrationId: string },
): OfferView {
  return {
    ...{ action, documentType: type, mostPerQuote, isOffered: refusal === undefined },
    ...(refusal ? { reason: { code: refusal.code, message: refusal.message } } : {}),
    lines: lines.map(({ id, kind, name, quantity, unitPrice, period, isOptional, productId }) => ({
      ...{ id, kind, name, quantity, unitPrice, period, isOptional },
      ...(productId === undefined ? {} : { productId }),
    })),
    documents: documents.map((record) => documentView(record, integrationId)),
    choices: Object.fromEntries(Object.entries(choices).map(([name, list]) => [name, [...list]])),
    notes: [...notes],
  };
}

function documentView(
  { _id: id, data, dataRevision: revision, external }: BusinessRecord<PostSaleType>,
  integrationId: string,
): DocumentView {
  const link = external[integrationId];
  return {
    ...{ ...data, id, revision },
    ...(link?.id === undefined ? {} : { externalId: link.id }),
    ...(link && { sync: { status: link.sync.status, ...(link.sync.message && { message: link.sync.message }) } }),
  };
}
