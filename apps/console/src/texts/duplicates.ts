import { duplicates } from './en-duplicates.ts';

/** Sent with its page alone. Another language is another file beside `en-duplicates.ts` of the same type, chosen here. */
export const duplicateTexts = duplicates;
