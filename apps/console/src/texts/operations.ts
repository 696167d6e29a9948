import { enOperations } from './en-operations.ts';

/** Sent with its pages alone. Another language is another file beside `en-operations.ts` of the same type, chosen here. */
export const operationTexts = enOperations;
