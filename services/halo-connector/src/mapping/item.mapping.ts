import { compact, moneyNumber, moneyText, present } from '@psa-bridge/connector-kit';
import type { Product, RecordInput, Service } from '@psa-bridge/records';
import type { HaloItem } from '../client/catalogue-types.ts';
import type { HaloWrite } from '../client/halo.client.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { customValue, customValues } from './custom-fields.ts';
import { isKindTold, kindOfItem, kindOfProduct, periodOf, type KindSettings } from './item-kind.ts';

type ItemFields = Pick<HaloSettings, 'manufacturerField' | 'manufacturerSkuField'>;

/** Fields of a product that HaloPSA has no place for, or one for some items only. */
const UNSPOKEN_FIELDS = [
  ...['categoryId', 'manufacturer', 'mpn', 'vendor', 'vendorPartNumber', 'internalProductId'],
  ...['isSerialized', 'isEligibleForRma', 'doesNotRequireProcurement', 'msrp', 'unit'],
] as const;

/** What a list's row says. */
const LISTED_FIELDS: readonly string[] = [
  ...['name', 'isActive', 'categoryId', 'vendor', 'vendorPartNumber', 'internalProductId', 'price', 'cost'],
];

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
  { categoryId, settings }: { categoryId: string | undefined; settings: ProductSettings },
): RecordInput<'product'> {
  const kind = kindOfItem(item, settings);
  const recurs = kind === 'service';
  return {
    name: nameOf(item),
    productType: recurs ? 'recurring' : kind === 'charge' ? 'one-time' : kind,
    isActive: item.inactive !== true,
    ...(kind === 'labour' || kind === 'charge' ? { doesNotRequireProcurement: true } : {}),
    ...compact({
      categoryId,
      description: present(item.description),
      manufacturer: customValue(item.customfields, settings.manufacturerField),
      mpn: customValue(item.customfields, settings.manufacturerSkuField),
      vendor: present(item.supplier_name),
      vendorPartNumber: present(item.supplier_part_code),
      internalProductId: present(item.internalreference),
      price: moneyText(recurs ? recurring(item.recurringprice, item.baseprice) : item.baseprice),
      cost: moneyText(recurs ? recurring(item.recurringcost, item.costprice) : item.costprice),
    }),
  };
}

export type ProductSettings = ItemFields & KindSettings;

/** Fields of which an item says nothing, so that what stands here stays; an item whose group says nothing may be sold as anything. */
export function unspokenOf(item: HaloItem, data: RecordInput<'product'>, settings: KindSettings): readonly string[] {
  const unspoken = UNSPOKEN_FIELDS.filter((field) => data[field] === undefined);
  return isKindTold(item, settings) ? unspoken : [...unspoken, 'productType'];
}

/** True for more than a row of a list: that lacks the texts and the custom fields. */
export function isWholeItem({ description, customfields }: HaloItem): boolean {
  return description !== undefined && customfields !== undefined;
}

/** What a list's row says already. */
export function listedFields(item: HaloItem, data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const isListed = (field: string): boolean =>
    LISTED_FIELDS.includes(field) && (field !== 'isActive' || item.inactive !== undefined);
  return Object.fromEntries(Object.entries(data).filter(([field]) => isListed(field)));
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
