import { dayText, type VendorOrder } from '@psa-bridge/connector-kit';
import type {
  AutotaskBoughtCharge,
  AutotaskBoughtProduct,
  AutotaskVendorOrder,
  AutotaskVendorOrderItem,
} from '../client/invoice.types.ts';
import type { AutotaskCompany } from '../client/types.ts';
import { currencyOf, money, organisationOf, text } from './invoice.mapping.ts';

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
    number: text(row.purchaseOrderNumber) || text(row.externalPONumber) || String(row.id),
    status: text(parts.statuses.get(String(row.status))),
    orderDate: text(dayText(row.submitDateTime ?? row.createDateTime)),
    deliveryDate: text(dayText(row.latestEstimatedArrivalDate)),
    ...(days === undefined ? {} : { paymentDueInDays: days }),
    currency: currencyOf(vendor, parts),
    memo: text(row.generalMemo),
    vendorInvoiceNumber: text(row.vendorInvoiceNumber),
    freight: money(row.freight),
    vendor: toVendor(vendor),
    lines: (parts.items.get(row.id) ?? []).map((item) => toLine(item, parts)),
  };
}

function toVendor(vendor: AutotaskCompany) {
  const { id, companyName, companyNumber } = vendor;
  return {
    ...{ externalId: String(id), name: text(companyName), accountNumber: text(companyNumber) },
    organisation: organisationOf(vendor),
  };
}

function toLine({ id, memo, quantity, unitCost, ...item }: AutotaskVendorOrderItem, parts: VendorOrderParts) {
  const bought = boughtOf(item, parts);
  return {
    ...{ externalId: String(id), name: text(bought?.name) || text(memo), memo: text(memo) },
    ...{ quantity: String(quantity ?? 0), unitCost: money(unitCost) },
    billingCodeId: bought?.billingCode ? String(bought.billingCode) : '',
  };
}

/** A line buys a product or a charge of a ticket (autotask.md section 5.20). */
function boughtOf(
  { productID, chargeID }: Pick<AutotaskVendorOrderItem, 'productID' | 'chargeID'>,
  { products, charges }: VendorOrderParts,
) {
  const product = products.get(productID ?? -1);
  if (product) return { name: product.name, billingCode: product.productBillingCodeID };
  const charge = charges.get(chargeID ?? -1);
  return charge && { name: charge.name, billingCode: charge.billingCodeID };
}
