import type { OwnRun, OwnRunPart, Page, PageRequest, PartContext } from '@psa-bridge/connector-kit';
import { where } from '../client/query.ts';
import { groupOf } from '../mapping/import-map.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { mapProducts, PRODUCTS } from './imported-products.ts';
import { ROLE, rolesPage } from './labour-roles.ts';
import { readPage } from './paging.ts';
import { servicesPage } from './service.resource.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;
type Mapping = Readonly<Record<string, string>>;

/**
 * Everything that is mapped on the Data Import page, as one run (AT-36). Roles and services are read by our category, so that a
 * call brings many; products by Autotask's, for there is a query for each.
 */
export const catalogueImport: OwnRun<AutotaskSession, AutotaskSettings> = {
  kind: 'import',
  title: 'Import All Mapped Categories Products and Services',
  lane: 'bulk',
  nothingToRead: 'No role, product category or service is mapped. Map some on the Data Import page first.',
  async parts(settings, { records, choices }) {
    const { roleCategories, productCategories, serviceCategories } = settings;
    const ours = [...new Set([...Object.values(roleCategories), ...Object.values(serviceCategories)])];
    const names = new Map((await records.getMany('category', ours)).map(({ _id, data }) => [_id, data.name]));
    const labels = new Map((await choices('product_category')).map(({ key, label }) => [key, label]));
    const nameOf = (categoryId: string): string => names.get(categoryId) ?? categoryId;
    return [
      ...byCategory(roleCategories).map(([categoryId, ids]): OwnRunPart => ({
        ...{
          key: `roles:${categoryId}`,
          type: 'product',
          label: `Roles in ${nameOf(categoryId)}`,
          groups: ids.map(groupOf.role),
        },
      })),
      ...Object.keys(productCategories).map((key): OwnRunPart => ({
        ...{ key: `products:${key}`, type: 'product', label: `Products of ${labels.get(key) ?? `category ${key}`}` },
        groups: [groupOf.productCategory(key)],
      })),
      ...byCategory(serviceCategories).map(([categoryId, ids]): OwnRunPart => ({
        ...{ key: `services:${categoryId}`, type: 'service', label: `Services in ${nameOf(categoryId)}` },
        groups: ids.map(groupOf.service),
      })),
    ];
  },
  page(context, key, request) {
    const [table, of = ''] = key.split(':');
    const { roleCategories, serviceCategories } = context.session.settings;
    if (table === 'roles') return rolesPage(context, mappedTo(of, roleCategories), request.cursor ?? ROLE);
    if (table === 'services') return servicesPage(context, mappedTo(of, serviceCategories), request.cursor);
    return productsOf(Number(of), context, request);
  },
};

function productsOf(category: number, context: Context, request: PageRequest): Promise<Page<'product'>> {
  const filter = [where.eq('productCategory', category)];
  return readPage(context.session, request, { ...PRODUCTS, filter, map: mapProducts(context) });
}

function byCategory(mapping: Mapping): readonly (readonly [categoryId: string, ids: readonly string[]])[] {
  return [...new Set(Object.values(mapping))].map((categoryId) => [categoryId, mappedTo(categoryId, mapping)]);
}

function mappedTo(categoryId: string, mapping: Mapping): readonly string[] {
  return Object.keys(mapping).filter((id) => mapping[id] === categoryId);
}
