import type { PushPart, Resource } from '@psa-bridge/connector-kit';
import type { RecordData } from '@psa-bridge/records';
import { fromCanonicalService, itemIdentifier } from '../mapping/catalog-item.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { changeItem, createItem, findItem } from './catalog-push.ts';
import { catalogItems, catalogPage, countCatalog, mapServices } from './catalog-rows.ts';
import { demand, referencesOfService } from './item-references.ts';

/** What of the catalogue recurs (connectwise.md section 11, CatalogItem; product-behaviour 10.2, last table). */
export const serviceResource: Resource<'service', ConnectWiseSession, ConnectWiseSettings> = {
  pull: {
    label: 'Services',
    changes: 'since',
    page: (context, request) => catalogPage(context, request, { map: mapServices }),
    count: (context) => countCatalog(context, 'service'),
    async getMany(context, externalIds) {
      const { items, refused = [] } = await catalogItems(context, externalIds, mapServices);
      return { items, refused };
    },
  },
  push: servicePush(),
  naturalKeys: (service) => [{ kind: 'name', value: service.name }],
};

function servicePush(): PushPart<'service', ConnectWiseSession, ConnectWiseSettings> {
  return {
    create: {
      claim: ({ _id, data }) => ({ identifier: itemIdentifier(data.name, _id) }),
      find: (claim, _record, context) => findItem(claim['identifier'], context),
      async send({ data }, claim, context) {
        const references = await referencesOfService(data, context.session);
        demand('recurring', references, { isFiled: true, of: data });
        const row = fromCanonicalService(data, references);
        return createItem({ ...row, identifier: claim['identifier'] }, context);
      },
    },
    async update({ data }, link, context) {
      const { session } = context;
      const seen = link.seen as RecordData<'service'> | undefined;
      const isFiled = seen?.categoryId !== data.categoryId;
      const { filing, ...references } = await referencesOfService(data, session);
      demand('recurring', { filing, ...references }, { isFiled, of: data });
      const before = seen && fromCanonicalService(seen, { ...(await referencesOfService(seen, session)), filing: undefined });
      const after = fromCanonicalService(data, { ...references, filing: isFiled ? filing : undefined });
      await changeItem(link.id, { before, after, filing }, context);
    },
  };
}
