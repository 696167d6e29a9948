import type { Weight } from '../problem.ts';

/** One text by which Xero refuses a document (xero.md 15), and what we make of it. */
export interface ValidationRule {
  code: string;
  pattern: RegExp;
  /** The text of the product's rules where there is one; otherwise Xero's own stands. */
  message?: string;
  cure: string;
  weight: Weight;
}

/** `strike` where a repetition may help: what Xero holds can change by itself or by a person in Xero. */
const rule = (code: string, pattern: RegExp, cure: string, more: Partial<ValidationRule> = {}): ValidationRule => ({
  ...{ code, pattern, cure, weight: 'strike' },
  ...more,
});

const BY_HAND = { weight: 'fault' } as const;

/** The first that matches counts. Xero's spelling varies in case and in the full stop. */
export const VALIDATION_RULES: readonly ValidationRule[] = [
  rule(
    'CONTACT_EMAIL_INVALID',
    /email address must be valid/i,
    'Correct the e-mail address of the contact in Autotask, then resync.',
    {
      message: "Invalid email address can't sync invoice",
    },
  ),
  rule(
    'NUMBER_TAKEN',
    /invoice # must be unique/i,
    'Another document in Xero has this number. Change it there or in Autotask, or let Xero number invoices; then resync.',
    BY_HAND,
  ),
  rule(
    'NUMBER_TAKEN_OR_LOCKED',
    /invoice not of valid status for modification/i,
    'The number belongs to a document in Xero that cannot be changed. Change the number there or in Autotask, then resync.',
    { ...BY_HAND, message: 'Invoice not of valid status for modification' },
  ),
  rule(
    'BAD_STATUS',
    /invoice not of valid (status|type) for creation/i,
    'Import invoices as draft or approved under Xero > Options, then resync.',
    BY_HAND,
  ),
  rule(
    'PAID_OR_CREDITED',
    /cannot be edited as it has a payment or credit note allocated/i,
    'Remove the payment or the credit note in Xero, or leave the invoice there as it is.',
    { ...BY_HAND, message: 'This document cannot be edited as it has a payment or credit note allocated to it.' },
  ),
  rule(
    'PERIOD_LOCKED',
    /before the (period|end of year) lock date/i,
    "Move the lock date in Xero's financial settings, or change the invoice's date in Autotask; then resync.",
    BY_HAND,
  ),
  rule(
    'CURRENCY_NOT_ENABLED',
    /organisation is not subscribed to currency/i,
    'Add the currency in Xero under Settings > General Settings > Currencies, then resync.',
    { ...BY_HAND, message: 'Organisation is not subscribed to currency' },
  ),
  rule(
    'ACCOUNT_ARCHIVED',
    /account code '.*' has been archived, or has been deleted/i,
    'Map the billing code to an active account under Xero > Accounts, then resync.',
  ),
  rule(
    'ACCOUNT_INVALID',
    /account code '.*' is not a valid code for this document|^account must be valid/i,
    'Map the billing code to an account that may stand on invoices under Xero > Accounts, then resync.',
  ),
  rule('TAX_INACTIVE', /tax rate must be active/i, 'Map the tax region to an active rate under Xero > Tax, then resync.'),
  rule(
    'TAX_ACCOUNT_CLASH',
    /taxtype code '.*' cannot be used with account code/i,
    'Choose another tax rate for the region, or another account for the billing code; then resync.',
  ),
  rule(
    'TAX_INVALID',
    /tax rate must be valid|taxtype code '.*' does not exist or cannot be used/i,
    'Map the tax region to a rate of this organisation under Xero > Tax, then resync.',
  ),
  rule(
    'CONTACT_NAME_TAKEN',
    /contact name .* is already assigned to another contact/i,
    'Link the company to that Xero contact, or rename one of them; then resync.',
  ),
  rule(
    'CONTACT_NUMBER_TAKEN',
    /another contact has this contact number/i,
    'Free the contact number in Xero (an archived or merged contact may hold it), then resync.',
  ),
  rule(
    'ACCOUNT_NUMBER_TAKEN',
    /account number already exists/i,
    'An archived Xero contact may hold this account number: restore it, change its number, archive it again; then resync.',
  ),
  rule(
    'CONTACT_ARCHIVED',
    /contact (with the specified contact details )?has been archived/i,
    'Restore the contact in Xero, then resync.',
  ),
  rule(
    'CONTACT_PERSONS',
    /maximum of 5 contact persons|additional people cannot be added/i,
    'Keep at most five additional persons, and give the first person an e-mail address; then resync.',
  ),
  rule(
    'DESCRIPTION_MISSING',
    /description field is mandatory/i,
    'Give each billing item a text in Autotask, then resync.',
    BY_HAND,
  ),
  rule('NEGATIVE_QTY', /quantity must not be less than zero/i, 'Report this: a negative quantity must not be sent.', BY_HAND),
  rule(
    'LINE_TOTAL',
    /line total .* does not match the expected line total/i,
    'Report this: an amount was sent that Xero computes otherwise.',
    BY_HAND,
  ),
  rule(
    'ITEM_UNKNOWN',
    /item code '.*' is not valid/i,
    'Create the item in Xero, or correct the code of the product in Autotask; then resync.',
  ),
  rule(
    'ITEM_EXISTS',
    /price list item with code '.*' already exists/i,
    'Two products share this code: give one of them another, then resync.',
  ),
  rule(
    'CANNOT_VOID',
    /status voided cannot be applied .* payments or credit notes/i,
    'Remove the payment or the credit note in Xero, then resync.',
    BY_HAND,
  ),
  rule(
    'PAYMENT_TOO_BIG',
    /payment amount exceeds the amount outstanding/i,
    'See which payment arrived meanwhile in Xero.',
    BY_HAND,
  ),
  rule('PAYMENT_STATUS', /payments can only be made against authorised/i, 'Approve the document in Xero first.', BY_HAND),
  rule(
    'PAYMENT_RECONCILED',
    /payment has been reconciled and cannot be deleted/i,
    'Undo the reconciliation in Xero first.',
    BY_HAND,
  ),
  rule(
    'PO_NUMBER_TAKEN',
    /order number must be unique/i,
    'Change the number of the other purchase order in Xero, then resync.',
    BY_HAND,
  ),
  rule(
    'REPORT_THIS',
    /idempotency key: .* is used with a different request|must contain at least 1 of the following elements to identify/i,
    'Report this: it is no fault of the invoice, nor of what was mapped.',
    BY_HAND,
  ),
  rule(
    'UNIT_AMOUNT',
    /unitamount value .* is invalid/i,
    'Give the billing item a price, or leave it off the invoice in Autotask; then resync.',
    BY_HAND,
  ),
  rule('NOT_FOUND', /document with the supplied id was not found/i, 'Resync: the document is looked for again.'),
  rule(
    'PLAN_LIMIT',
    /reached the limit of invoices you can approve/i,
    'The Xero plan allows no more approved invoices this month: import as draft, or change the plan; then resync.',
    BY_HAND,
  ),
];
