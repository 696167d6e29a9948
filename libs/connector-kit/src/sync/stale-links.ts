import type { BusinessRecord, Incoming, TenantRecords } from '@psa-bridge/records';
import { candidateOf, createMatcher } from '../connect/match.ts';
import { idsThere, readById } from '../definition/read-by-id.ts';
import type { AnyContext, AnyDefinition } from '../sessions.ts';
import type { AnyResource } from '../work/push.ts';
import type { ReadPage } from './read-page.ts';
import type { SyncedType } from './run.ts';

export interface LinkRenewal {
  definition: AnyDefinition;
  context: AnyContext;
  records: TenantRecords;
}

/**
 * The field, indexed here, by which records that could be the same are looked up; the natural keys then decide. Types without
 * one have no natural key either.
 */
const LOOKED_UP_BY: Readonly<Partial<Record<SyncedType, string>>> = {
  company: 'name',
  contact: 'email',
  category: 'name',
  product: 'name',
  service: 'name',
  opportunity: 'name',
  quote: 'title',
};
const RECORDS_AT_ONCE = 1_000;

/**
 * An entity that is not known here may be a known one under a new id (SY-40): where a record with its natural key is linked to an
 * entity that the PSA no longer has, the record is linked to this one instead. Never guesses: a key that fits several such
 * records changes nothing.
 */
export async function renewStaleLinks(page: ReadPage, renewal: LinkRenewal): Promise<void> {
  const { type, items } = page;
  const { definition, records, context } = renewal;
  const integrationId = context.integration.id;
  const resource = type === 'field_value' ? undefined : (definition.resources[type] as AnyResource | undefined);
  if (type === 'field_value' || !resource?.naturalKeys) return;
  const known = await records.idsByExternal(
    type,
    integrationId,
    items.map(({ externalId }) => externalId),
  );
  const unknown = items.filter(({ externalId }) => !known.has(externalId));
  const stale = await staleAmong(await linkedLike(unknown, type, renewal), resource, renewal);
  const matcher = createMatcher(stale.map((record) => candidateOf(resource, { id: record._id, data: record.data })));
  for (const { externalId, data } of stale.length === 0 ? [] : unknown) {
    const match = matcher.match(candidateOf(resource, { id: externalId, data }));
    if (match.outcome === 'match') await records.relink(type, match.recordId, integrationId, externalId);
  }
}

/** Linked records that share the field with one of the entities. */
async function linkedLike(
  items: readonly Incoming[],
  type: SyncedType,
  { records, context }: LinkRenewal,
): Promise<readonly BusinessRecord[]> {
  const field = LOOKED_UP_BY[type];
  if (field === undefined) return [];
  const values = [...new Set(items.flatMap(({ data }) => textOf((data as Record<string, unknown>)[field])))];
  const found: BusinessRecord[] = [];
  for (let isMore = values.length > 0, from = 0; isMore; from += RECORDS_AT_ONCE) {
    const page = await records.search(type, { from, size: RECORDS_AT_ONCE, filters: { [field]: values } });
    found.push(...page.items.filter((record) => record.external[context.integration.id]?.id !== undefined));
    isMore = page.items.length === RECORDS_AT_ONCE;
  }
  return found;
}

/** Those whose entity the PSA does not have when it is asked for that very one. */
async function staleAmong(
  linked: readonly BusinessRecord[],
  { pull }: AnyResource,
  { context }: LinkRenewal,
): Promise<readonly BusinessRecord[]> {
  if (!pull?.getMany) return [];
  const idOf = (record: BusinessRecord): string => record.external[context.integration.id]?.id ?? '';
  const existing = idsThere(await readById(pull, context, linked.map(idOf)));
  return linked.filter((record) => !existing.has(idOf(record)));
}

function textOf(value: unknown): readonly string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}
