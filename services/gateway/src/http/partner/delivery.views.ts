import { redactBody } from '@psa-bridge/observability';
import { z } from 'zod';
import { DELIVERY_STATES, type Delivery } from '../../domain/partner/delivery.ts';
import type { Attempt } from '../../domain/partner/retry-rules.ts';

const BODY_SHOWN = 16_000;

export const AttemptView = z.object({
  at: z.iso.datetime(),
  durationMs: z.int(),
  status: z.int().nullable().describe('Null where no answer came'),
  code: z.string().nullable().describe('Why none came'),
  answer: z.string().describe('The beginning of the answer, redacted'),
});

export const DeliveryBrief = z.object({
  id: z.string(),
  eventId: z.string().describe('By which the receiver knows an event that comes twice (PA-42)'),
  eventType: z.string(),
  state: z.enum(DELIVERY_STATES),
  tries: z.int(),
  createdAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable().describe('The next try'),
  finishedAt: z.iso.datetime().nullable(),
});

export const DeliveryView = DeliveryBrief.extend({
  body: z.string().describe('What is sent; redacted and cut here'),
  attempts: z.array(AttemptView).describe('The latest ones'),
});

export function attemptView({ at, durationMs, status, code, answer }: Attempt): z.input<typeof AttemptView> {
  return { at: at.toISOString(), durationMs, status: status ?? null, code: code ?? null, answer: answer ?? '' };
}

export function deliveryBrief(delivery: Delivery): z.input<typeof DeliveryBrief> {
  const { _id: id, eventId, eventType, state, tries, createdAt, dueAt, finishedAt } = delivery;
  return {
    ...{ id, eventId, eventType, state, tries, createdAt: createdAt.toISOString() },
    dueAt: state === 'waiting' ? dueAt.toISOString() : null,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

export function deliveryView(delivery: Delivery): z.input<typeof DeliveryView> {
  const { body, attempts } = delivery;
  return { ...deliveryBrief(delivery), body: redactBody(body, BODY_SHOWN), attempts: attempts.map(attemptView) };
}
