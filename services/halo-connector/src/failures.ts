import { vendorFailures, type FailureWords } from '@psa-bridge/connector-kit';
import { isAppError } from '@psa-bridge/core';

/** The exact messages of product-behaviour sections 5 and 12. */
export const MESSAGES = {
  mainContactMissing: 'Please populate main contact name',
  paymentTermDeleted: 'Payment term/type is deleted',
} as const;

/** HP-17 */
const MAIN_CONTACT_MISSING: FailureWords = {
  code: 'main_contact_missing',
  kind: 'rejected',
  message: MESSAGES.mainContactMissing,
  remedy:
    'HaloPSA demands a main contact for each new client. Add a contact to the company here and retry, or switch off "Make main contact details compulsory" in HaloPSA under Configuration > Users > General Settings.',
};

/** True for the refusal of a client without a main contact (HP-17). */
export function saysMainContactMissing(error: unknown): boolean {
  const text = isAppError(error) && error.code === 'psa_refused' ? error.details['psaText'] : undefined;
  return typeof text === 'string' && isMainContactMissing(text);
}

function isMainContactMissing(text: string): boolean {
  return text.toLowerCase().includes(MESSAGES.mainContactMissing.toLowerCase());
}

/** Failures whose words are the product's, by the code of what our own code found. */
const DIRECT: Readonly<Record<string, FailureWords>> = {
  psa_limited: {
    code: 'halo_rate_limit',
    kind: 'rate_limited',
    message: 'HaloPSA API rate limit exceeded',
    remedy: 'Wait five minutes, then retry. If it happens often, ask which other integrations use the API.',
  },
  main_contact_missing: MAIN_CONTACT_MISSING,
  // IS-10
  payment_term_deleted: {
    code: 'payment_term_deleted',
    kind: 'rejected',
    message: MESSAGES.paymentTermDeleted,
    remedy: 'Choose another payment term or type in the quote settings and retry.',
  },
};

/** What to do about failures that our own code found and whose words name the thing itself, by their code. */
const REMEDIES: Readonly<Record<string, string>> = {
  company_has_no_external_identifier:
    'The company is synced first at the next try; if its own sync fails, mend that issue and retry.',
  contact_has_no_external_identifier:
    'Sync the contact first, or check that it is linked to the right company; if its own sync fails, mend that issue and retry.',
  main_site_missing: 'Choose a main site for the client in HaloPSA, then retry.',
  entity_gone: 'If it was removed in HaloPSA on purpose, dismiss the issue; otherwise let the API agent see it there and retry.',
  product_group_missing: 'On the Products page choose the product group of this type, or the default one, and retry.',
  quote_line_needs_item: 'On the Products page choose the product that stands for lines without one, and retry.',
  quote_line_item_gone: 'Choose another product for the line, or enter its item in HaloPSA again, and retry.',
  quote_lines_incomplete: 'Look at the quotation in HaloPSA, then retry: what stands there already is not sent again.',
  opportunity_type_missing: 'Show the API agent the types of opportunities, or choose one on the Opportunities page, and retry.',
  supplier_missing: 'Add a supplier of that name to HaloPSA, or rename one there, and retry.',
  order_cancelled_here: 'Close the purchase order in HaloPSA yourself, then dismiss the issue.',
  quote_gone: 'Dismiss the issue.',
  halo_scope_refused:
    'In HaloPSA, in Configuration > Integrations > HaloPSA API > Applications, tick the scopes on the tab Permissions of the application, then test the connection.',
  halo_unexpected_token: 'Correct the address of HaloPSA on the integration page and test the connection.',
};

const AUTHENTICATION: FailureWords = {
  code: 'halo_authentication',
  kind: 'unauthenticated',
  message: 'HaloPSA authentication error: please verify your credentials',
  remedy:
    'Enter the tenant, the client id and the client secret of the application again on the integration page and test the connection.',
  scope: 'integration',
};

/** What a HaloPSA error means to a person (HP-17, IS-14). */
export const classifyHaloError = vendorFailures({
  authentication: AUTHENTICATION,
  forbidden: permissionFailure,
  direct: DIRECT,
  remedies: REMEDIES,
  recognized: (psaText) => (isMainContactMissing(psaText) ? MAIN_CONTACT_MISSING : undefined),
  refused: {
    code: 'halo_refused',
    kind: 'rejected',
    message: 'HaloPSA refused the change without saying why.',
    remedy: 'Correct what HaloPSA names and retry.',
  },
});

/** HaloPSA says nothing with a missing right. */
function permissionFailure(psaText: string): FailureWords {
  return {
    code: 'halo_permission',
    kind: 'forbidden',
    message: psaText === '' ? 'HaloPSA does not allow this to the API agent.' : psaText,
    remedy: 'Test the connection: it names the scope or the right that is missing. Tick it there, then retry.',
  };
}
