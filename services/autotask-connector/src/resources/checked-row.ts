import { fieldCheck } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import { MESSAGES } from '../failures.ts';
import { AUTOTASK_FIELDS } from '../mapping/fields.ts';

const PAYMENT_FIELDS = ['paymentTerm', 'paymentType'];

/** The row, which may be sent; a payment term that is gone fails in the product's words (IS-10). */
export const checkedRow = fieldCheck(AUTOTASK_FIELDS, (problems) =>
  problems.some(({ field }) => PAYMENT_FIELDS.includes(field))
    ? rejected('payment_term_deleted', MESSAGES.paymentTermDeleted)
    : undefined,
);
