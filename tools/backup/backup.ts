import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import mongoose from 'mongoose';

const { EJSON } = mongoose.mongo.BSON;
const AT_ONCE = 500;

export interface BackupOptions {
  uri: string;
  database: string;
  file: string;
}

/** How many documents of each collection were written. */
export type Counts = Readonly<Record<string, number>>;

interface Line {
  collection: string;
  document: Record<string, unknown>;
}

/** Writes every document into one compressed file, a line each, with its types (extended JSON). */
export async function backUp({ uri, database, file }: BackupOptions): Promise<Counts> {
  const counts: Record<string, number> = {};
  await withDatabase({ uri, database }, async (db) => {
    const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
    async function* lines(): AsyncIterable<string> {
      for (const name of names.filter((candidate) => !candidate.startsWith('system.'))) {
        counts[name] = 0;
        for await (const document of db.collection(name).find({}, { batchSize: AT_ONCE })) {
          counts[name] += 1;
          yield `${EJSON.stringify({ collection: name, document }, { relaxed: false })}\n`;
        }
      }
    }
    await pipeline(lines(), createGzip(), createWriteStream(file, { mode: 0o600 }));
  });
  return counts;
}

/** Puts a file's documents into an empty database. @throws Error where it is not empty: a restore never mixes with what is there */
export async function restore({ uri, database, file }: BackupOptions): Promise<Counts> {
  const counts: Record<string, number> = {};
  await withDatabase({ uri, database }, async (db) => {
    const present = await db.listCollections({}, { nameOnly: true }).toArray();
    if (present.length > 0) throw new Error(`The database ${database} is not empty: restore into a new one, or drop it first.`);
    const waiting = new Map<string, Line['document'][]>();
    async function write(collection: string, least: number): Promise<void> {
      const documents = waiting.get(collection) ?? [];
      if (documents.length < least) return;
      waiting.delete(collection);
      await db.collection(collection).insertMany(documents);
      counts[collection] = (counts[collection] ?? 0) + documents.length;
    }
    for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
      const { collection, document } = EJSON.parse(line, { relaxed: false }) as Line;
      waiting.set(collection, [...(waiting.get(collection) ?? []), document]);
      await write(collection, AT_ONCE);
    }
    for (const collection of [...waiting.keys()]) await write(collection, 1);
  });
  return counts;
}

async function withDatabase(
  { uri, database }: Pick<BackupOptions, 'uri' | 'database'>,
  work: (db: mongoose.mongo.Db) => Promise<void>,
): Promise<void> {
  const connection = await mongoose.createConnection(uri, { dbName: database }).asPromise();
  try {
    await work(connection.getClient().db(database));
  } finally {
    await connection.close();
  }
}
