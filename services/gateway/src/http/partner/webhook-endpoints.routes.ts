import { accepted, created, defineRoute, etagOf, noContent, ok, requiredRevisionOf, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import { MOST_AT_ONCE } from '../../adapters/partner/webhook-sender.ts';
import { PARTNER_EVENT_TYPES } from '../../domain/partner/partner-event.ts';
import type { WebhookEndpoint } from '../../domain/partner/webhook-endpoint.ts';
import type { WebhookEndpoints } from '../../usecases/partner/webhook-endpoints.ts';
import { IdParams } from '../records.schemas.ts';
import { AttemptView, DeliveryBrief, attemptView, deliveryBrief } from './delivery.views.ts';

const PATH = '/v1/webhook-endpoints';
const HOUR_MS = 60 * 60_000;
const DEFAULT_AT_ONCE = 4;
const FAMILIES = new Set(PARTNER_EVENT_TYPES.map((type) => `${type.split('.')[0]}.*`));

const EventType = z.enum(['*', ...FAMILIES, ...PARTNER_EVENT_TYPES]);
const EntityTypes = z
  .array(z.string().regex(/^[a-z_]{1,50}$/))
  .min(1)
  .max(30);

const settings = {
  url: z.string().min(1).max(2_000).describe('Where events are posted to; https'),
  description: z.string().trim().min(1).max(200),
  eventTypes: z.array(EventType).min(1).max(50).describe('Which events: `*`, a family such as `issue.*`, or single types'),
  concurrency: z.int().min(1).max(MOST_AT_ONCE).describe('Deliveries under way at the same time'),
};

const CreateBody = z.strictObject({
  ...settings,
  entityTypes: EntityTypes.optional().describe('Only events about these; all without it'),
  concurrency: settings.concurrency.default(DEFAULT_AT_ONCE),
});
const ChangeBody = z.strictObject({
  ...z.object(settings).partial().shape,
  entityTypes: EntityTypes.nullable().optional(),
  state: z.enum(['active', 'paused']).optional(),
});
const RotateBody = z.strictObject({
  overlapHours: z.int().min(0).max(168).default(24).describe('How long the secret before goes on signing too'),
});

const EndpointView = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  eventTypes: z.array(z.string()),
  entityTypes: z.array(z.string()).nullable(),
  concurrency: z.int(),
  state: z.enum(['active', 'paused', 'disabled', 'removed']),
  whyDisabled: z.enum(['failing', 'gone']).nullable(),
  health: z.object({
    failures: z.int().describe('In a row'),
    failingSince: z.iso.datetime().nullable(),
    heldUntil: z.iso.datetime().nullable().describe('Left alone until then'),
    lastFailure: AttemptView.nullable(),
  }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
const WithSecretView = EndpointView.extend({
  secret: z.string().nullable().describe('Shown now and never again; null where the same request was answered before'),
});

/** Where a tenant's events are sent (PA-40). */
export function webhookEndpointRoutes(use: WebhookEndpoints): readonly Route[] {
  return [...readingRoutes(use), ...savingRoutes(use), ...actionRoutes(use)];
}

function readingRoutes(use: WebhookEndpoints): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: PATH, permission: 'admin' },
      summary: 'The webhook endpoints that events are sent to (PA-40).',
      responses: { 200: z.object({ items: z.array(EndpointView) }) },
      handle: async ({ caller }) => ok({ items: (await use.list(caller)).map(viewOf) }),
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/webhook-event-types', permission: 'signed-in' },
      summary: 'Everything that a webhook endpoint can be told of.',
      responses: { 200: z.object({ items: z.array(z.string()) }) },
      handle: () => ok({ items: [...PARTNER_EVENT_TYPES] }),
    }),
    defineRoute({
      ...{ method: 'GET', path: `${PATH}/{id}`, permission: 'admin', params: IdParams },
      summary: 'One webhook endpoint, with how it is.',
      responses: { 200: EndpointView },
      handle: async ({ caller, params: { id } }) => answer(await use.get(caller, id)),
    }),
  ];
}

