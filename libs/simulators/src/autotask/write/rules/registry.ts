import {
  bundleServiceRules,
  inventoryProductRules,
  productRules,
  productVendorRules,
  serviceBundleRules,
  serviceRules,
} from './catalogue.rules.ts';
import { companyNoteRules, companyRules } from './company.rules.ts';
import { adjustmentRules, contractRules, contractServiceRules } from './contract.rules.ts';
import type { EntityRules } from './entity-rules.ts';
import { opportunityRules } from './opportunity.rules.ts';
import { purchaseOrderItemRules, purchaseOrderRules, receivingRules } from './purchasing.rules.ts';
import { quoteItemRules, quoteRules } from './quote.rules.ts';
import { chargeRules, ticketNoteRules, ticketRules } from './ticket.rules.ts';
import { webhookRules } from './webhook.rules.ts';

const RULES: Readonly<Record<string, EntityRules>> = {
  Companies: companyRules,
  CompanyNotes: companyNoteRules,
  Products: productRules,
  ProductVendors: productVendorRules,
  Services: serviceRules,
  ServiceBundles: serviceBundleRules,
  ServiceBundleServices: bundleServiceRules,
  InventoryProducts: inventoryProductRules,
  Opportunities: opportunityRules,
  Quotes: quoteRules,
  QuoteItems: quoteItemRules,
  Tickets: ticketRules,
  TicketNotes: ticketNoteRules,
  TicketCharges: chargeRules,
  ProjectCharges: chargeRules,
  ContractCharges: chargeRules,
  PurchaseOrders: purchaseOrderRules,
  PurchaseOrderItems: purchaseOrderItemRules,
  PurchaseOrderItemReceiving: receivingRules,
  Contracts: contractRules,
  ContractServices: contractServiceRules,
  ContractServiceAdjustments: adjustmentRules,
  ...webhookRules,
};

const NONE: EntityRules = {};

export function rulesOf(entityName: string): EntityRules {
  return RULES[entityName] ?? NONE;
}
