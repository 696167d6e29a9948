import { describe, expect, it } from '@jest/globals';
import { AutotaskBillingItem, AutotaskInvoice } from '../client/invoice.types.ts';
import { AutotaskCompany } from '../client/types.ts';
import { toPostedInvoice } from './invoice.mapping.ts';

const COMPANY = AutotaskCompany.parse({ id: 7, companyName: 'Demo Company' });

/** The invoice whose billing items are of these. */
function told(...associations: readonly (number | null)[]) {
  const lines = associations.map((organizationalLevelAssociationID, at) =>
    AutotaskBillingItem.parse({ id: at + 1, invoiceID: 1, organizationalLevelAssociationID }),
  );
  return toPostedInvoice(AutotaskInvoice.parse({ id: 1, companyID: 7 }), {
    ...{ companies: new Map([[7, COMPANY]]), contacts: new Map(), lines: new Map([[1, lines]]), currencyCodes: new Map() },
    ...{ ownCurrency: 'NZD', dueInDays: new Map(), products: new Map(), itemTypes: new Map() },
  });
}

describe('the line of business of a posted invoice', () => {
  it.each([
    [[12, 12], '12'],
    [[12], '12'],
    [[12, 13], ''],
    [[12, null], ''],
    [[null], ''],
    [[], ''],
  ])('ORG-2: of items of %j is "%s"', (associations, lineOfBusiness) => {
    expect(told(...associations)).toMatchObject({ lineOfBusiness });
  });
});
