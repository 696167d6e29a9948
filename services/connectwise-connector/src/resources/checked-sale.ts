import { fieldCheck } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import { MESSAGES } from '../failures.ts';
import { SALES_FIELDS } from '../mapping/sales-fields.ts';

const PAYMENT_FIELDS = ['billingTerms', 'paymentType'];

/** The row, which may be sent; a payment term that is gone fails in the product's words (IS-10). */
export const checkedSale = fieldCheck(SALES_FIELDS, (problems) =>
  problems.some(({ field }) => PAYMENT_FIELDS.includes(field))
    ? rejected('payment_term_deleted', MESSAGES.paymentTermDeleted)
    : undefined,
);
