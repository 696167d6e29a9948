import { handover } from './en-handover.ts';

/** Sent with its pages alone. Another language is another file beside `en-handover.ts` of the same type, chosen here. */
export const handoverTexts = handover;
