import { enUsers } from './en-users.ts';

/** Sent with its pages alone. Another language is another file beside `en-users.ts` of the same type, chosen here. */
export const userTexts = enUsers;
