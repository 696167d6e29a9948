import { describe, expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import mongoose from 'mongoose';
import { eventually } from './eventually.ts';
import { realBackend } from './real-backend.ts';
import { dropTestDatabase } from './test-database.ts';

describe('the real backend of a suite', () => {
  it('has names of its own and leaves nothing of them behind', async () => {
    const backend = realBackend('kit');
    const admin = new kafkajs.Kafka({ brokers: [...backend.kafkaBrokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: `${backend.prefix}.things` }] });
    const connection = await mongoose.createConnection(backend.mongodbUri, { dbName: backend.databaseName }).asPromise();
    await connection.collection('things').insertOne({ name: 'one' });

    await backend.cleanUp();

    // A broker tells of a topic for a moment after it was deleted.
    await eventually(async () =>
      expect((await admin.listTopics()).filter((topic) => topic.startsWith(backend.prefix))).toEqual([]),
    );
    const left = await connection.collection('things').countDocuments();
    await Promise.all([admin.disconnect(), connection.close()]);
    expect(left).toBe(0);
  });

  it('differs from that of every other suite', () => {
    expect(realBackend('kit').prefix).not.toBe(realBackend('kit').prefix);
  });

  it.each(['KAFKA_BROKERS', 'MONGODB_URI'])('is refused when %s is not set', (name) => {
    expect(() => realBackend('kit', { KAFKA_BROKERS: 'a:1', MONGODB_URI: 'mongodb://a', [name]: undefined })).toThrow(
      `${name} is not set`,
    );
  });
});

describe('a database', () => {
  it.each(['psa_bridge', 'latest', 'contest'])('named %s is never dropped by a test', async (name) => {
    await expect(dropTestDatabase('mongodb://127.0.0.1:1', name)).rejects.toThrow('Refused');
  });
});
