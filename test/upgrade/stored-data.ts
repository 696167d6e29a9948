import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Draft, DocumentStore, Stored } from '@psa-bridge/persistence';
import mongoose from 'mongoose';

const { EJSON } = mongoose.mongo.BSON;

/** The field key that the demo data below was written with: plainly no secret. */
export const DEMO_KEY = Buffer.alloc(32, 7).toString('base64');

/**
 * All that an installation of 26 November 2026 had stored: one demo tenant with a simulated Autotask, one full sync, one refused push
 * and one retry of it. Written by the code of that day; never changed.
 */
const FILE = path.join(import.meta.dirname, 'before-2026-11-27.jsonl.gz');

/** The morning after its last document was written. */
export const STORED_AT = new Date('2026-11-28T08:00:00Z');

/** Puts it into a store; answers how many documents each collection got. */
export async function loadStoredData(store: DocumentStore): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const line of gunzipSync(await readFile(FILE))
    .toString()
    .trim()
    .split('\n')) {
    const { collection: name, document } = EJSON.parse(line) as { collection: string; document: Draft<Stored> };
    const collection = store.collection<Stored>({ name, writer: 'the release before' });
    await collection.forTenant(document.tenantId).insert(document);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Every document of the store as JSON, by collection and id. */
export async function everyDocument(store: DocumentStore): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { spec, acrossTenants } of await store.everyCollection())
    for (const document of await acrossTenants('test').find({}))
      found.set(`${spec.name} ${document._id}`, JSON.stringify(document));
  return found;
}
