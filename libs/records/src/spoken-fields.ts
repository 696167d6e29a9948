import type { TenantCollection } from '@psa-bridge/persistence';
import type { SpokenFields } from './collections.ts';
import type { LinkScope } from './record-links.ts';

/** Which fields an integration's PSA speaks of, learned from its answers: see `mergeThreeWays`. */
export interface SpokenFieldsMemory {
  read(): Promise<ReadonlySet<string>>;
  /** Adds what is new; answers all. */
  learn(known: ReadonlySet<string>, fields: ReadonlySet<string>): Promise<ReadonlySet<string>>;
}

export function createSpokenFields(
  collection: TenantCollection<SpokenFields>,
  { tenantId, integrationId, type }: LinkScope,
): SpokenFieldsMemory {
  const _id = `${tenantId}:${integrationId}:${type}`;

  return {
    read: async () => new Set((await collection.get(_id))?.fields),
    async learn(known, fields) {
      if (fields.isSubsetOf(known)) return known;
      const stored = await collection.mutate(_id, (current) => {
        const all = fields.union(new Set(current?.fields));
        return all.size === current?.fields.length ? undefined : { _id, tenantId, fields: [...all].sort() };
      });
      return new Set(stored?.fields);
    },
  };
}
