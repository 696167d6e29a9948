import { settings } from './en-settings.ts';

/** Sent with its pages alone. Another language is another file beside `en-settings.ts` of the same type, chosen here. */
export const settingTexts = settings;
