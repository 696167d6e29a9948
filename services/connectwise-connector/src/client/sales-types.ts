import { z } from 'zod';
import { flag, Info, number, reference, text } from './wire-fields.ts';

/** Rows of the sales side as ConnectWise answers them (connectwise.md section 11): only the fields that are read. */

export const CwOpportunity = z.object({
  id: z.number().int(),
  name: text,
  company: reference,
  contact: reference,
  status: reference,
  stage: reference,
  type: reference,
  campaign: reference,
  probability: reference,
  notes: text,
  expectedCloseDate: text,
  _info: Info,
});
export type CwOpportunity = z.output<typeof CwOpportunity>;

/** `/sales/probabilities`. */
export const CwProbability = z.object({ id: z.number().int(), probability: number });
export type CwProbability = z.output<typeof CwProbability>;

const Recurring = z
  .object({ recurringRevenue: number, recurringCost: number, billCycleId: number, cycleType: text })
  .partial()
  .nullish();

/** `/procurement/products`: a line of an opportunity or a ticket. */
export const CwProductItem = z.object({
  id: z.number().int(),
  catalogItem: reference,
  opportunity: reference,
  ticket: reference,
  description: text,
  customerDescription: text,
  sequenceNumber: number,
  quantity: number,
  price: number,
  cost: number,
  discount: number,
  recurring: Recurring,
  integrationXRef: text,
  invoice: reference,
  cancelledFlag: flag,
  _info: Info,
});
export type CwProductItem = z.output<typeof CwProductItem>;

/** `/system/members`. */
export const CwMember = z.object({
  id: z.number().int(),
  firstName: text,
  lastName: text,
  identifier: text,
  licenseClass: text,
  inactiveFlag: flag,
  defaultEmail: text,
  officeEmail: text,
  mobileEmail: text,
  homeEmail: text,
  primaryEmail: text,
});
export type CwMember = z.output<typeof CwMember>;
