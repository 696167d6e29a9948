import type { Page, PartContext, Resource } from '@psa-bridge/connector-kit';
import { AutotaskService } from '../client/types.ts';
import { groupOf, servicePlace } from '../mapping/import-map.ts';
import { toCanonicalService } from '../mapping/product.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { chunkOf, readPage, readRows, type Mapped } from './paging.ts';
import { changedSince } from './watermark.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

const SERVICES = { entity: 'Services', shape: AutotaskService } as const;

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
      const { items } = await mapServices(session, await readRows(session, SERVICES, externalIds), seenAt);
      return { items };
    },
  },
  naturalKeys: (service) => [{ kind: 'name', value: service.name }],
};

/** A page of the services with these ids. */
export async function servicesPage(
  { session }: Context,
  serviceIds: readonly string[],
  cursor: string | undefined,
): Promise<Page<'service'>> {
  const { ids, next } = chunkOf(serviceIds, Number(cursor ?? 0));
  const seenAt = session.clock.now();
  const mapped = await mapServices(session, await readRows(session, SERVICES, ids), seenAt);
  return { ...mapped, ...(next === undefined ? {} : { next }) };
}

async function mapServices(session: AutotaskSession, rows: readonly AutotaskService[], seenAt: Date): Promise<Mapped<'service'>> {
  const periods = (await session.fields(SERVICES.entity)).find((info) => info.name === 'periodType')?.picklistValues ?? [];
  const labelOf = (row: AutotaskService): string | undefined =>
    periods.find((choice) => choice.value === String(row.periodType))?.label ?? undefined;
  const mapped = rows.map((row) => {
    const { categoryId, isImported } = servicePlace(row.id, session.settings);
    const data = toCanonicalService(row, { periodLabel: labelOf(row), categoryId, naming: session.settings });
    const silentOn = categoryId === undefined ? ['categoryId'] : [];
    return { isImported, incoming: { externalId: String(row.id), data, seenAt, group: groupOf.service(row.id), silentOn } };
  });
  return {
    items: mapped.map(({ incoming }) => incoming),
    notImported: new Set(mapped.filter(({ isImported }) => !isImported).map(({ incoming }) => incoming.externalId)),
  };
}
