/** The product's exact message for a removed payment term or type (IS-10). */
export const PAYMENT_TERM_DELETED = 'Payment term/type is deleted';
/** The product's exact label for partial success (IS-09). */
export const ITEMS_NOT_SYNCHRONIZED = 'Some line items not synchronized';

/** What to do about a problem whose connector named no cure; empty where nothing general can be said. */
export function defaultRemedy(problem: { entityType: string; message: string }): string {
  if (problem.message === ITEMS_NOT_SYNCHRONIZED) return "Check the named items' product mapping, then retry.";
  if (problem.message === PAYMENT_TERM_DELETED) return 'Choose another payment term or type in the quote settings, then retry.';
  if (problem.entityType === 'integration')
    return "Open the integration's page, enter the credentials again and test the connection.";
  return '';
}
