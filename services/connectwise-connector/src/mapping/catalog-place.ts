import type { CwCatalogItem, CwSetupRow } from '../client/catalogue-types.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';

type Mappings = Pick<ConnectWiseSettings, 'categories' | 'subcategories'>;

/** Where an item of the catalogue goes here. */
export interface CatalogPlace {
  categoryId: string | undefined;
  /** False: it is kept in step where it stands here already, and not brought in anew. */
  isImported: boolean;
  /** Under what it is counted. */
  group: string;
}

export const groupOf = {
  category: (id: number | string): string => `category:${id}`,
  subcategory: (id: number | string): string => `subcategory:${id}`,
} as const;

/** True until the first category is mapped: then the catalogue comes over whole, without categories (SY-04). */
export function isUnmapped({ categories, subcategories }: Mappings): boolean {
  return Object.keys(categories).length === 0 && Object.keys(subcategories).length === 0;
}

/** A subcategory's own mapping goes before that of its category (CW-10). */
export function placeOf({ category, subcategory }: CwCatalogItem, mappings: Mappings): CatalogPlace {
  const [ofSubcategory, ofCategory] = [
    mappings.subcategories[String(subcategory?.id)],
    mappings.categories[String(category?.id)],
  ];
  const categoryId = ofSubcategory ?? ofCategory;
  return {
    categoryId,
    isImported: categoryId !== undefined || isUnmapped(mappings),
    group:
      ofSubcategory === undefined ? groupOf.category(category?.id ?? 'none') : groupOf.subcategory(subcategory?.id ?? 'none'),
  };
}

/** ConnectWise's side of one of our categories, by ids. */
export interface CatalogFiling {
  category: number | undefined;
  subcategory: number;
}

/**
 * Under what a product of ours is filed there: the subcategory that is mapped to its category, else one of the category that is,
 * else the one for all others. An active one goes before one that ConnectWise switched off, which is named before the call.
 * @returns undefined where nothing is mapped
 */
export function filingOf(
  categoryId: string | undefined,
  { categories, subcategories, defaultSubcategory }: Mappings & Pick<ConnectWiseSettings, 'defaultSubcategory'>,
  rows: readonly CwSetupRow[],
): CatalogFiling | undefined {
  const row = (id: number): CwSetupRow | undefined => rows.find((candidate) => candidate.id === id);
  const isActive = (id: number): boolean => row(id) !== undefined && row(id)?.inactiveFlag !== true;
  const filed = (id: number, category = row(id)?.category?.id): CatalogFiling => ({ category, subcategory: id });
  const own = mappedTo(categoryId, subcategories);
  const chosen = own.find(isActive) ?? own[0];
  if (chosen !== undefined) return filed(chosen);
  for (const category of mappedTo(categoryId, categories)) {
    const below = rows.filter((candidate) => candidate.category?.id === category);
    const active = below.filter(({ id }) => isActive(id));
    const best = active.find(({ defaultFlag }) => defaultFlag === true) ?? active[0] ?? below[0];
    if (best) return filed(best.id, category);
  }
  return defaultSubcategory === undefined ? undefined : filed(Number(defaultSubcategory));
}

function mappedTo(categoryId: string | undefined, mapping: Readonly<Record<string, string>>): readonly number[] {
  return Object.entries(mapping).flatMap(([id, ours]) => (ours === categoryId ? [Number(id)] : []));
}
