import { newId } from '@psa-bridge/core';
import type { TenantCollection } from '@psa-bridge/persistence';
import type { RecordLink } from './collections.ts';
import type { RecordType } from './domain/record-types.ts';
import type { LinkedRecord } from './port.ts';

export interface LinkScope {
  tenantId: string;
  integrationId: string;
  type: RecordType;
}

/** Which record stands for which entity of a PSA, within one integration and type. */
export interface RecordLinks {
  /** Record ids by external id, of those that are linked. */
  find(externalIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * The same after every one that had none got a new record id: the record itself may not exist yet. Absent are only those
   * that another tenant's record stands for. `fresh` are the record ids that were given out just now.
   */
  findOrClaim(externalIds: readonly string[]): Promise<{ ids: ReadonlyMap<string, string>; fresh: ReadonlySet<string> }>;
  /** False when another record stands for the entity already. */
  claim(externalId: string, recordId: string): Promise<boolean>;
  release(externalId: string, recordId: string): Promise<void>;
  releaseMany(linked: readonly LinkedRecord[]): Promise<void>;
}

export function createRecordLinks(
  links: TenantCollection<RecordLink>,
  { tenantId, integrationId, type }: LinkScope,
): RecordLinks {
  const idOf = (externalId: string): string => `${integrationId}:${type}:${externalId}`;
  const linkTo = (externalId: string, recordId: string) => ({ _id: idOf(externalId), tenantId, recordId });

  async function find(externalIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (externalIds.length === 0) return new Map();
    const recordIds = new Map((await links.getMany(externalIds.map(idOf))).map((link) => [link._id, link.recordId]));
    return new Map(
      externalIds.flatMap((externalId) => {
        const recordId = recordIds.get(idOf(externalId));
        return recordId === undefined ? [] : [[externalId, recordId]];
      }),
    );
  }

  return {
    find,
    async findOrClaim(externalIds) {
      const known = await find(externalIds);
      const fresh = new Map(
        externalIds.filter((externalId) => !known.has(externalId)).map((externalId) => [externalId, newId()]),
      );
      if (fresh.size === 0) return { ids: known, fresh: new Set() };
      const taken = await links.insertMany([...fresh].map(([externalId, recordId]) => linkTo(externalId, recordId)));
      const ours = new Map([...fresh].filter(([externalId]) => !taken.has(idOf(externalId))));
      // Whoever claimed one meanwhile chose its record.
      const lost = await find([...fresh.keys()].filter((externalId) => taken.has(idOf(externalId))));
      return { ids: new Map([...known, ...ours, ...lost]), fresh: new Set(ours.values()) };
    },
    async claim(externalId, recordId) {
      if (await links.insert(linkTo(externalId, recordId))) return true;
      return (await find([externalId])).get(externalId) === recordId;
    },
    async releaseMany(linked) {
      const recordIds = new Map(linked.map(({ externalId, recordId }) => [idOf(externalId), recordId]));
      const known = await links.getMany([...recordIds.keys()]);
      const own = known.filter((link) => recordIds.get(link._id) === link.recordId).map(({ _id }) => _id);
      if (own.length > 0) await links.deleteMany({ _id: { $in: own } });
    },
    async release(externalId, recordId) {
      if ((await find([externalId])).get(externalId) === recordId) await links.delete(idOf(externalId));
    },
  };
}
