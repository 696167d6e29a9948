import { enWebhooks } from './en-webhooks.ts';

/** Sent with its pages alone. Another language is another file beside `en-webhooks.ts` of the same type, chosen here. */
export const webhookTexts = enWebhooks;
