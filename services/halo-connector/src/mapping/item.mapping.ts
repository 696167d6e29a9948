import { compact, moneyNumber, moneyText, present } from '@psa-bridge/connector-kit';
import type { Product, RecordInput, Service } from '@psa-bridge/records';
import type { HaloItem } from '../client/catalogue-types.ts';
import type { HaloWrite } from '../client/halo.client.ts';
import type { ItemKind } from '../settings/products.page.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { customValue, customValues } from './custom-fields.ts';
import { kindOfProduct, periodOf } from './item-kind.ts';

type ItemFields = Pick<HaloSettings, 'manufacturerField' | 'manufacturerSkuField'>;

/** Fields of a product that HaloPSA has no place for, or one for some items only. */
const UNSPOKEN_FIELDS = [
  ...['categoryId', 'manufacturer', 'mpn', 'vendor', 'vendorPartNumber', 'internalProductId'],
  ...['isSerialized', 'isEligibleForRma', 'doesNotRequireProcurement', 'msrp', 'unit'],
] as const;

/** Our category of an item's asset type (product-behaviour 10.3: category ↔ asset type). */
export function categoryOf(
  { assettype_id }: Pick<HaloItem, 'assettype_id'>,
  { categories }: Pick<HaloSettings, 'categories'>,
): string | undefined {
  return categories[String(assettype_id)];
}

/** Item to product of ours (product-behaviour 10.3). What is charged recurrently has its own prices there. */
export function toCanonicalProduct(
  item: HaloItem,
  { kind, categoryId, fields }: { kind: Exclude<ItemKind, 'service'>; categoryId: string | undefined; fields: ItemFields },
): RecordInput<'product'> {
  return {
    name: nameOf(item),
    productType: kind === 'charge' ? 'one-time' : kind,
    isActive: item.inactive !== true,
    ...(kind === 'one-time' ? {} : { doesNotRequireProcurement: true }),
    ...compact({
      categoryId,
      description: present(item.description),
      manufacturer: customValue(item.customfields, fields.manufacturerField),
      mpn: customValue(item.customfields, fields.manufacturerSkuField),
      vendor: present(item.supplier_name),
      vendorPartNumber: present(item.supplier_part_code),
      internalProductId: present(item.internalreference),
      price: moneyText(item.baseprice),
      cost: moneyText(item.costprice),
    }),
  };
}

/** Fields of which an item says nothing, so that what stands here stays. */
export function unspokenOf(data: RecordInput<'product'>): readonly string[] {
  return UNSPOKEN_FIELDS.filter((field) => data[field] === undefined);
}

/** Recurring item to service of ours. */
export function toCanonicalService(
  item: HaloItem,
  { categoryId, settings }: { categoryId: string | undefined; settings: Pick<HaloSettings, 'billingPeriods' | 'defaultTerm'> },
): RecordInput<'service'> {
  return {
    name: nameOf(item),
    isActive: item.inactive !== true,
    period: periodOf(item.item_default_billing_period, settings) ?? settings.defaultTerm,
    ...compact({
      categoryId,
      description: present(item.description),
      price: moneyText(recurring(item.recurringprice, item.baseprice)),
      cost: moneyText(recurring(item.recurringcost, item.costprice)),
    }),
  };
}

/** An item that has no recurring price of its own is charged at its price. */
function recurring(own: number | null | undefined, usual: number | null | undefined): number | null | undefined {
  return own === undefined || own === null || own === 0 ? usual : own;
}

function nameOf({ id, name }: HaloItem): string {
  return present(name) ?? `Item ${id}`;
}

/** What an item refers to, by HaloPSA's ids; what is undefined stays as it is there. */
export interface ItemLinks {
  group?: number | undefined;
  assetType?: number | undefined;
  supplier?: number | undefined;
}

/** Our product as members of an item (product-behaviour 10.3). The markup follows from cost and price. */
export function fromCanonicalProduct(product: Product, links: ItemLinks, fields: ItemFields): HaloWrite {
  const isRecurring = kindOfProduct(product) === 'service';
  return {
    name: product.name,
    isrecurringitem: isRecurring,
    ...linksOf(links),
    ...compact({
      description: product.description,
      supplier_part_code: product.vendorPartNumber,
      internalreference: product.internalProductId,
      customfields: customValues([
        [fields.manufacturerField, product.manufacturer],
        [fields.manufacturerSkuField, product.mpn],
      ]),
    }),
    ...pricesOf(product, isRecurring),
  };
}

export function fromCanonicalService(
  service: Service,
  links: ItemLinks,
  { billingPeriods }: Pick<HaloSettings, 'billingPeriods'>,
): HaloWrite {
  return {
    name: service.name,
    isrecurringitem: true,
    ...linksOf(links),
    ...compact({ description: service.description, item_default_billing_period: billingPeriods[service.period] }),
    ...pricesOf(service, true),
  };
}

function linksOf({ group, assetType, supplier }: ItemLinks): HaloWrite {
  return compact({ assetgroup_id: group, assettype_id: assetType, supplier_id: supplier });
}

function pricesOf({ price, cost }: Pick<Service, 'price' | 'cost'>, isRecurring: boolean): HaloWrite {
  const [sold, bought] = [moneyNumber(price), moneyNumber(cost)];
  return compact({
    ...{ baseprice: sold, costprice: bought },
    ...(isRecurring ? { recurringprice: sold, recurringcost: bought } : {}),
  });
}
