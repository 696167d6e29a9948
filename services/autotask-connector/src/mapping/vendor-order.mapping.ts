import { dayText, moneyText, present, type VendorOrder } from '@psa-bridge/connector-kit';
import type {
  AutotaskBoughtCharge,
  AutotaskBoughtProduct,
  AutotaskVendorOrder,
  AutotaskVendorOrderItem,
} from '../client/invoice.types.ts';
import type { AutotaskCompany } from '../client/types.ts';
import { currencyOf, organisationOf } from './invoice.mapping.ts';

/** What purchase orders refer to. */
export interface VendorOrderParts {
  vendors: ReadonlyMap<number, AutotaskCompany>;
  items: ReadonlyMap<number | undefined, readonly AutotaskVendorOrderItem[]>;
  products: ReadonlyMap<number, AutotaskBoughtProduct>;
  charges: ReadonlyMap<number, AutotaskBoughtCharge>;
  /** Labels by key. */
  statuses: ReadonlyMap<string, string>;
  currencyCodes: ReadonlyMap<number, string>;
  ownCurrency: string | undefined;
  dueInDays: ReadonlyMap<number, number>;
}

/** Undefined where the vendor cannot be seen: the order is read again, and told once it can. */
export function toVendorOrder(row: AutotaskVendorOrder, parts: VendorOrderParts): VendorOrder | undefined {
  const vendor = parts.vendors.get(row.vendorID ?? -1);
  if (vendor === undefined) return undefined;
  const days = parts.dueInDays.get(row.paymentTerm ?? -1);
  return {
    externalId: String(row.id),
    number: present(row.purchaseOrderNumber) ?? present(row.externalPONumber) ?? String(row.id),
    status: parts.statuses.get(String(row.status)) ?? '',
    orderDate: dayText(row.submitDateTime ?? row.createDateTime) ?? '',
    deliveryDate: dayText(row.latestEstimatedArrivalDate) ?? '',
    ...(days === undefined ? {} : { paymentDueInDays: days }),
    currency: currencyOf(vendor, parts),
    memo: present(row.generalMemo) ?? '',
    vendorInvoiceNumber: present(row.vendorInvoiceNumber) ?? '',
    freight: moneyText(row.freight) ?? '0.00',
    vendor: {
      externalId: String(vendor.id),
      name: present(vendor.companyName) ?? '',
      accountNumber: present(vendor.companyNumber) ?? '',
      organisation: organisationOf(vendor),
    },
    lines: (parts.items.get(row.id) ?? []).map((item) => toLine(item, parts)),
  };
}

function toLine(item: AutotaskVendorOrderItem, { products, charges }: VendorOrderParts) {
  const product = products.get(item.productID ?? -1);
  const charge = charges.get(item.chargeID ?? -1);
  const billingCode = product?.productBillingCodeID ?? charge?.billingCodeID;
  return {
    externalId: String(item.id),
    name: present(product?.name) ?? present(charge?.name) ?? present(item.memo) ?? '',
    memo: present(item.memo) ?? '',
    quantity: String(item.quantity ?? 0),
    unitCost: moneyText(item.unitCost) ?? '0.00',
    billingCodeId: billingCode ? String(billingCode) : '',
  };
}
