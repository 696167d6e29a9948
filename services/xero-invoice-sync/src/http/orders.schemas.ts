import { pageSchema, pagingQuery } from '@psa-bridge/http-server';
import { z } from 'zod';
import { SYNC_STATES } from '../domain/life/sync-item.ts';

const ProblemView = z.object({ code: z.string(), message: z.string(), cure: z.string() });

export const OrdersQuery = z.strictObject({
  state: z.enum(SYNC_STATES).optional(),
  ...pagingQuery({ usual: 50 }),
});

export const OrderParams = z.strictObject({ id: z.string().min(1).max(300) });

export const OrderView = z.strictObject({
  id: z.string(),
  externalId: z.string(),
  number: z.string(),
  vendor: z.string(),
  orderDate: z.string(),
  statusInAutotask: z.string(),
  state: z.enum(SYNC_STATES),
  problem: ProblemView.nullable(),
  skipReason: z.string().nullable(),
  isDismissed: z.boolean().describe('A person has left it out; `skipReason` says why'),
  document: z.strictObject({ id: z.string(), kind: z.enum(['purchase-order', 'bill']), number: z.string() }).nullable(),
  hasChangedSince: z.boolean().describe('Changed in Autotask after it was sent; such changes are not sent (XI-45).'),
});

export const OrderList = pageSchema(OrderView);
