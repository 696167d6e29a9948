import type { AutotaskSettings } from '../settings/settings.ts';

type Mappings = Pick<AutotaskSettings, 'roleCategories' | 'productCategories' | 'serviceCategories'>;

/** Where an entity of the catalogue goes here. */
export interface ImportPlace {
  categoryId: string | undefined;
  /** False: it is kept in step where it stands here already, and not brought in anew. */
  isImported: boolean;
}

/** True until the first category is mapped: then products and services come over whole, without categories (SY-02). */
export function isUnmapped({ roleCategories, productCategories, serviceCategories }: Mappings): boolean {
  return [roleCategories, productCategories, serviceCategories].every((mapping) => Object.keys(mapping).length === 0);
}

/** Unmapped categories are not imported once any is mapped (AT-36). */
export function productPlace(category: number | null | undefined, mappings: Mappings): ImportPlace {
  const categoryId = mappings.productCategories[String(category)];
  return { categoryId, isImported: categoryId !== undefined || isUnmapped(mappings) };
}

export function servicePlace(serviceId: number, mappings: Mappings): ImportPlace {
  const categoryId = mappings.serviceCategories[String(serviceId)];
  return { categoryId, isImported: categoryId !== undefined || isUnmapped(mappings) };
}

/** A labour role is something to sell only where somebody said so. */
export function rolePlace(roleId: number, mappings: Mappings): ImportPlace {
  const categoryId = mappings.roleCategories[String(roleId)];
  return { categoryId, isImported: categoryId !== undefined };
}

/** Autotask's product category for ours: the first that is mapped to it. */
export function productCategoryOf(categoryId: string | undefined, { productCategories }: Mappings): number | undefined {
  const entry = Object.entries(productCategories).find(([, ours]) => ours === categoryId);
  return entry && Number(entry[0]);
}

/** Under what the records of an import are counted (AT-35). */
export const groupOf = {
  role: (id: number | string): string => `role:${id}`,
  productCategory: (category: number | string | null | undefined): string => `product_category:${category ?? 'none'}`,
  service: (id: number | string): string => `service:${id}`,
} as const;
