import type { EntityRules } from '../proposal.ts';
import { itemRules, stockRules, supplierRules } from './catalogue.rules.ts';
import { clientRules, siteRules, userRules } from './customer.rules.ts';
import { invoiceRules, purchaseOrderRules, quotationRules, salesOrderRules } from './quotation.rules.ts';
import { actionRules, attachmentRules, ticketRules } from './ticket.rules.ts';
import { notificationRules, webhookRules } from './webhook.rules.ts';

const RULES: Readonly<Record<string, EntityRules>> = {
  Client: clientRules,
  Site: siteRules,
  Users: userRules,
  Tickets: ticketRules,
  Actions: actionRules,
  Attachment: attachmentRules,
  Quotation: quotationRules,
  SalesOrder: salesOrderRules,
  PurchaseOrder: purchaseOrderRules,
  Invoice: invoiceRules,
  RecurringInvoice: invoiceRules,
  Item: itemRules,
  ItemStock: stockRules,
  Supplier: supplierRules,
  Webhook: webhookRules,
  Notification: notificationRules,
};

const NONE: EntityRules = {};

export function rulesOf(entityName: string): EntityRules {
  return RULES[entityName] ?? NONE;
}
