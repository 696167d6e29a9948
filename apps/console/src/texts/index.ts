import { en } from './en.ts';

/** Every text of the console. Another language is another file beside `en.ts` of this type, chosen here. */
export type Texts = typeof en;

export const texts: Texts = en;
