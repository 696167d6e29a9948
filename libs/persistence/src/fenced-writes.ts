import { setTimeout as delay } from 'node:timers/promises';
import { copyDocument, refuseUnusableNames } from './document.ts';
import { mergeOutbox } from './outbox-merge.ts';
import type { CollectionSpec, Draft, Stored } from './port.ts';
import type { RawCollection, Write } from './raw-collection.ts';
import { idTaken, misuse, writeConflict } from './store-errors.ts';

/** Each lost round means that another writer went on, so this many are lost only under absurd contention. */
const MAX_ROUNDS = 50;
/** Who has lost so many is slower than the others, and lets them come to their end. */
const ROUNDS_WITHOUT_REST = 5;
const REST_MS_A_ROUND = 2;

/** One collection as one tenant's writer, or as everybody's where `tenantId` is absent. */
export interface Fenced<Doc extends Stored> {
  spec: CollectionSpec<Doc>;
  raw: RawCollection<Doc>;
  tenantId: string | undefined;
  /** Told of every document that was written. */
  announce: (doc: Doc) => void;
}

export type Change<Doc extends Stored> = (id: string, current: Doc | undefined) => Draft<Doc> | undefined;

export function isOurs<Doc extends Stored>({ tenantId }: Fenced<Doc>, doc: Doc): boolean {
  return tenantId === undefined || doc.tenantId === tenantId;
}

/** Answers the positions of the writes that another writer forestalled. */
export async function writeAll<Doc extends Stored>(
  fenced: Fenced<Doc>,
  writes: readonly Write<Doc>[],
): Promise<ReadonlySet<number>> {
  if (writes.length === 0) return new Set();
  const lost = await fenced.raw.write(writes);
  writes.forEach(({ doc }, at) => {
    if (!lost.has(at)) fenced.announce(doc);
  });
  return lost;
}

export function toWrite<Doc extends Stored>(fenced: Fenced<Doc>, draft: Draft<Doc>, previous?: Doc): Write<Doc> {
  checkDraft(fenced.spec, draft, previous?.tenantId ?? fenced.tenantId);
  const { outbox: given, ...fields } = copyDocument(draft);
  const outbox = mergeOutbox(previous?.outbox, given);
  const doc = { ...fields, ...(outbox.length > 0 ? { outbox } : {}), version: (previous?.version ?? 0) + 1 } as Doc;
  return previous ? { doc, previous } : { doc };
}

export function checkDraft<Doc extends Stored>(spec: CollectionSpec<Doc>, draft: Draft<Doc>, tenantId: string | undefined): void {
  if (typeof draft._id !== 'string' || draft._id === '') throw misuse('wrong_id', `A document of ${spec.name} has no id.`);
  if (tenantId !== undefined && draft.tenantId !== tenantId) {
    throw misuse('wrong_tenant', `A document of ${spec.name} was written as one tenant's and belongs to another.`);
  }
  refuseUnusableNames(draft);
}

/** Reads, changes and writes; what another writer forestalled is read and changed again. */
export async function mutateAll<Doc extends Stored>(
  fenced: Fenced<Doc>,
  ids: readonly string[],
  change: Change<Doc>,
): Promise<ReadonlyMap<string, Doc>> {
  const result = new Map<string, Doc>();
  let open: readonly string[] = [...new Set(ids)];
  for (let round = 0; open.length > 0; round++) {
    if (round === MAX_ROUNDS) throw writeConflict(fenced.spec.name);
    if (round > ROUNDS_WITHOUT_REST) await delay(Math.random() * REST_MS_A_ROUND * round);
    const stored = new Map((await fenced.raw.byIds(open)).map((doc) => [doc._id, doc]));
    const writes = open.flatMap((id) => {
      const write = changeOne(fenced, { id, found: stored.get(id), change });
      if ('unchanged' in write && write.unchanged) result.set(id, write.unchanged);
      return 'doc' in write ? [write] : [];
    });
    const lost = await writeAll(fenced, writes);
    writes.filter((_, at) => !lost.has(at)).forEach(({ doc }) => result.set(doc._id, doc));
    open = writes.filter((_, at) => lost.has(at)).map(({ doc }) => doc._id);
  }
  return result;
}

interface OneChange<Doc extends Stored> {
  id: string;
  found: Doc | undefined;
  change: Change<Doc>;
}

function changeOne<Doc extends Stored>(fenced: Fenced<Doc>, one: OneChange<Doc>): Write<Doc> | { unchanged: Doc | undefined } {
  const { id, found, change } = one;
  const current = found && isOurs(fenced, found) ? found : undefined;
  const draft = change(id, current);
  if (!draft) return { unchanged: current };
  if (found && !current) throw idTaken(fenced.spec.name);
  if (draft._id !== id) throw misuse('wrong_id', `A change in ${fenced.spec.name} answered a document with another id.`);
  return toWrite(fenced, draft, current);
}
