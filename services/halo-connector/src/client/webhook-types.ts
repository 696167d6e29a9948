import { z } from 'zod';
import { flag, number, text } from './wire-fields.ts';

/** Webhooks and what belongs to them (halopsa.md section 7): only the members that are read. */

export const HaloWebhook = z.object({
  id: z.string(),
  name: text,
  url: text,
  active: flag,
  disabled: flag,
  authentication_type: number,
  basic_username: text,
});
export type HaloWebhook = z.output<typeof HaloWebhook>;

/** An event that a webhook is told of. */
export const HaloNotification = z.object({ id: z.number().int(), webhook_id: text, eventno: number });

/** A delivery as HaloPSA keeps it. */
export const HaloWebhookEvent = z.object({
  id: z.union([z.string(), z.number()]),
  webhook_id: text,
  timestamp: text,
  responsestatus: number,
  error: text,
});
export type HaloWebhookEvent = z.output<typeof HaloWebhookEvent>;
