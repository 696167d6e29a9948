import { en } from './en.ts';

/** What every page may say; what only some say is beside it, and sent with those (`xero.ts`). Another language is another file beside `en.ts` of this type, chosen here. */
export type Texts = typeof en;

export const texts: Texts = en;
