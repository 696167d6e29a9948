import { integrations } from './en-integrations.ts';

/** Sent with its pages alone. Another language is another file beside `en-integrations.ts` of the same type, chosen here. */
export const integrationTexts = integrations;
