import { emailAddress } from '@psa-bridge/core';
import { z } from 'zod';
import { Address, Day, Id, Instant, Key, Money, Name, Quantity, Text } from './field-types.ts';

/** A chosen line of an approved quote on what was made of it in the PSA. */
const ChosenLine = z.strictObject({
  id: Id,
  quoteItemId: Id,
  productId: Id.optional(),
  serviceId: Id.optional(),
  name: Name,
  description: z.string().max(2000).optional(),
  quantity: Quantity,
  unitPrice: Money,
  unitCost: Money.optional(),
});

/** On a ticket it becomes a charge. */
const TicketLine = ChosenLine.extend({
  /** Key of a billing code, where it differs from the configured one. */
  billingCode: Key.optional(),
});

/** A service ticket made from an approved quote (FP-01, FP-02). */
export const Ticket = z.strictObject({
  title: z.string().trim().min(1).max(255),
  /** Given by the PSA. */
  number: z.string().max(50).optional(),
  quoteId: Id,
  opportunityId: Id.optional(),
  companyId: Id,
  contactId: Id.optional(),
  dueDate: Day,
  estimatedHours: z.number().min(0).max(10_000).default(0),
  internalNote: z.string().max(8000).optional(),
  /** Key of a field value of kind `ticket_status`. */
  status: Key.optional(),
  lines: z.array(TicketLine).min(1).max(500),
});

/** A sales order made from an approved quote (FP-01, HP-20). */
export const SalesOrder = z.strictObject({
  title: z.string().trim().min(1).max(255),
  /** Given by the PSA. */
  number: z.string().max(50).optional(),
  quoteId: Id,
  opportunityId: Id.optional(),
  companyId: Id,
  contactId: Id.optional(),
  /** The day of the order; the PSA's own where nobody chose one. */
  date: Day.optional(),
  /** Key of a field value of kind `sales_order_status`. */
  status: Key.optional(),
  lines: z.array(ChosenLine).min(1).max(500),
});

/** A charge on a PSA ticket, read only (AT-90 to AT-95). */
export const TicketCharge = z.strictObject({
  name: Name,
  /** Our ticket that it stands on, and the line of the quote that it was made for; absent where the charge was made in the PSA. */
  ticketId: Id.optional(),
  quoteId: Id.optional(),
  quoteItemId: Id.optional(),
  description: Text.optional(),
  ticketNumber: z.string().max(50).optional(),
  /** The PSA's id of the ticket. */
  ticketExternalId: z.string().max(100),
  companyId: Id.optional(),
  productId: Id.optional(),
  quantity: z.number().min(0).max(1_000_000),
  unitPrice: Money.optional(),
  unitCost: Money.optional(),
  /** Key of a field value of kind `charge_status`: an open picklist of the PSA (AT-94). */
  status: Key.optional(),
  isCancelled: z.boolean().default(false),
  isBilled: z.boolean().default(false),
  purchaseOrderNumber: z.string().max(50).optional(),
  /** When it was made in the PSA. */
  madeAt: Instant,
});

/** Something that has to be bought (FP-10, FP-11). */
export const ProcurementItem = z.strictObject({
  name: Name,
  source: z.enum(['quote', 'ticket_charge']),
  quoteId: Id.optional(),
  quoteItemId: Id.optional(),
  /** The charge that it is bought for: its source, or what the quote's line stands as on the ticket. */
  ticketChargeId: Id.optional(),
  companyId: Id.optional(),
  productId: Id.optional(),
  /** Who it is bought from: a company. */
  distributorId: Id.optional(),
  quantity: Quantity,
  unitCost: Money.optional(),
  status: z.enum(['pending', 'ordered', 'partially_received', 'received', 'dismissed', 'cancelled']).default('pending'),
  dismissedBecause: z.string().trim().max(1000).optional(),
  purchaseOrderId: Id.optional(),
  receivedQuantity: z.number().min(0).max(1_000_000).default(0),
  serialNumbers: z.array(z.string().trim().min(1).max(50)).max(10_000).default([]),
});

