import type { BusinessRecord, Product, PurchaseOrder } from '@psa-bridge/records';
import { contentId } from './order-content.ts';

/** A purchase order as a distributor's interface takes it (FP-12). */
export interface OrderSubmission {
  /** The same for the same order as long as it is not changed here, however often it is sent: the receiver takes it once. */
  idempotencyKey: string;
  order: {
    number: string;
    distributor: { id: string; name: string; number?: string | undefined };
    lines: readonly SubmittedLine[];
    total: string;
    shipTo?: string | undefined;
    shipToAddress?: PurchaseOrder['shipToAddress'];
    memo?: string | undefined;
  };
}

export interface SubmittedLine {
  line: number;
  name: string;
  /** The manufacturer's part number, where the product is known and has one. */
  mpn?: string | undefined;
  manufacturer?: string | undefined;
  quantity: number;
  unitCost: string;
}

export function submissionOf(
  { _id, data }: BusinessRecord<'purchase_order'>,
  distributor: BusinessRecord<'company'>,
  products: ReadonlyMap<string, Product>,
): OrderSubmission {
  const { number, total, shipTo, shipToAddress, memo } = data;
  const lines = data.lines.map(({ productId, name, quantity, unitCost }, index): SubmittedLine => {
    const { mpn, manufacturer } = products.get(productId ?? '') ?? {};
    return { line: index + 1, name, mpn, manufacturer, quantity, unitCost };
  });
  const { name, number: accountNumber } = distributor.data;
  const order = {
    ...{ number, distributor: { id: distributor._id, name, number: accountNumber }, lines, total },
    ...{ shipTo, shipToAddress, memo },
  };
  return { idempotencyKey: contentId('purchase-order-submission', _id, data), order };
}
