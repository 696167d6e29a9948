import { canonicalJson, derivedId } from '@psa-bridge/core';
import type { PurchaseOrder } from '@psa-bridge/records';

/**
 * The id of what tells of an order: the same each time the same content goes out, another one once the order was changed. The
 * order's own content alone counts, which stays while it is on its way; products and companies may change meanwhile.
 */
export function contentId(
  purpose: string,
  orderId: string,
  { distributorId, lines, shipTo, shipToAddress, memo }: PurchaseOrder,
): string {
  const ordered = lines.map(({ id, quantity, unitCost }) => [id, quantity, unitCost]);
  const content = [distributorId, ordered, shipTo ?? null, shipToAddress ?? null, memo ?? null];
  return derivedId(purpose, orderId, canonicalJson(content));
}
