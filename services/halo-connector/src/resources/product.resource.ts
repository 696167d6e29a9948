import type { PushPart, Resource } from '@psa-bridge/connector-kit';
import type { Product } from '@psa-bridge/records';
import type { HaloWrite } from '../client/halo.client.ts';
import { kindOfProduct } from '../mapping/item-kind.ts';
import { fromCanonicalProduct, type ItemLinks } from '../mapping/item.mapping.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { changeItem, createItem, demandGroup, findItem, linksOf } from './item-push.ts';
import { productRows } from './item-rows.ts';
import { readById, readPage } from './paging.ts';

/** What of the items is sold once or by the hour (halopsa.md section 6, Item). No webhook tells of them: they are read every hour (SY-22). */
export function productResource(rhythm: { everyMs: number }): Resource<'product', HaloSession, HaloSettings> {
  return {
    pull: {
      label: 'Products',
      changes: 'since',
      everyMs: rhythm.everyMs,
      page: (context, request) => readPage(context, request, productRows(context)),
      getMany: (context, externalIds) => readById(context, externalIds, productRows(context)),
    },
    push: productPush(),
    naturalKeys: ({ internalProductId, mpn, manufacturer, name }) => [
      ...(internalProductId ? [{ kind: 'number' as const, value: internalProductId }] : []),
      ...(mpn ? [{ kind: 'number' as const, value: `${manufacturer ?? ''} ${mpn}`.trim() }] : []),
      { kind: 'name' as const, value: name },
    ],
  };
}

function productPush(): PushPart<'product', HaloSession, HaloSettings> {
  return {
    // HP-11; what a bundle holds has no counterpart among items.
    wants: ({ data }, { session }) => session.settings.synchronizeToHalo && data.productType !== 'bundle',
    create: {
      claim: ({ _id }) => ({ marker: _id }),
      find: (claim, { data }, context) => findItem(String(claim['marker']), data.name, context),
      async send({ data }, claim, context) {
        const links = await linksOfProduct(data, context.session);
        demandGroup(links);
        return createItem({ ...rowOf(data, links, context.session), externalreference: claim['marker'] }, context);
      },
    },
    async update({ data }, link, context) {
      const { session } = context;
      const seen = link.seen as Product | undefined;
      const before = seen && rowOf(seen, await linksOfProduct(seen, session), session);
      await changeItem(link.id, { before, after: rowOf(data, await linksOfProduct(data, session), session) }, context);
    },
  };
}

function linksOfProduct(product: Product, session: HaloSession): Promise<ItemLinks> {
  const kind = kindOfProduct(product);
  return linksOf(product, kind === 'bundle' ? 'one-time' : kind, session);
}

function rowOf(product: Product, links: ItemLinks, { settings }: HaloSession): HaloWrite {
  return fromCanonicalProduct(product, links, settings);
}
