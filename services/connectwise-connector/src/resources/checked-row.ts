import { fieldCheck } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import { MESSAGES } from '../failures.ts';
import { CONNECTWISE_FIELDS } from '../mapping/fields.ts';

const FILING = ['category', 'subcategory'];
const PAYMENT = ['billingTerms', 'paymentType', 'terms'];

/**
 * The row, which may be sent; a category that ConnectWise switched off is named as the mapping that it comes from (CW-11), a
 * payment term that is gone in the product's words (IS-10).
 */
export const checkedRow = fieldCheck(CONNECTWISE_FIELDS, (problems) => {
  if (problems.some(({ field, text }) => PAYMENT.includes(field) && !text.includes('is missing')))
    return rejected('payment_term_deleted', MESSAGES.paymentTermDeleted);
  if (problems.some(({ field, text }) => FILING.includes(field) && !text.includes('is missing')))
    return rejected('category_inactive', `${problems.map(({ text }) => text).join('; ')}.`);
  return undefined;
});
