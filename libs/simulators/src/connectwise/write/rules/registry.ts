import type { EntityRules } from '../proposal.ts';
import { callbackRules } from './callback.rules.ts';
import { companyRules, contactRules } from './company.rules.ts';
import { invoiceRules } from './invoice.rules.ts';
import { catalogItemRules, lineItemRules, purchaseOrderRules } from './procurement.rules.ts';
import { forecastItemRules, opportunityRules, productItemRules } from './sales.rules.ts';
import { additionRules, agreementRules, memberRules, ticketRules } from './service.rules.ts';

const RULES: Readonly<Record<string, EntityRules>> = {
  Company: companyRules,
  Contact: contactRules,
  Opportunity: opportunityRules,
  'Forecast Item': forecastItemRules,
  'Product Item': productItemRules,
  'Catalog Item': catalogItemRules,
  'Purchase Order': purchaseOrderRules,
  'Purchase Order Line Item': lineItemRules,
  Ticket: ticketRules,
  Agreement: agreementRules,
  Addition: additionRules,
  Invoice: invoiceRules,
  Member: memberRules,
  'Callback Entry': callbackRules,
};

const NONE: EntityRules = {};

export function rulesOf(entityName: string): EntityRules {
  return RULES[entityName] ?? NONE;
}