const PurchaseOrderLine = z.strictObject({
  id: Id,
  procurementItemId: Id,
  productId: Id.optional(),
  /** Where it is bought for a charge of a PSA's ticket. */
  ticketChargeId: Id.optional(),
  name: Name,
  quantity: Quantity,
  unitCost: Money,
  receivedQuantity: z.number().min(0).max(1_000_000).default(0),
  serialNumbers: z.array(z.string().trim().min(1).max(50)).max(10_000).default([]),
});

/** One order to one distributor for items of any number of quotes (FP-11, FP-12). */
export const PurchaseOrder = z.strictObject({
  number: z.string().trim().min(1).max(50),
  distributorId: Id,
  /**
   * `draft` until its items are reserved for it; `placing` while it is on its way to the distributor. The PSA learns of an order
   * once it is placed.
   */
  status: z
    .enum(['draft', 'awaiting_approval', 'approved', 'placing', 'placed', 'partially_received', 'received', 'cancelled'])
    .default('draft'),
  /** How it was placed: sent by mail, taken by the distributor's API, or done elsewhere and only noted here (FP-12). */
  placedBy: z.enum(['email', 'distributor', 'manual']).optional(),
  /** The distributor's address that it was mailed to. */
  mailedTo: emailAddress().optional(),
  /** The distributor's own number for it. */
  distributorReference: z.string().trim().min(1).max(100).optional(),
  /** How it is being placed, and since when; nobody is placing it where the time is absent, and whether it arrived is unclear. */
  placingBy: z.enum(['email', 'distributor']).optional(),
  placingSince: Instant.optional(),
  /** Why the last try to place it failed. */
  placingFailure: z.strictObject({ code: z.string().max(100), message: z.string().max(2000), at: Instant }).optional(),
  placedAt: Instant.optional(),
  /** User ids. */
  requestedBy: z.string().max(100).optional(),
  approvedBy: z.string().max(100).optional(),
  cancelledBecause: z.string().trim().max(1000).optional(),
  total: Money,
  shipTo: Name.optional(),
  shipToAddress: Address.optional(),
  /** Key of a field value of kind `inventory_location`: where the PSA receives it; without one, where the PSA does so by itself. */
  receivingLocation: Key.optional(),
  memo: z.string().max(4000).optional(),
  lines: z.array(PurchaseOrderLine).min(1).max(500),
});

const AgreementService = z.strictObject({
  /** The PSA's id of this service within the agreement. */
  externalId: z.string().max(100),
  serviceId: Id.optional(),
  name: Name,
  units: z.number().min(0).max(1_000_000),
  unitPrice: Money.optional(),
  unitCost: Money.optional(),
  period: z.enum(['monthly', 'quarterly', 'semi-annual', 'yearly']).optional(),
});

/** A running agreement with a customer: Autotask's contract, ConnectWise's agreement. */
export const Agreement = z.strictObject({
  name: Name,
  number: z.string().max(50).optional(),
  companyId: Id,
  contactId: Id.optional(),
  opportunityId: Id.optional(),
  /** The approved quote whose recurring lines it was made from. */
  quoteId: Id.optional(),
  /** Keys of field values: `agreement_type`, `agreement_status`. */
  type: Key.optional(),
  status: Key.optional(),
  startDate: Day,
  endDate: Day.optional(),
  isActive: z.boolean().default(true),
  services: z.array(AgreementService).max(500).default([]),
});

/** How many of a product lie at one inventory location (AT-40). */
export const StockLevel = z.strictObject({
  productId: Id,
  /** Key of a field value of kind `inventory_location`. */
  location: Key,
  onHand: z.number().default(0),
  available: z.number().default(0),
  reserved: z.number().default(0),
  onOrder: z.number().default(0),
});
