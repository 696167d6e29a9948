import { created, defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { recordSchemas, type BusinessRecord } from '@psa-bridge/records';
import { z } from 'zod';
import type { Offer } from '../post-sale/post-sales.ts';
import type { RouteDeps } from './route-deps.ts';
import { ChoiceView, IntegrationParams } from './schemas.ts';

const permission = ['Quote editor'] as const;
const { shape: ticket } = recordSchemas.ticket;
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
const Document = z.object({
  ...ticket,
  id: z.uuid(),
  revision: z.number().int(),
  externalId: z.string().optional(),
  sync: z.object({ status: z.string(), message: z.string().optional() }).optional(),
});
const OfferView = z.object({
  action: z.string(),
  documentType: z.string(),
  isOffered: z.boolean(),
  reason: z.object({ code: z.string(), message: z.string() }).optional(),
  mostPerQuote: z.number().int(),
  lines: z.array(Line).describe('Those that stand on no document yet.'),
  documents: z.array(Document),
  choices: z.record(z.string(), z.array(ChoiceView)),
});
const NewDocument = z.strictObject({
  lineIds: z.array(z.uuid()).min(1).max(500),
  title: ticket.title.optional(),
  dueDate: ticket.dueDate,
  estimatedHours: ticket.estimatedHours,
  internalNote: ticket.internalNote,
  billingCode: z.string().min(1).max(100).optional(),
});

/** What an approved quote offers to create in the PSA (FP-01); no routes where it offers nothing. */
export function postSaleRoutes({ definition: { postSale }, postSales, integrations, base }: RouteDeps): readonly Route[] {
  if (!postSale || !postSales) return [];
  const path = `${base}/{id}/quotes/{quoteId}/post-sale`;
  return [
    defineRoute({
      ...{ method: 'GET', path, permission, params, responses: { 200: OfferView } },
      summary: `${postSale.action}: what the quote offers, what was made, or why nothing can be made`,
      handle: async ({ caller, params: { id, quoteId } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        return ok(offerView(await postSales.offer(integration, quoteId), { type: postSale.type, integrationId: id }));
      },
    }),
    defineRoute({
      ...{ method: 'POST', path, permission, params, body: NewDocument, responses: { 201: Document } },
      summary: `${postSale.action} for chosen lines of an approved quote (FP-02)`,
      deed: `${postSale.type}.created`,
      handle: async ({ caller, params: { id, quoteId }, body }) => {
        const integration = await integrations.load(caller.tenantId, id);
        const record = await postSales.make(integration, quoteId, { ...body, by: caller.subject });
        return created(documentView(record, id), `/v1/tickets/${record._id}`);
      },
    }),
  ];
}

function offerView(
  { action, refusal, mostPerQuote, lines, documents, choices }: Offer,
  { type, integrationId }: { type: string; integrationId: string },
): z.output<typeof OfferView> {
  return {
    ...{ action, documentType: type, mostPerQuote, isOffered: refusal === undefined },
    ...(refusal ? { reason: { code: refusal.code, message: refusal.message } } : {}),
    lines: lines.map(({ id, kind, name, quantity, unitPrice, period, isOptional, productId }) => ({
      ...{ id, kind, name, quantity, unitPrice, period, isOptional },
      ...(productId === undefined ? {} : { productId }),
    })),
    documents: documents.map((record) => documentView(record, integrationId)),
    choices: Object.fromEntries(Object.entries(choices).map(([name, list]) => [name, [...list]])),
  };
}

function documentView(
  { _id: id, data, dataRevision: revision, external }: BusinessRecord<'ticket'>,
  integrationId: string,
): z.output<typeof Document> {
  const link = external[integrationId];
  return {
    ...{ ...data, id, revision },
    ...(link?.id === undefined ? {} : { externalId: link.id }),
    ...(link && { sync: { status: link.sync.status, ...(link.sync.message && { message: link.sync.message }) } }),
  };
}
