import { z } from 'zod';

/** What elements of all kinds have in Xero's answers. */
export const Errors = z
  .array(z.object({ Message: z.string() }))
  .nullish()
  .transform((errors) => (errors ?? []).map(({ Message }) => Message));
export const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

const EMPTY_GUID = '00000000-0000-0000-0000-000000000000';

/** A status of 200 is no success: an element that was saved has an id (xero.md 7.5). */
export function isSaved(id: string, statusAttribute: string | undefined): boolean {
  return statusAttribute !== 'ERROR' && id !== '' && id !== EMPTY_GUID;
}
