import { fieldCheck } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import { CONNECTWISE_FIELDS } from '../mapping/fields.ts';

const FILING = ['category', 'subcategory'];

/** The row, which may be sent; a category that ConnectWise switched off is named as the mapping that it comes from (CW-11). */
export const checkedRow = fieldCheck(CONNECTWISE_FIELDS, (problems) => {
  if (!problems.some(({ field, text }) => FILING.includes(field) && !text.includes('is missing'))) return undefined;
  return rejected('category_inactive', `${problems.map(({ text }) => text).join('; ')}.`);
});
