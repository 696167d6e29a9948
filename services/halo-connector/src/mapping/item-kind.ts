import type { Product, Service } from '@psa-bridge/records';
import type { HaloItem } from '../client/catalogue-types.ts';
import type { HaloSettings } from '../settings/settings.ts';
import type { ItemKind } from '../settings/products.page.ts';

export type Period = Service['period'];
/** By what it is told what an item is sold as. */
export type KindSettings = Pick<HaloSettings, 'productGroups' | 'productTypes'>;

/** What an item is sold as: as the page says of its group, else a service where it recurs (product-behaviour 10.3). */
export function kindOfItem(item: HaloItem, settings: KindSettings): ItemKind {
  return kindOfGroup(item, settings) ?? (item.isrecurringitem === true ? 'service' : 'one-time');
}

/** False for an item of which neither its group nor its recurrence says what it is. */
export function isKindTold(item: HaloItem, settings: KindSettings): boolean {
  return item.isrecurringitem === true || kindOfGroup(item, settings) !== undefined;
}

/** What was said of the group; else for what is created in it, where that is one kind of those that recur, or of those that do not. */
function kindOfGroup(
  { assetgroup_id: group, isrecurringitem }: HaloItem,
  { productGroups, productTypes }: KindSettings,
): ItemKind | undefined {
  const key = String(group);
  const kinds = Object.entries(productTypes).flatMap(([kind, of]) => (of === key ? [kind as ItemKind] : []));
  const fitting = kinds.filter((kind) => (kind === 'service') === (isrecurringitem === true));
  return productGroups[key] ?? (fitting.length === 1 ? fitting[0] : undefined);
}

/** What our product is there: one that nobody procures is a charge. A bundle has no counterpart among items. */
export function kindOfProduct({
  productType,
  doesNotRequireProcurement,
}: Pick<Product, 'productType' | 'doesNotRequireProcurement'>): ItemKind | 'bundle' {
  if (productType === 'recurring') return 'service';
  return productType === 'one-time' && doesNotRequireProcurement ? 'charge' : productType;
}

type GroupChoices = Pick<HaloSettings, 'productTypes' | 'defaultProductGroup'>;

/** The product group of what is created there; undefined where none was chosen. */
export function groupOf(kind: ItemKind, { productTypes, defaultProductGroup }: GroupChoices): number | undefined {
  const key = productTypes[kind] ?? defaultProductGroup;
  return key === undefined ? undefined : Number(key);
}

type Periods = Pick<HaloSettings, 'billingPeriods'>;

/** The term that a code stands for: the codes are the tenant's to tell, for none is published (halopsa.md section 14). */
export function periodOf(code: number | null | undefined, { billingPeriods }: Periods): Period | undefined {
  const found = Object.entries(billingPeriods).find(([, known]) => known === code);
  return found?.[0] as Period | undefined;
}
