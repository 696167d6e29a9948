import type { BusinessRecord, Product, PurchaseOrder } from '@psa-bridge/records';
import { contentId } from './order-content.ts';

/** A purchase order as a distributor's interface takes it (FP-12). */
export interface OrderSubmission {
  /** The same for the same order as long as it is not changed here, however often it is sent: the receiver takes it once. */
  idempotencyKey: string;
  order: SpokenOrder;
}

/** What a distributor has to know of an order, however it goes out. */
export interface SpokenOrder {
  number: string;
  distributor: { id: string; name: string; number?: string | undefined };
  lines: readonly SpokenLine[];
  total: string;
  shipTo?: string | undefined;
  shipToAddress?: PurchaseOrder['shipToAddress'];
  memo?: string | undefined;
}

export interface SpokenLine {
  line: number;
  name: string;
  /** The manufacturer's part number, where the product is known and has one. */
  mpn?: string | undefined;
  manufacturer?: string | undefined;
  /** The distributor's own part number. */
  vendorPartNumber?: string | undefined;
  quantity: number;
  unitCost: string;
}

export function submissionOf({ _id, data }: BusinessRecord<'purchase_order'>, order: SpokenOrder): OrderSubmission {
  return { idempotencyKey: contentId('purchase-order-submission', _id, data), order };
}

export function spokenOrder(
  { data }: BusinessRecord<'purchase_order'>,
  distributor: BusinessRecord<'company'>,
  products: ReadonlyMap<string, Product>,
): SpokenOrder {
  const { number, total, shipTo, shipToAddress, memo } = data;
  const { name, number: accountNumber } = distributor.data;
  const lines = data.lines.map(({ productId, name: article, quantity, unitCost }, index): SpokenLine => {
    const product = products.get(productId ?? '');
    const { mpn, manufacturer } = product ?? {};
    const vendorPartNumber = product && partNumberAt(name, product);
    return { line: index + 1, name: article, mpn, manufacturer, vendorPartNumber, quantity, unitCost };
  });
  return {
    ...{ number, distributor: { id: distributor._id, name, number: accountNumber }, lines, total },
    ...{ shipTo, shipToAddress, memo },
  };
}

/** Another vendor's number would order another article. */
function partNumberAt(distributor: string, { vendor = distributor, vendorPartNumber }: Product): string | undefined {
  return vendor.trim().toLowerCase() === distributor.trim().toLowerCase() ? vendorPartNumber : undefined;
}