function savingRoutes(use: WebhookEndpoints): Route[] {
  return [
    defineRoute({
      ...{ method: 'POST', path: PATH, permission: 'admin', body: CreateBody },
      summary: 'Adds a webhook endpoint; its secret is shown in this answer and never again (PA-40).',
      responses: { 201: WithSecretView },
      refusals: [409],
      deed: 'webhook_endpoint.created',
      async handle({ caller, body }) {
        const { endpoint, secret } = await use.create(caller, body);
        return created({ ...viewOf(endpoint), secret }, `${PATH}/${endpoint._id}`, { etag: etagOf(endpoint.revision) });
      },
    }),
    defineRoute({
      ...{ method: 'PATCH', path: `${PATH}/{id}`, permission: 'admin', params: IdParams, body: ChangeBody, ifMatch: 'required' },
      summary: 'Changes a webhook endpoint, pauses it, or switches it on again; what waited is then sent.',
      responses: { 200: EndpointView },
      deed: 'webhook_endpoint.updated',
      async handle({ caller, params: { id }, body, headers }) {
        return answer(await use.change(caller, id, { ...body, ifRevision: requiredRevisionOf(headers['if-match']) }));
      },
    }),
    defineRoute({
      ...{ method: 'DELETE', path: `${PATH}/{id}`, permission: 'admin', params: IdParams, ifMatch: 'required' },
      summary: 'Removes a webhook endpoint; what waits for it is not sent any more.',
      responses: { 204: null },
      deed: 'webhook_endpoint.removed',
      async handle({ caller, params: { id }, headers }) {
        await use.remove(caller, id, requiredRevisionOf(headers['if-match']));
        return noContent();
      },
    }),
  ];
}

function actionRoutes(use: WebhookEndpoints): Route[] {
  return [
    defineRoute({
      ...{ method: 'POST', path: `${PATH}/{id}/rotate-secret`, permission: 'admin', params: IdParams, body: RotateBody },
      summary: 'Makes a new secret, shown in this answer alone; for a while deliveries carry the signatures of both.',
      ifMatch: 'required',
      responses: { 200: WithSecretView },
      deed: 'webhook_endpoint.secret_rotated',
      async handle({ caller, params: { id }, body: { overlapHours }, headers }) {
        const ifRevision = requiredRevisionOf(headers['if-match']);
        const { endpoint, secret } = await use.rotateSecret(caller, id, { ifRevision, overlapMs: overlapHours * HOUR_MS });
        return ok({ ...viewOf(endpoint), secret }, { etag: etagOf(endpoint.revision) });
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: `${PATH}/{id}/test`, permission: 'admin', params: IdParams },
      summary: 'Sends a `webhook.test` event that says nothing, to see whether it arrives.',
      responses: { 202: DeliveryBrief },
      deed: { untold: 'Changes nothing; the delivery log shows it.' },
      handle: async ({ caller, params: { id } }) => accepted(deliveryBrief(await use.test(caller, id))),
    }),
  ];
}

function answer(endpoint: WebhookEndpoint) {
  return ok(viewOf(endpoint), { etag: etagOf(endpoint.revision) });
}

function viewOf(endpoint: WebhookEndpoint): z.input<typeof EndpointView> {
  const { _id: id, url, description, eventTypes, entityTypes, concurrency, state, whyDisabled, health } = endpoint;
  const { failures, failingSince, heldUntil, lastFailure } = health;
  return {
    ...{ id, url, description, concurrency, state, eventTypes: [...eventTypes] },
    entityTypes: entityTypes ? [...entityTypes] : null,
    whyDisabled: whyDisabled ?? null,
    health: {
      failures,
      failingSince: failingSince?.toISOString() ?? null,
      heldUntil: heldUntil?.toISOString() ?? null,
      lastFailure: lastFailure ? attemptView(lastFailure) : null,
    },
    createdAt: endpoint.createdAt.toISOString(),
    updatedAt: endpoint.updatedAt.toISOString(),
  };
}
