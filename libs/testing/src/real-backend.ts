import { randomBytes } from 'node:crypto';
import kafkajs from 'kafkajs';
import { dropTestDatabase } from './test-database.ts';

/** The broker and the database that the test runner started, with names that no other suite uses. */
export interface RealBackend {
  /** As the bus wants them. */
  kafkaBrokers: readonly string[];
  mongodbUri: string;
  /** Contains `test`. */
  databaseName: string;
  /** Starts every topic and consumer group that belongs to this suite alone. Contains `test`. */
  prefix: string;
  /** Deletes the database, and the topics and idle groups whose names start with the prefix. */
  cleanUp(): Promise<void>;
}

/**
 * Where the real backend is, as `npm test` says in `KAFKA_BROKERS` and `MONGODB_URI`. Throws when it is not said: a test
 * that needs the real thing must not pass without it.
 */
export function realBackend(suite: string, env: Readonly<Record<string, string | undefined>> = process.env): RealBackend {
  const kafkaBrokers = required(env, 'KAFKA_BROKERS').split(',');
  const mongodbUri = required(env, 'MONGODB_URI');
  const prefix = `test_${suite}_${randomBytes(5).toString('hex')}`;
  return {
    kafkaBrokers,
    mongodbUri,
    prefix,
    databaseName: prefix,
    async cleanUp() {
      await Promise.all([dropTestDatabase(mongodbUri, prefix), deleteTopicsAndGroups(kafkaBrokers, prefix)]);
    },
  };
}

function required(env: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set. This test needs a real Kafka and MongoDB; "npm test" starts both.`);
  return value;
}

async function deleteTopicsAndGroups(brokers: readonly string[], prefix: string): Promise<void> {
  const admin = new kafkajs.Kafka({
    clientId: 'test-clean-up',
    brokers: [...brokers],
    logLevel: kafkajs.logLevel.NOTHING,
  }).admin();
  await admin.connect();
  try {
    const groups = (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter((group) => group.startsWith(prefix));
    // A group with members left belongs to a consumer that the test did not stop; the broker refuses and keeps it.
    if (groups.length > 0) await admin.deleteGroups(groups).catch(() => undefined);
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}
