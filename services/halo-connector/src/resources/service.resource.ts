import type { PushPart, Resource } from '@psa-bridge/connector-kit';
import type { Service } from '@psa-bridge/records';
import type { HaloWrite } from '../client/halo.client.ts';
import { fromCanonicalService } from '../mapping/item.mapping.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { changeItem, createItem, demandGroup, findItem, linksOf } from './item-push.ts';
import { serviceRows } from './item-rows.ts';
import { readById, readPage } from './paging.ts';

/** What of the items recurs (halopsa.md sections 6 and 10): read every hour (SY-22). */
export function serviceResource(rhythm: { everyMs: number }): Resource<'service', HaloSession, HaloSettings> {
  return {
    pull: {
      label: 'Services',
      changes: 'since',
      everyMs: rhythm.everyMs,
      page: (context, request) => readPage(context, request, serviceRows(context)),
      getMany: (context, externalIds) => readById(context, externalIds, serviceRows(context)),
    },
    push: servicePush(),
    naturalKeys: ({ name }) => [{ kind: 'name', value: name }],
  };
}

function servicePush(): PushPart<'service', HaloSession, HaloSettings> {
  return {
    // HP-11
    wants: (_record, { session }) => session.settings.synchronizeToHalo,
    create: {
      claim: ({ _id }) => ({ marker: _id }),
      find: (claim, { data }, context) => findItem(String(claim['marker']), data.name, context),
      async send({ data }, claim, context) {
        const links = await linksOf(data, 'service', context.session);
        demandGroup(links);
        const row = fromCanonicalService(data, links, context.session.settings);
        return createItem({ ...row, externalreference: claim['marker'] }, context);
      },
    },
    async update({ data }, link, context) {
      const { session } = context;
      const seen = link.seen as Service | undefined;
      await changeItem(link.id, { before: seen && (await rowOf(seen, session)), after: await rowOf(data, session) }, context);
    },
  };
}

async function rowOf(service: Service, session: HaloSession): Promise<HaloWrite> {
  return fromCanonicalService(service, await linksOf(service, 'service', session), session.settings);
}
