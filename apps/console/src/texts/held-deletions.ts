import { heldDeletions } from './en-held-deletions.ts';

/** Sent with its pages alone. Another language is another file beside `en-held-deletions.ts` of the same type, chosen here. */
export const heldDeletionTexts = heldDeletions;
