import { compact, moneyNumber } from '@psa-bridge/connector-kit';
import type { SalesOrder } from '@psa-bridge/records';
import type { HaloWrite } from '../client/halo.client.ts';
import { midnight } from './days.ts';

type Line = SalesOrder['lines'][number];

/** What an order stands for there, by HaloPSA's ids. */
export interface SalesOrderLinks {
  client: number;
  user: number | undefined;
  opportunity: number;
  quotation: number;
}

/** A new sales order; without a day HaloPSA takes its own (HP-20). */
export function salesOrderRow({ title, date }: SalesOrder, { client, user, opportunity, quotation }: SalesOrderLinks): HaloWrite {
  return {
    ...{ title, client_id: client, ticket_id: opportunity, quotation_id: quotation },
    ...compact({ user_id: user, date: date === undefined ? undefined : midnight(date) }),
  };
}

export interface SalesOrderLineLinks {
  itemId: number | undefined;
  /** The line of the quotation that it was made from. */
  quotationLine: number | undefined;
  /** Where its income is booked (HP-15). */
  income: string | undefined;
}

export function salesOrderLineRow(line: Line, { itemId, quotationLine, income }: SalesOrderLineLinks): HaloWrite {
  return {
    name: line.name,
    quantity: line.quantity,
    price: moneyNumber(line.unitPrice),
    ...compact({
      item_id: itemId,
      costprice: moneyNumber(line.unitCost),
      quotation_line_id: quotationLine,
      nominalcode: income,
    }),
  };
}
