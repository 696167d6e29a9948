import { newId, type Clock } from '@psa-bridge/core';
import type { RecordStore, RecordType } from '@psa-bridge/records';
import { readById } from './definition/read-by-id.ts';
import type { AnyContext, AnyDefinition, AnyPull } from './sessions.ts';
import { waitForCreations } from './work/creations-under-way.ts';
import type { WorkTable } from './work/table.ts';

export interface ReferencesOptions {
  definition: AnyDefinition;
  records: RecordStore;
  table: WorkTable;
  clock: Clock;
}

/** Our ids of PSA entities; those that stay unknown are absent. */
export type ResolveReferences = (
  type: RecordType,
  externalIds: readonly string[],
  context: AnyContext,
) => Promise<ReadonlyMap<string, string>>;

export interface References {
  /** Reads what is not known yet and brings it in. */
  bringIn: ResolveReferences;
  /** For a preview, which writes nothing (architecture rule 9): what is not known yet gets an id that stands for no record. */
  foresee: ResolveReferences;
}

export function createReferences({ definition, records, table, clock }: ReferencesOptions): References {
  async function bringIn(...[type, externalIds, context]: Parameters<ResolveReferences>): Promise<ReadonlyMap<string, string>> {
    const { tenantId, id: integrationId } = context.integration;
    const own = records.forTenant(tenantId);
    const wanted = [...new Set(externalIds)];
    const known = await own.idsByExternal(type, integrationId, wanted);
    const missing = wanted.filter((id) => !known.has(id));
    const resource = type === 'field_value' ? undefined : definition.resources[type];
    if (missing.length === 0 || !resource?.pull?.getMany) return known;
    const found = await readById(resource.pull as AnyPull, context, missing);
    const items = found.items.filter(({ externalId }) => !found.notImported.has(externalId));
    if (resource.push?.create) {
      const scope = { tenantId, integrationId, entityType: type };
      const watch = { table, clock, quarantineMs: definition.retry.quarantineMs };
      await waitForCreations(new Set(items.map(({ externalId }) => externalId)), scope, watch);
    }
    const applied = await own.applyIncoming(type, integrationId, items);
    return new Map([...known, ...applied.ids]);
  }

  return {
    bringIn,
    async foresee(type, externalIds, context) {
      const own = records.forTenant(context.integration.tenantId);
      const known = await own.idsByExternal(type, context.integration.id, externalIds);
      return new Map(externalIds.map((externalId) => [externalId, known.get(externalId) ?? newId()]));
    },
  };
}
