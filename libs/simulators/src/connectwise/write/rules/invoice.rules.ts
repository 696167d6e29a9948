import { amount, money, type EntityRules } from '../proposal.ts';

/** connectwise.md 11, Invoice: totals are the server's. */
export const invoiceRules: EntityRules = {
  derive({ tenant, previous, values, at }) {
    const parts = ['serviceTotal', 'expenseTotal', 'productTotal', 'agreementAmount'];
    const subtotal = money(parts.reduce((sum, part) => sum + amount(values[part]), 0));
    const total = money(subtotal + amount(values['salesTax']));
    const number = tenant.database.table('Invoice').highestId() + 1;
    return {
      ...(previous
        ? {}
        : {
            invoiceNumber: values['invoiceNumber'] ?? String(number),
            locationId: values['locationId'] ?? 1,
            date: values['date'] ?? at,
          }),
      subtotal,
      total,
      balance: money(total - amount(values['payments']) - amount(values['credits'])),
    };
  },
};
