import type { PartContext, PushPart, Resource } from '@psa-bridge/connector-kit';
import type { Product, RecordData } from '@psa-bridge/records';
import type { ConnectWiseWrite } from '../client/patch.ts';
import { kindOfProduct } from '../mapping/catalog-class.ts';
import { fromCanonicalProduct, itemIdentifier } from '../mapping/catalog-item.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { changeItem, createItem, findItem } from './catalog-push.ts';
import { catalogItems, catalogPage, countCatalog, mapProducts } from './catalog-rows.ts';
import { demand, referencesOfProduct } from './item-references.ts';

type Context = PartContext<ConnectWiseSession, ConnectWiseSettings>;

/** What of the catalogue is sold once, by the hour, or as a bundle (connectwise.md section 11, CatalogItem). */
export const productResource: Resource<'product', ConnectWiseSession, ConnectWiseSettings> = {
  pull: {
    label: 'Products',
    changes: 'since',
    page: (context, request) => catalogPage(context, request, { map: mapProducts }),
    count: (context) => countCatalog(context, 'product'),
    getMany: async (context, externalIds) => ({ items: (await catalogItems(context, externalIds, mapProducts)).items }),
  },
  push: productPush(),
  naturalKeys: ({ internalProductId, mpn, manufacturer, name }) => [
    ...(internalProductId ? [{ kind: 'number' as const, value: internalProductId }] : []),
    ...(mpn ? [{ kind: 'number' as const, value: `${manufacturer ?? ''} ${mpn}`.trim() }] : []),
    { kind: 'name' as const, value: name },
  ],
};

function productPush(): PushPart<'product', ConnectWiseSession, ConnectWiseSettings> {
  return {
    // What a bundle holds is ConnectWise's own.
    wants: ({ data }) => data.productType !== 'bundle',
    create: {
      claim: ({ _id, data }) => ({ identifier: data.internalProductId ?? itemIdentifier(data.mpn ?? data.name, _id) }),
      find: (claim, _record, context) => findItem(claim['identifier'], context),
      async send({ data }, claim, context) {
        const references = await referencesOfProduct(data, context.session);
        demand(kindOfProduct(data), references, { isFiled: true, of: data });
        const row = fromCanonicalProduct(data, references, context.session.settings);
        return createItem({ ...row, identifier: claim['identifier'] }, context);
      },
    },
    async update({ data }, link, context) {
      const { session } = context;
      const { productFields } = session.settings;
      const seen = link.seen as RecordData<'product'> | undefined;
      const isFiled = seen?.categoryId !== data.categoryId;
      const { filing, ...references } = await referencesOfProduct(data, session);
      demand(kindOfProduct(data), { filing, ...references }, { isFiled, of: data });
      const sent = { ...references, filing: isFiled ? filing : undefined };
      await changeItem(
        link.id,
        {
          after: fromCanonicalProduct(data, sent, { productFields, before: seen }),
          before: seen && (await seenRow(seen, context)),
          filing,
        },
        context,
      );
    },
  };
}

/** As it stands there, compared with itself, so that no custom field counts as changed. */
async function seenRow(seen: Product, { session }: Context): Promise<ConnectWiseWrite> {
  const references = await referencesOfProduct(seen, session);
  const { productFields } = session.settings;
  return fromCanonicalProduct(seen, { ...references, filing: undefined }, { productFields, before: seen });
}
