import type { OrderLine, PurchaseOptions, SourceOrder } from '../src/domain/purchase/purchase-order.ts';

export function orderLine(more: Partial<OrderLine> = {}): OrderLine {
  return { externalId: '1', name: 'Demo router', quantity: '3', unitCost: '12.50', billingCodeId: '5', ...more };
}

export function order(more: Partial<SourceOrder> = {}): SourceOrder {
  return {
    ...{ externalId: '700', number: 'PO-1', status: 'Submitted', orderDate: '2026-11-02', currency: 'NZD', freight: '0.00' },
    ...{ vendor: { externalId: '90', name: 'Demo Supplier' }, lines: [orderLine()] },
    ...more,
  };
}

export function purchases(more: Partial<PurchaseOptions> = {}): PurchaseOptions {
  return {
    ...{ as: 'purchase-order', trigger: 'submitted', status: 'DRAFT', isNumberedByAutotask: false, isMemoInReference: false },
    accounts: { byBillingCode: { '5': '260' }, default: '200', freight: '200' },
    ...more,
  };
}
