import { LICENSE_TYPE_API_USER, OPPORTUNITY_STATUS } from '../../metadata/picklists.ts';
import { TEXT } from '../../refusal.ts';
import type { Tenant } from '../../tenant.ts';
import { checkContactOfCompany } from './company.rules.ts';
import { amend, amount, hasChanged, money, turnsTo, type EntityRules, type Proposal, type Values } from './entity-rules.ts';

const SALES_ORDER_OPEN = 1;

/** autotask.md 5.4. */
export const opportunityRules: EntityRules = {
  check: (proposal) => [...checkOwner(proposal), ...checkContactOfCompany(proposal), ...checkOutcomeReason(proposal)],
  derive(proposal): Values {
    const { tenant, previous, values, personId, at } = proposal;
    const day = `${at.slice(0, 10)}T00:00:00.000Z`;
    return {
      ...(previous ? {} : { creatorResourceID: personId, createDate: values['createDate'] ?? at }),
      ...(turnsTo(proposal, 'status', OPPORTUNITY_STATUS.closed) ? { closedDate: values['closedDate'] ?? day } : {}),
      ...(turnsTo(proposal, 'status', OPPORTUNITY_STATUS.lost) ? { lostDate: values['lostDate'] ?? day } : {}),
      ...(previous && values['useQuoteTotals'] === true ? quoteTotals(tenant, previous.id) : {}),
    };
  },
  follow(tenant, change) {
    const { before, after } = change;
    if (!before || !after || !hasChanged(change, 'status')) return;
    const isWon = after.values['status'] === OPPORTUNITY_STATUS.closed;
    if (isWon && (after.values['salesOrderID'] ?? null) === null) createSalesOrder(tenant, after.id, after.values);
  },
};

function checkOwner({ tenant, values, sent }: Proposal): string[] {
  if (!('ownerResourceID' in sent)) return [];
  const owner = tenant.database.row('Resources', values['ownerResourceID']);
  return owner?.values['licenseType'] === LICENSE_TYPE_API_USER ? [TEXT.reference('ownerResourceID', 'Resource')] : [];
}

function checkOutcomeReason({ tenant, values }: Proposal): string[] {
  if (!tenant.switches.winLossReasonRequired) return [];
  const lacks = (status: number, field: string): string[] =>
    values['status'] === status && (values[field] ?? null) === null ? [TEXT.requiredPicklist(field)] : [];
  return [...lacks(OPPORTUNITY_STATUS.closed, 'winReason'), ...lacks(OPPORTUNITY_STATUS.lost, 'lossReason')];
}

/** A won opportunity gets a sales order (autotask.md 5.23). */
function createSalesOrder(tenant: Tenant, opportunityId: number, values: Values): void {
  const order = tenant.database.table('SalesOrders').insert({
    companyID: values['companyID'] ?? null,
    opportunityID: opportunityId,
    title: values['title'] ?? null,
    status: SALES_ORDER_OPEN,
    contactID: values['contactID'] ?? null,
    ownerResourceID: values['ownerResourceID'] ?? null,
    salesOrderDate: values['closedDate'] ?? null,
  });
  amend(tenant, 'Opportunities', opportunityId, { salesOrderID: order.id });
}

/** With `useQuoteTotals`, amount and cost come from the primary quote. */
function quoteTotals({ database }: Tenant, opportunityId: number): Values {
  const primary = database.find(
    'Quotes',
    ({ values }) => values['opportunityID'] === opportunityId && values['primaryQuote'] === true,
  );
  if (!primary) return {};
  const items = database.filter('QuoteItems', ({ values }) => values['quoteID'] === primary.id && values['isOptional'] !== true);
  const sum = (total: (values: Values) => number): number => money(items.reduce((all, item) => all + total(item.values), 0));
  return { amount: sum(lineAmount), cost: sum((values) => amount(values['quantity']) * amount(values['unitCost'])) };
}

function lineAmount(values: Values): number {
  const gross = amount(values['quantity']) * (amount(values['unitPrice']) - amount(values['unitDiscount']));
  return gross * (1 - amount(values['percentageDiscount']) / 100) - amount(values['lineDiscount']);
}

/** Brings the totals of a quote's opportunity up to date, where it takes them from its quotes. */
export function refreshQuoteTotals(tenant: Tenant, quoteId: unknown): void {
  const opportunity = tenant.database.row('Opportunities', tenant.database.row('Quotes', quoteId)?.values['opportunityID']);
  if (opportunity?.values['useQuoteTotals'] === true)
    amend(tenant, 'Opportunities', opportunity.id, quoteTotals(tenant, opportunity.id));
}
