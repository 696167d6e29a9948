import type { ExternalDeps } from './external-links.ts';

const PAGE = 200;

/**
 * First the claims on the entities, then the records: a record that still has its entity after a kill is taken again. The
 * claims go before any entity of the other database is linked, for its ids may be the same numbers.
 */
export async function retireLinks(
  { records, links, integrationId, clock }: Pick<ExternalDeps, 'records' | 'links' | 'integrationId' | 'clock'>,
  psa: string,
): Promise<void> {
  const filter = { [`external.${integrationId}.id`]: { $exists: true } };
  for (let page = await records.find(filter, { limit: PAGE }); page.length > 0;) {
    await links.releaseMany(
      page.flatMap(({ _id: recordId, external }) => {
        const externalId = external[integrationId]?.id;
        return externalId === undefined ? [] : [{ recordId, externalId }];
      }),
    );
    await records.mutateMany(
      page.map(({ _id }) => _id),
      (_id, current) => {
        const link = current?.external[integrationId];
        if (!current || link?.id === undefined) return undefined;
        const at = clock.now();
        const former = [...(link.former ?? []), { id: link.id, psa, until: at }];
        const next = { former, sync: { status: 'pending' as const, at } };
        return { ...current, external: { ...current.external, [integrationId]: next } };
      },
    );
    page = await records.find(filter, { limit: PAGE });
  }
}
