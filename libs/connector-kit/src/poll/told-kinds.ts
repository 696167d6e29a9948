import { entityKey, events, newEvent, timestampFromDate, topics } from '@psa-bridge/contracts';
import type { PostedInvoice, VendorOrder } from '../definition/accounting.ts';
import type { Telling, ToldFrom, ToldKind } from './read-documents.ts';

export const INVOICES: ToldKind<PostedInvoice> = {
  idOf: (from, externalId) => `${scopeOf(from)}:${externalId}`,
  eventOf(invoice, telling) {
    return newEvent(events.invoiceSeen, {
      ...headOf('invoice', invoice.externalId, telling),
      topic: topics.invoices.name,
      data: { ...invoice, ...tellingOf(telling) },
    });
  },
};

export const VENDOR_ORDERS: ToldKind<VendorOrder> = {
  idOf: (from, externalId) => `${scopeOf(from)}:order:${externalId}`,
  eventOf(order, telling) {
    return newEvent(events.purchaseOrderSeen, {
      ...headOf('vendor_order', order.externalId, telling),
      topic: topics.purchaseOrders.name,
      data: { ...order, ...tellingOf(telling) },
    });
  },
};

/** Two databases may have the same ids. */
function scopeOf({ integrationId, psaFingerprint }: ToldFrom): string {
  return psaFingerprint === undefined ? integrationId : `${integrationId}:${psaFingerprint}`;
}

/** The same telling has the same id, whoever publishes it. */
function headOf(type: string, externalId: string, telling: Telling) {
  const { _id, revision, tenantId, at, by } = telling;
  return {
    id: `${scopeOf(telling)}:${type}:${externalId}:${revision}`,
    key: entityKey(tenantId, type, _id),
    ...{ source: by.source, tenantId, at },
  };
}

function tellingOf({ integrationId, psaFingerprint, revision, at, by }: Telling) {
  return {
    ...(psaFingerprint === undefined ? {} : { psaFingerprint }),
    integrationId,
    provider: by.provider,
    revision: BigInt(revision),
    seenAt: timestampFromDate(at),
  };
}
