import { vendorFailures, type Classify, type FailureWords } from '@psa-bridge/connector-kit';

/** The exact messages of product-behaviour sections 3 and 12. */
export const MESSAGES = {
  authentication: 'Autotask authentication error: please verify your credentials',
  billingCode: 'BillingCode does not exist or is invalid',
  opportunityNotFound: 'Opportunity was not found in Autotask',
  contactOfOtherCompany: 'companyID is not associated with contactID',
  noMatch: 'No matching records found',
  paymentTermDeleted: 'Payment term/type is deleted',
  timeout: 'Timeout Expired error when connecting to Autotask',
  unavailable: 'HTTP Error 503. The service is unavailable.',
} as const;

const PAYMENT_TERM_DELETED: FailureWords = {
  code: 'payment_term_deleted',
  kind: 'rejected',
  message: MESSAGES.paymentTermDeleted,
  remedy: 'Choose another payment term or type in the quote settings and retry.',
};

interface Rule {
  matches: (text: string, entityType: string) => boolean;
  failure: FailureWords;
}

const OPPORTUNITY_NOT_FOUND: FailureWords = {
  code: 'opportunity_not_found',
  kind: 'rejected',
  message: MESSAGES.opportunityNotFound,
  remedy:
    'Make sure that the opportunity exists and is active in Autotask and retry, or dismiss the issue if it was deleted on purpose.',
};

const NO_MATCHING_RECORDS: FailureWords = {
  code: 'no_matching_records',
  kind: 'rejected',
  message: MESSAGES.noMatch,
  remedy:
    "If it was deleted in Autotask, dismiss the issue. If the API user's security level hides it, widen the level and retry. Otherwise run a full sync to renew the stored ids.",
};

/** AT-14: also when the code is inactive or of the wrong use type; a charge's reference is a billing code. */
const BILLING_CODE = /(billing ?code|chargeID|expenseID).*(does not exist|invalid)|not an active .*allocation code/i;

/** Autotask's sentences (autotask.md section 4) and what they mean to a person, the more particular first. */
const RULES: readonly Rule[] = [
  {
    // AT-16
    matches: (text, entityType) => entityType === 'ticket' && BILLING_CODE.test(text),
    failure: {
      code: 'billing_code_invalid',
      kind: 'rejected',
      message: MESSAGES.billingCode,
      remedy:
        'Check the billing code on the Purchase Order page, run Synchronize to refresh the list, assign an active code and retry.',
      showsStaleMapping: true,
    },
  },
  {
    // AT-14; the charge of a quote is a billing code, that of an order is not.
    matches: (text, entityType) => entityType !== 'purchase_order' && BILLING_CODE.test(text),
    failure: {
      code: 'billing_code_invalid',
      kind: 'rejected',
      message: MESSAGES.billingCode,
      remedy:
        "Check the category's code on the Billing Codes page, run Synchronize to refresh the list, assign an active code and retry.",
      showsStaleMapping: true,
    },
  },
  {
    // AT-63, in the old wording and in today's.
    matches: (text) =>
      /companyID.*not associated with.*contactID|does not reference an existing entity for contactID/i.test(text),
    failure: {
      code: 'contact_of_other_company',
      kind: 'rejected',
      message: MESSAGES.contactOfOtherCompany,
      remedy: 'In Autotask, move the contact to this company or choose another contact, then retry.',
    },
  },
  {
    // IS-10
    matches: (text) =>
      /(does not exist|invalid).*payment ?(term|type)|payment ?(term|type).*(does not exist|invalid)/i.test(text),
    failure: PAYMENT_TERM_DELETED,
  },
  {
    // AT-60, also where something else refers to it, such as its quote.
    matches: (text, entityType) =>
      (entityType === 'opportunity' && /no matching records found/i.test(text)) ||
      /opportunityID.*(does not exist|invalid)/i.test(text),
    failure: OPPORTUNITY_NOT_FOUND,
  },
  {
    // AT-64
    matches: (text) => /no matching records found/i.test(text),
    failure: NO_MATCHING_RECORDS,
  },
];

/** Failures that our own code found, by their code. */
const DIRECT: Readonly<Record<string, FailureWords>> = {
  opportunity_not_found: OPPORTUNITY_NOT_FOUND,
  entity_gone: NO_MATCHING_RECORDS,
  company_has_no_external_identifier: {
    code: 'company_has_no_external_identifier',
    kind: 'rejected',
    message: 'Company has no external identifier',
    remedy: 'The company is synced first at the next try; if its own sync fails, mend that issue and retry.',
  },
  payment_term_deleted: PAYMENT_TERM_DELETED,
  contact_has_no_external_identifier: {
    code: 'contact_has_no_external_identifier',
    kind: 'rejected',
    message: 'Contact has no external identifier',
    remedy:
      'Sync the contact first, or check that it is linked to the right company; if its own sync fails, mend that issue and retry.',
  },
};

