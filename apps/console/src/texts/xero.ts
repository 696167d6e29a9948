import { xero } from './en-xero.ts';

/** Sent with its pages alone. Another language is another file beside `en-xero.ts` of the same type, chosen here. */
export const xeroTexts = xero;
