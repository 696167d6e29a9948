import type { PushPart, Resource } from '@psa-bridge/connector-kit';
import type { RecordData } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskProduct, AutotaskService } from '../client/types.ts';
import { fromCanonicalProduct, toCanonicalProduct, toCanonicalService } from '../mapping/product.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { activeBillingCode } from './billing-code.ts';
import { changedFields } from './changes.ts';
import { readPage, readRows, type Mapped } from './paging.ts';
import { changedSince } from './watermark.ts';

const PRODUCTS = { entity: 'Products', shape: AutotaskProduct } as const;
const SERVICES = { entity: 'Services', shape: AutotaskService } as const;

function mapProducts(session: AutotaskSession, rows: readonly AutotaskProduct[], seenAt: Date): Mapped<'product'> {
  const categoryOf = (row: AutotaskProduct): string | undefined =>
    session.settings.productCategories[String(row.productCategory)];
  return { items: rows.map((row) => ({ externalId: String(row.id), data: toCanonicalProduct(row, categoryOf(row)), seenAt })) };
}

/** Products (autotask.md section 5.5): no change date there, so only a full pass finds changes. */
export const productResource: Resource<'product', AutotaskSession, AutotaskSettings> = {
  pull: {
    label: 'Products',
    changes: 'full',
    page: ({ session }, request) =>
      readPage(session, request, { ...PRODUCTS, filter: [], map: (rows, seenAt) => mapProducts(session, rows, seenAt) }),
    count: ({ session }) => session.client.count(PRODUCTS.entity, [where.gte('id', 0)]),
    async getMany({ session }, externalIds) {
      const seenAt = session.clock.now();
      return mapProducts(session, await readRows(session, PRODUCTS, externalIds), seenAt);
    },
  },
  push: productPush(),
  naturalKeys: (product) => [
    ...(product.mpn ? [{ kind: 'number' as const, value: `${product.manufacturer ?? ''} ${product.mpn}`.trim() }] : []),
    { kind: 'name' as const, value: product.name },
  ],
};

/** The creation marker is `externalProductID`: ours, or the configured default together with the name (AT-11). */
function productPush(): PushPart<'product', AutotaskSession, AutotaskSettings> {
  return {
    // AT-30: new products always, changes only where the switch is on.
    wants: (record, { session, integration }) =>
      session.settings.synchronizeProducts || record.external[integration.id]?.id === undefined,
    create: {
      claim: (record, { session }) => ({
        marker: session.settings.defaultExternalProductId ?? record._id,
        name: record.data.name,
      }),
      async find(claim, _record, { session }) {
        const filter = [where.eq('externalProductID', claim['marker']), where.eq('name', claim['name'])];
        const rows = await session.client.query(PRODUCTS.entity, { filter }, AutotaskProduct);
        return rows[0] && String(rows[0].id);
      },
      async send(record, claim, context) {
        const row = fromCanonicalProduct(record.data, await activeBillingCode(record.data, context));
        return String(await context.session.client.create(PRODUCTS.entity, { ...row, externalProductID: claim['marker'] }));
      },
    },
    async update(record, link, context) {
      const code = await activeBillingCode(record.data, context);
      const before = link.seen && fromCanonicalProduct(link.seen as RecordData<'product'>, code);
      const changes = changedFields(before, fromCanonicalProduct(record.data, code));
      if (Object.keys(changes).length > 0)
        await context.session.client.patch(PRODUCTS.entity, { id: Number(link.id), ...changes });
    },
  };
}

/** Services are read, never made (AT-13; autotask.md section 5.7). */
export const serviceResource: Resource<'service', AutotaskSession, AutotaskSettings> = {
  pull: {
    label: 'Services',
    changes: 'since',
    page: ({ session }, request) =>
      readPage(session, request, {
        ...SERVICES,
        filter: changedSince('lastModifiedDate', request.since),
        changedAt: (row) => row.lastModifiedDate,
        map: (rows, seenAt) => mapServices(session, rows, seenAt),
      }),
    async getMany({ session }, externalIds) {
      const seenAt = session.clock.now();
      return mapServices(session, await readRows(session, SERVICES, externalIds), seenAt);
    },
  },
  naturalKeys: (service) => [{ kind: 'name', value: service.name }],
};

async function mapServices(session: AutotaskSession, rows: readonly AutotaskService[], seenAt: Date): Promise<Mapped<'service'>> {
  const periods = (await session.fields(SERVICES.entity)).find((info) => info.name === 'periodType')?.picklistValues ?? [];
  const labelOf = (row: AutotaskService): string | undefined =>
    periods.find((choice) => choice.value === String(row.periodType))?.label ?? undefined;
  return { items: rows.map((row) => ({ externalId: String(row.id), data: toCanonicalService(row, labelOf(row)), seenAt })) };
}
