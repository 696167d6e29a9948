import type { TenantCollection } from '@psa-bridge/persistence';
import { recordAction, recordChanged, type Cause } from './domain/record-events.ts';
import type { BusinessRecord } from './domain/record.ts';
import { withLink, type ExternalDeps } from './external-links.ts';
import type { LinkedRecord } from './port.ts';

export async function* linkedRecords(
  records: TenantCollection<BusinessRecord>,
  integrationId: string,
  pageSize: number,
): AsyncIterable<readonly LinkedRecord[]> {
  const link = `external.${integrationId}`;
  const filter = { [`${link}.id`]: { $exists: true }, [`${link}.deletedAt`]: { $exists: false } };
  for await (const page of records.pages(filter, { fields: [`${link}.id`], pageSize })) {
    yield page.flatMap(({ _id: recordId, external }) => {
      const externalId = external[integrationId]?.id;
      return externalId === undefined ? [] : [{ recordId, externalId }];
    });
  }
}

/** A record that was linked anew or seen again since it was looked for is left as it is. */
export async function markGone(
  { records, integrationId, clock, service }: Pick<ExternalDeps, 'records' | 'integrationId' | 'clock' | 'service'>,
  gone: readonly LinkedRecord[],
  lookedAt: Date,
): Promise<number> {
  const externalIds = new Map(gone.map(({ recordId, externalId }) => [recordId, externalId]));
  const marked = new Set<string>();
  await records.mutateMany([...externalIds.keys()], (id, current) => {
    marked.delete(id);
    const link = current?.external[integrationId];
    if (!current || link?.id !== externalIds.get(id) || link?.deletedAt !== undefined) return undefined;
    if (link?.seenAt !== undefined && link.seenAt > lookedAt) return undefined;
    marked.add(id);
    const at = clock.now();
    const next = { ...link, deletedAt: lookedAt, sync: { status: 'synchronized' as const, at } };
    const cause: Cause = { service, by: integrationId, byKind: 'integration', at };
    return {
      ...withLink(current, integrationId, next),
      outbox: [
        ...(current.outbox ?? []),
        recordChanged(current, 'marked_deleted', cause),
        recordAction(current, current.data, 'marked_deleted', cause),
      ],
    };
  });
  return marked.size;
}
