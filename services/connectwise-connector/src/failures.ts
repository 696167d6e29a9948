import { vendorFailures, type FailureWords } from '@psa-bridge/connector-kit';
import { isAppError, type AppError } from '@psa-bridge/core';
import { errorEntries } from './client/answer.ts';

/** The exact messages of product-behaviour sections 4 and 12. */
export const MESSAGES = {
  rateLimit: 'ConnectWise API rate limit exceeded',
  paymentTermDeleted: 'Payment term/type is deleted',
} as const;

interface Rule {
  matches(text: string, error: AppError): boolean;
  failure(text: string): FailureWords;
}

/** `80 is an inactive`: the rest of the sentence is not documented (connectwise.md section 8). */
const INACTIVE_CATEGORY = /(\d+) is an inactive/i;

/** True for the refusal of an item that lies in a category which was switched off (CW-12). */
export function saysCategoryInactive(error: unknown): boolean {
  const text = isAppError(error) && error.code === 'psa_refused' ? error.details['psaText'] : undefined;
  return typeof text === 'string' && isCategoryInactive(text);
}

function isCategoryInactive(text: string): boolean {
  return /object is invalid/i.test(text) && INACTIVE_CATEGORY.test(text);
}

const CATEGORY_REMEDY =
  'On the Categories page, delete the mapping whose ConnectWise side is blank, map the category to an active one and retry.';

const RULES: readonly Rule[] = [
  {
    // CW-12: ConnectWise's own text is the message.
    matches: isCategoryInactive,
    failure: (text) => ({
      code: 'category_inactive',
      kind: 'rejected',
      message: text,
      remedy: CATEGORY_REMEDY,
      reference: `category ${INACTIVE_CATEGORY.exec(text)?.[1] ?? ''}`,
      showsStaleMapping: true,
    }),
  },
  {
    // IS-10
    matches: (text) => /(payment|billing) ?term.*(not found|does not exist|invalid)/i.test(text),
    failure: () => PAYMENT_TERM_DELETED,
  },
  {
    matches: (_text, error) => errorEntries(error.details['body']).some(({ code }) => code === 'ObjectExists'),
    failure: (text) => ({
      code: 'connectwise_duplicate',
      kind: 'rejected',
      message: text,
      remedy: 'ConnectWise has one like it. Run a full sync to link it, or change what has to be unique, and retry.',
    }),
  },
];

const PAYMENT_TERM_DELETED: FailureWords = {
  code: 'payment_term_deleted',
  kind: 'rejected',
  message: MESSAGES.paymentTermDeleted,
  remedy:
    'Choose another payment term or type in the quote settings, for purchase orders on the Ticket settings page, and retry.',
};

/** Failures that our own code found, by their code. */
const DIRECT: Readonly<Record<string, FailureWords>> = {
  // CW-60
  psa_limited: {
    code: 'connectwise_rate_limit',
    kind: 'rate_limited',
    message: MESSAGES.rateLimit,
    remedy: 'Wait a few minutes, then retry. If it happens often, ask which other integrations use the API.',
  },
  payment_term_deleted: PAYMENT_TERM_DELETED,
};

/** What to do about failures that our own code found and whose words name the thing itself, by their code. */
const REMEDIES: Readonly<Record<string, string>> = {
  company_has_no_external_identifier:
    'The company is synced first at the next try; if its own sync fails, mend that issue and retry.',
  contact_has_no_external_identifier:
    'Sync the contact first, or check that it is linked to the right company; if its own sync fails, mend that issue and retry.',
  category_inactive: CATEGORY_REMEDY,
  category_not_mapped:
    'On the Categories page, map a category or subcategory of ConnectWise to it, or choose a default subcategory, and retry.',
  billing_cycle_missing: 'Add a billing cycle of that term to the Table Setup of ConnectWise, then retry.',
  line_without_product: 'Choose a product for the line, or enter it in ConnectWise, and retry.',
  order_line_without_product: 'Enter the line in the order in ConnectWise yourself, or choose a product for it, and retry.',
  order_status_missing: 'Add an open status for purchase orders to ConnectWise, or show the API member the statuses, and retry.',
  order_terms_missing: 'Choose the payment terms of purchase orders on the Ticket settings page and retry.',
  agreement_type_missing: 'Choose the type of new agreements on the Ticket settings page and retry.',
  agreement_gone:
    'If it was removed in ConnectWise on purpose, dismiss the issue; otherwise let the API member see it there and retry.',
  addition_gone: 'Put the line on the agreement in ConnectWise and retry, or dismiss the issue if it was taken off on purpose.',
  entity_gone:
    'If it was removed in ConnectWise on purpose, dismiss the issue; otherwise let the API member see it there and retry.',
  no_active_member:
    'Choose a sales representative on the page Opportunity status mapping, or show the API member the members, and retry.',
  connectwise_company_unknown: 'Correct the company id or the site on the integration page and test the connection.',
  connectwise_site_unknown: 'Correct the site on the integration page and test the connection.',
};

const AUTHENTICATION: FailureWords = {
  code: 'connectwise_authentication',
  kind: 'unauthenticated',
  message: 'ConnectWise authentication error: please verify your credentials',
  remedy: 'Enter the public key, private key and client id again on the integration page and test the connection.',
  scope: 'integration',
};

/** What a ConnectWise error means to a person (CW-12, CW-60, IS-10, IS-14). */
export const classifyConnectWiseError = vendorFailures({
  authentication: AUTHENTICATION,
  forbidden: permissionFailure,
  direct: DIRECT,
  remedies: REMEDIES,
  recognized: (psaText, error) => RULES.find(({ matches }) => matches(psaText, error))?.failure(psaText),
  refused: {
    code: 'connectwise_refused',
    kind: 'rejected',
    message: 'ConnectWise refused the change without saying why.',
    remedy: 'Correct what ConnectWise names and retry.',
  },
});

function permissionFailure(psaText: string): FailureWords {
  return {
    code: 'connectwise_permission',
    kind: 'forbidden',
    message: psaText === '' ? 'You do not have security permission to perform this action.' : psaText,
    remedy: "Test the connection: it names the right that the API member's security role lacks. Allow it there, then retry.",
  };
}