/** What to do about failures that our own code found and whose words name the thing itself, by their code. */
const REMEDIES: Readonly<Record<string, string>> = {
  company_type_not_mapped:
    "On the Data Import page, map this company type to one of Autotask's. What failed for it is tried again once the page is saved.",
  labour_role_missing: 'Choose a labour product for the line; import the roles on the Data Import page where there is none.',
  inventory_location_missing:
    'Make the location active in Autotask, or choose another on the Purchase Order page where the order names none, then retry.',
  ship_to_missing: 'Fill in the address of your own company in Autotask, then retry.',
  charge_not_to_order:
    'Have the charge approved in Autotask, or set it to Need to Order/Fulfill there, then retry; or enter the line in the order there yourself.',
  contract_not_found:
    'If it was removed in Autotask on purpose, dismiss the issue; otherwise let the API user see it there and retry.',
  contract_ended: 'Extend the contract in Autotask and retry, or change the one that followed it there yourself.',
  contract_service_gone:
    'Put the service on the contract in Autotask and retry, or dismiss the issue if it was taken off on purpose.',
  contract_needs_service: 'Make it a line of a service that Autotask has, or put it on the contract there yourself.',
  contract_needs_whole_units: 'Enter whole units on the quote, or put the service on the contract in Autotask yourself.',
  contract_has_service_once: 'Give the lines of the service the same price on the quote.',
  quantity_not_whole: 'Enter the line in the order in Autotask yourself, or order whole units.',
  quote_of_other_opportunity: 'Put the quote back to its opportunity, or make a new quote for the other one.',
  contact_of_new_company: 'Put the contact back to its company, or make a new contact for the other one.',
};

const AUTHENTICATION: FailureWords = {
  code: 'autotask_authentication',
  kind: 'unauthenticated',
  message: MESSAGES.authentication,
  remedy: 'Enter the API user name, secret and tracking identifier again on the integration page and test the connection.',
  scope: 'integration',
};

/** What is read or written for an accounting system. */
const ACCOUNTING: readonly string[] = ['invoice', 'vendor_order', 'posted_invoice'];
const UNANSWERED: readonly string[] = ['psa_no_answer', 'psa_unavailable', 'psa_unclear'];
const PASSES =
  'Nothing for now: Autotask is overloaded from time to time, and invoices and orders are read again by themselves. If it lasts, look at the status page of Autotask; retry what is still open then.';

/** XI-44: invoices that could not be read in time, to the letter. */
const unanswered: Classify = ({ code, details }, { entityType }) => {
  if (!ACCOUNTING.includes(entityType) || !UNANSWERED.includes(code)) return undefined;
  return details['status'] === 503
    ? { code: 'autotask_unavailable', kind: 'unavailable', message: MESSAGES.unavailable, remedy: PASSES }
    : { code: 'autotask_timeout', kind: 'unavailable', message: MESSAGES.timeout, remedy: PASSES };
};

/** What an Autotask error means to a person (AT-05, AT-14, AT-60, AT-63, AT-64, IS-10, IS-14, XI-44). */
export const classifyAutotaskError: Classify = (error, context) => unanswered(error, context) ?? explained(error, context);

const explained = vendorFailures({
  authentication: AUTHENTICATION,
  forbidden: (psaText, { entityType }) => (entityType === 'webhook' ? webhookFailure(psaText) : permissionFailure(psaText)),
  direct: DIRECT,
  remedies: REMEDIES,
  refusalCodes: ['psa_refused', 'autotask_reference'],
  recognized: (psaText, { code }, { entityType }) =>
    entityType === 'webhook' && code === 'psa_refused'
      ? webhookFailure(psaText)
      : RULES.find(({ matches }) => matches(psaText, entityType))?.failure,
  refused: {
    code: 'autotask_refused',
    kind: 'rejected',
    message: 'Autotask refused the change without saying why.',
    remedy: 'Correct what Autotask names and retry.',
  },
});

function permissionFailure(psaText: string): FailureWords {
  return {
    code: 'autotask_permission',
    kind: 'forbidden',
    message: psaText === '' ? "The API user's security level does not allow this." : psaText,
    remedy: "Give the API user's security level access to this entity (Admin > Resources > Security Levels), then retry.",
  };
}

/** The right to make webhooks, and how many, is part of the security level (AT-04); Autotask refuses both alike. */
function webhookFailure(psaText: string): FailureWords {
  return {
    code: 'autotask_webhooks_refused',
    kind: 'rejected',
    message:
      psaText === '' ? 'Autotask refused to install the webhooks.' : `Autotask refused to install the webhooks: ${psaText}`,
    remedy:
      'Give the API user a copy of the security level "API User (system)" that may create webhooks, with a maximum of at least 2 more than others use. They are installed by themselves then; until then changes are read by polling.',
  };
}
