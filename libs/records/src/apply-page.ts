import { isAppError, type Clock, type JsonObject } from '@psa-bridge/core';
import type { Draft, TenantCollection } from '@psa-bridge/persistence';
import type { RecordCollections } from './collections.ts';
import { mergeIncoming, recordFromIncoming, toldAsMade, type Applying, type CheckedIncoming } from './domain/apply-incoming.ts';
import { toFields } from './domain/fields.ts';
import type { RecordData, RecordType } from './domain/record-types.ts';
import type { BusinessRecord } from './domain/record.ts';
import { checkRecord, explain } from './domain/validate.ts';
import type { ApplyOutcome, Incoming } from './port.ts';
import { createRecordLinks, type LinkScope } from './record-links.ts';
import { createSpokenFields } from './spoken-fields.ts';

export interface ApplyPageDeps {
  collections: RecordCollections;
  clock: Clock;
  service: string;
}

/**
 * Brings a page into the records. The link from entity to record is claimed first and the record made second, under the id
 * that the link names: after a kill in between, the next import finds the link and makes that very record, never a second one.
 */
export async function applyPage<Type extends RecordType>(
  deps: ApplyPageDeps,
  scope: LinkScope & { type: Type },
  page: readonly Incoming<Type>[],
): Promise<ApplyOutcome> {
  const { checked, refused } = checkPage(scope.type, page);
  const links = createRecordLinks(deps.collections.links.forTenant(scope.tenantId), scope);
  const memory = createSpokenFields(deps.collections.spokenFields.forTenant(scope.tenantId), scope);
  const [{ ids, fresh }, known] = await Promise.all([links.findOrClaim([...checked.keys()]), memory.read()]);
  const spokenOf = await memory.learn(known, fieldsOf(checked.values()));

  const applying: Applying = { ...scope, service: deps.service, at: deps.clock.now(), spokenOf };
  const written = await write(deps, scope.type, { checked, ids, fresh, applying, refused });
  const linkedRefused = await links.find([...refused.keys()].filter((externalId) => !ids.has(externalId)));
  return { ...written, ids: new Map([...ids, ...linkedRefused]), refused };
}

interface Work<Type extends RecordType> {
  checked: ReadonlyMap<string, CheckedIncoming<Type>>;
  ids: ReadonlyMap<string, string>;
  /** Record ids that were given out just now. */
  fresh: ReadonlySet<string>;
  applying: Applying;
  /** Added to. */
  refused: Map<string, string>;
}

type Counts = Pick<ApplyOutcome, 'created' | 'updated' | 'unchanged'>;

async function write<Type extends RecordType>(deps: ApplyPageDeps, type: Type, work: Work<Type>): Promise<Counts> {
  const { checked, ids, fresh, applying, refused } = work;
  const byRecord = new Map(
    [...ids].flatMap(([externalId, recordId]) => {
      const incoming = checked.get(externalId);
      return incoming ? [[recordId, incoming] as const] : [];
    }),
  );
  for (const externalId of checked.keys()) if (!ids.has(externalId)) refused.set(externalId, 'is linked elsewhere');

  const outcomes = new Map<string, keyof Counts>();
  const change = (id: string, current: BusinessRecord<Type> | undefined): Draft<BusinessRecord<Type>> | undefined => {
    const incoming = byRecord.get(id);
    if (!incoming) return undefined;
    try {
      const next = current ? mergeIncoming(current, incoming, applying) : recordFromIncoming(type, id, incoming, applying);
      outcomes.set(id, current ? (next ? 'updated' : 'unchanged') : 'created');
      return next;
    } catch (error) {
      if (!isAppError(error) || error.code !== 'invalid_record') throw error;
      outcomes.delete(id);
      refused.set(incoming.externalId, error.message);
      return undefined;
    }
  };
  const records = deps.collections.records(type).forTenant(applying.tenantId);
  // No record has a new id, so there is nothing to read; only another importer that met the new link may have been faster.
  const news = [...byRecord.keys()].filter((id) => fresh.has(id)).flatMap((id) => change(id, undefined) ?? []);
  const taken = await insertNews(records, news, applying);
  const others = [...byRecord.keys()].filter((id) => !fresh.has(id) || taken.has(id));
  const changeOther = (id: string, current: BusinessRecord<Type> | undefined) => {
    const next = change(id, current);
    return next && !current ? toldAsMade([next], applying) : next;
  };
  if (others.length > 0) await records.mutateMany(others, changeOther);
  const count = (outcome: keyof Counts): number => [...outcomes.values()].filter((each) => each === outcome).length;
  return { created: count('created'), updated: count('updated'), unchanged: count('unchanged') };
}

/**
 * Writes new records; answers the ids that were taken already. The first one carries the deed of all; where another importer made
 * that one, another carries it.
 */
async function insertNews<Type extends RecordType>(
  records: TenantCollection<BusinessRecord<Type>>,
  news: readonly Draft<BusinessRecord<Type>>[],
  applying: Applying,
): Promise<ReadonlySet<string>> {
  const [first, ...others] = news;
  if (!first) return new Set();
  const taken = await records.insertMany([toldAsMade([first, ...others], applying), ...others]);
  if (!taken.has(first._id)) return taken;
  const [carrier, ...more] = others.filter(({ _id }) => !taken.has(_id));
  if (carrier) await records.mutate(carrier._id, (current) => current && toldAsMade([current, ...more], applying));
  return taken;
}

/** The page's entities by external id, each as it was read last, and those that our schema refuses. */
function checkPage<Type extends RecordType>(type: Type, page: readonly Incoming<Type>[]) {
  const latest = new Map<string, Incoming<Type>>();
  for (const incoming of page) {
    const other = latest.get(incoming.externalId);
    if (!other || other.seenAt <= incoming.seenAt) latest.set(incoming.externalId, incoming);
  }
  const checked = new Map<string, CheckedIncoming<Type>>();
  const refused = new Map<string, string>();
  for (const [externalId, { data: input, seenAt, group, silentOn = [] }] of latest) {
    const result = checkRecord(type, input);
    if ('problems' in result) refused.set(externalId, explain(result.problems));
    else checked.set(externalId, { externalId, seenAt, group, silentOn, data: result.data, given: givenIn(input, result.data) });
  }
  return { checked, refused };
}

function givenIn<Type extends RecordType>(input: JsonObject, data: RecordData<Type>): Partial<RecordData<Type>> {
  return Object.fromEntries(Object.entries(data).filter(([field]) => input[field] !== undefined)) as Partial<RecordData<Type>>;
}

function fieldsOf(incoming: Iterable<CheckedIncoming<RecordType>>): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const { given } of incoming) {
    for (const field of Object.keys(toFields(given))) fields.add(field);
  }
  return fields;
}
