import { QUOTE_ITEM_REFERENCE, USE_TYPE } from '../../metadata/picklists.ts';
import { checkUseType } from './billing-code.rules.ts';
import { checkContactOfCompany } from './company.rules.ts';
import { amend, amount, type EntityRules, type Proposal, type Values } from './entity-rules.ts';
import { refreshQuoteTotals } from './opportunity.rules.ts';

/** autotask.md 5.13. */
export const quoteRules: EntityRules = {
  check: (proposal) => checkContactOfCompany({ ...proposal, values: { ...proposal.values, ...companyOf(proposal) } }),
  derive(proposal): Values {
    const { tenant, previous, values, personId } = proposal;
    if (previous) return { lastModifiedBy: personId };
    const { database } = tenant;
    const isFirst = !database.find('Quotes', (row) => row.values['opportunityID'] === values['opportunityID']);
    return {
      ...companyOf(proposal),
      primaryQuote: isFirst || values['primaryQuote'] === true,
      quoteNumber: database.table('Quotes').highestId() + 1,
      creatorResourceID: personId,
      lastModifiedBy: personId,
    };
  },
  follow(tenant, { after }) {
    if (after?.values['primaryQuote'] !== true) return;
    const isSibling = (id: number, values: Values): boolean =>
      id !== after.id && values['opportunityID'] === after.values['opportunityID'];
    const others = tenant.database.filter('Quotes', ({ id, values }) => isSibling(id, values) && values['primaryQuote'] === true);
    for (const other of others) amend(tenant, 'Quotes', other.id, { primaryQuote: false });
    refreshQuoteTotals(tenant, after.id);
  },
};

/** The company defaults to the opportunity's. */
function companyOf({ tenant, values }: Proposal): Values {
  const opportunity = tenant.database.row('Opportunities', values['opportunityID']);
  return { companyID: values['companyID'] ?? opportunity?.values['companyID'] ?? null };
}

const REFERENCES = Object.values(QUOTE_ITEM_REFERENCE);
const DISCOUNTS = ['unitDiscount', 'percentageDiscount', 'lineDiscount'];

/** autotask.md 5.15. */
export const quoteItemRules: EntityRules = {
  check: (proposal) => [
    ...checkOneReference(proposal),
    ...checkOneDiscount(proposal),
    ...checkUseType(proposal, 'chargeID', [USE_TYPE.material]),
    ...checkUseType(proposal, 'expenseID', [USE_TYPE.expense]),
  ],
  derive: ({ tenant, previous, values }) => ({
    ...(previous
      ? {}
      : {
          sortOrderID: nextSortOrder(tenant.database.filter('QuoteItems', (row) => row.values['quoteID'] === values['quoteID'])),
        }),
    internalCurrencyUnitPrice: values['unitPrice'] ?? null,
    internalCurrencyUnitDiscount: values['unitDiscount'] ?? null,
    internalCurrencyLineDiscount: values['lineDiscount'] ?? null,
  }),
  follow: (tenant, { before, after }) => refreshQuoteTotals(tenant, (after ?? before)?.values['quoteID']),
};

function checkOneReference({ values }: Proposal): string[] {
  const given = REFERENCES.filter((field) => (values[field] ?? null) !== null);
  const wanted = QUOTE_ITEM_REFERENCE[Number(values['quoteItemType'])];
  const fits = wanted ? given.length === 1 && given[0] === wanted : given.length === 0;
  return fits ? [] : [`A quote item of this type must have exactly one reference: ${wanted ?? 'none'}.`];
}

function checkOneDiscount({ values }: Proposal): string[] {
  const given = DISCOUNTS.filter((field) => amount(values[field]) !== 0);
  return given.length > 1 ? ['Only one of unitDiscount, percentageDiscount and lineDiscount may have a value.'] : [];
}

function nextSortOrder(siblings: readonly { values: Values }[]): number {
  return Math.max(0, ...siblings.map(({ values }) => amount(values['sortOrderID']))) + 1;
}
