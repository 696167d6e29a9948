import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { dropTestDatabase, realBackend, type RealBackend } from '@psa-bridge/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { backUp, restore } from './backup.ts';

let backend: RealBackend;
let folder: string;
beforeAll(async () => {
  backend = realBackend('backup');
  folder = await mkdtemp(path.join(tmpdir(), 'psa-bridge-backup-'));
});
afterAll(async () => {
  await dropTestDatabase(backend.mongodbUri, `${backend.databaseName}_again`);
  await backend.cleanUp();
  await rm(folder, { recursive: true, force: true });
});

it('a database that was backed up is restored with every document and every type, and never over another', async () => {
  const { mongodbUri: uri, databaseName } = backend;
  const file = path.join(folder, 'backup.jsonl.gz');
  const again = `${databaseName}_again`;
  const connection = await mongoose.createConnection(uri).asPromise();
  const documents = (database: string, name: string) =>
    connection.getClient().db(database).collection(name).find({}).sort({ _id: 1 }).toArray();
  const companies = Array.from({ length: 1_201 }, (_, index) => ({
    _id: `c${String(index).padStart(4, '0')}` as never,
    at: new Date(index),
    sequence: mongoose.mongo.Long.fromNumber(index),
    outbox: [{ payload: new mongoose.mongo.Binary(Buffer.from('Ünïcode')) }],
    none: null,
  }));
  await connection.getClient().db(databaseName).collection('companies').insertMany(companies);
  await connection
    .getClient()
    .db(databaseName)
    .collection('issues')
    .insertOne({ _id: 'i' as never, amount: '10.00' });

  const dumped = await backUp({ uri, database: databaseName, file });
  const restored = await restore({ uri, database: again, file });

  expect([dumped, restored]).toEqual(Array(2).fill({ companies: 1_201, issues: 1 }));
  expect(await documents(again, 'companies')).toEqual(await documents(databaseName, 'companies'));
  await expect(restore({ uri, database: again, file })).rejects.toThrow('is not empty');
  await connection.close();
});
