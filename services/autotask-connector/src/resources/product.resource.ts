import type { PartContext, PushPart, Resource } from '@psa-bridge/connector-kit';
import type { BusinessRecord, RecordData } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskProduct } from '../client/types.ts';
import { isUnmapped, productCategoryOf } from '../mapping/import-map.ts';
import { ownProductName } from '../mapping/product-names.ts';
import { fromCanonicalProduct } from '../mapping/product.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { activeBillingCode } from './billing-code.ts';
import { changedRow } from './changes.ts';
import { checkedRow } from './checked-row.ts';
import { mapProducts, PRODUCTS } from './imported-products.ts';
import { ROLE, roleIdOf, rolesPage, rolesById } from './labour-roles.ts';
import { readPage, readRows } from './paging.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

/** Products (autotask.md section 5.5) and, behind them, the labour roles that are sold; no change dates, so only a full pass finds changes. */
export const productResource: Resource<'product', AutotaskSession, AutotaskSettings> = {
  pull: {
    label: 'Products',
    changes: 'full',
    async page(context, request) {
      if (request.cursor?.startsWith(ROLE))
        return rolesPage(context, Object.keys(context.session.settings.roleCategories), request.cursor);
      const page = await readPage(context.session, request, { ...PRODUCTS, filter: [], map: mapProducts(context) });
      const hasRoles = Object.keys(context.session.settings.roleCategories).length > 0;
      return page.next === undefined && hasRoles ? { ...page, next: ROLE } : page;
    },
    count: ({ session }) => session.client.count(PRODUCTS.entity, [countedProducts(session.settings)]),
    async getMany(context, externalIds) {
      const seenAt = context.session.clock.now();
      const products = await mapProducts(context)(await readRows(context.session, PRODUCTS, externalIds), seenAt);
      const roles = await rolesById(
        context,
        externalIds.flatMap((id) => roleIdOf(id) ?? []),
      );
      return { items: [...products.items, ...roles] };
    },
  },
  push: productPush(),
  naturalKeys: (product) => [
    ...(product.mpn ? [{ kind: 'number' as const, value: `${product.manufacturer ?? ''} ${product.mpn}`.trim() }] : []),
    // A role is never the thing of the same name.
    { kind: 'name' as const, value: product.productType === 'labour' ? `${ROLE}${product.name}` : product.name },
  ],
};

function countedProducts(settings: AutotaskSettings) {
  const categories = Object.keys(settings.productCategories).map(Number);
  return isUnmapped(settings) ? where.gte('id', 0) : where.oneOf('productCategory', categories);
}

/** The creation marker is `externalProductID`: ours, or the configured default together with the name (AT-11). */
function productPush(): PushPart<'product', AutotaskSession, AutotaskSettings> {
  return {
    // AT-30: new products always, changes only where the switch is on. Roles are Autotask's own.
    wants(record, { session, integration }) {
      const externalId = record.external[integration.id]?.id;
      if (externalId === undefined) return true;
      return session.settings.synchronizeProducts && !externalId.startsWith(ROLE);
    },
    create: {
      claim: ({ _id, data }, { session }) => ({
        marker: session.settings.defaultExternalProductId ?? _id,
        name: ownName(data, session.settings, []),
      }),
      async find(claim, _record, { session }) {
        const filter = [where.eq('externalProductID', claim['marker']), where.eq('name', claim['name'])];
        const rows = await session.client.query(PRODUCTS.entity, { filter }, AutotaskProduct);
        return rows[0] && String(rows[0].id);
      },
      async send({ data }, claim, context) {
        const row = rowOf(data, await activeBillingCode(data, context), { context });
        const marked = { ...row, externalProductID: claim['marker'] };
        const sent = await checkedRow(PRODUCTS.entity, marked, { isNew: true }, context);
        return String(await context.session.client.create(PRODUCTS.entity, sent));
      },
    },
    async update(record, link, context) {
      const changes = await changesOf(record, link.seen as RecordData<'product'> | undefined, context);
      if (Object.keys(changes).length === 0) return;
      // Only what is sent is checked: some tenants hold longer names than others take.
      await checkedRow(PRODUCTS.entity, changes, { isNew: false }, context);
      await context.session.client.patch(PRODUCTS.entity, { id: Number(link.id), ...changes });
    },
  };
}

/** The code belongs to the category: where that stays, the code that the product has in Autotask stays too. */
async function changesOf({ data }: BusinessRecord<'product'>, seen: RecordData<'product'> | undefined, context: Context) {
  if (!seen) return rowOf(data, await activeBillingCode(data, context), { context });
  const code = seen.categoryId === data.categoryId ? undefined : await activeBillingCode(data, context);
  return changedRow(rowOf(seen, undefined, { seen, context }), rowOf(data, code, { seen, context }));
}

function rowOf(
  product: RecordData<'product'>,
  billingCodeId: number | undefined,
  { seen, context }: { seen?: RecordData<'product'>; context: Context },
) {
  const { settings } = context.session;
  return fromCanonicalProduct(product, {
    billingCodeId,
    productCategory: productCategoryOf(product.categoryId, settings),
    prepended: prepended(product, settings, [seen?.internalProductId]),
  });
}

/** What may stand before a name: nothing unless the switch is on (AT-31). */
function prepended(
  { internalProductId }: RecordData<'product'>,
  { prependInternalProductId }: AutotaskSettings,
  earlier: readonly (string | undefined)[],
): readonly (string | undefined)[] {
  return prependInternalProductId ? [internalProductId, ...earlier] : [];
}

function ownName(product: RecordData<'product'>, settings: AutotaskSettings, earlier: readonly (string | undefined)[]): string {
  return ownProductName(product.name, prepended(product, settings, earlier));
}
