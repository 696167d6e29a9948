import type { Admin, ITopicConfig } from 'kafkajs';
import type { TopicSpec } from '@psa-bridge/contracts';
import type { Clock } from '@psa-bridge/core';
import { kafkaErrorType } from './kafka-errors.ts';
import { isDeadLetterTopic, MAX_DEAD_LETTER_BYTES } from './message-size.ts';

/** The broker's own default. */
const DEFAULT_REPLICATION = -1;
const HOUR_MS = 3_600_000;
const LOOKS = 100;
const LOOK_EVERY_MS = 100;

export interface TopicMaking {
  admin: Admin;
  clock: Clock;
  /** The broker's own default when left out. */
  replicationFactor?: number | undefined;
}

/** Makes the topics that are missing and waits until all can be used. Those that exist are left as they are: an operator may have changed them. */
export async function createMissingTopics(specs: readonly TopicSpec[], making: TopicMaking): Promise<void> {
  const { admin, replicationFactor = DEFAULT_REPLICATION } = making;
  const wanted = new Map(specs.map((spec) => [spec.name, spec]));
  const existing = new Set(await admin.listTopics());
  const missing = [...wanted.values()].filter((spec) => !existing.has(spec.name));
  if (missing.length === 0) return;
  try {
    // The client's own waiting gives up on topics that the asked broker has not heard of yet.
    await admin.createTopics({ topics: missing.map((spec) => topicConfig(spec, replicationFactor)), waitForLeaders: false });
  } catch (error) {
    if (!isLostRace(error)) throw error;
  }
  await untilLed([...wanted.keys()], making);
}

/** A topic is known to the cluster, and its partitions have leaders, a moment after it was made. */
async function untilLed(topics: string[], { admin, clock }: TopicMaking): Promise<void> {
  for (let look = 0; look < LOOKS && !(await areLed(topics, admin)); look++) await clock.sleep(LOOK_EVERY_MS);
}

async function areLed(topics: string[], admin: Admin): Promise<boolean> {
  try {
    const metadata = await admin.fetchTopicMetadata({ topics });
    return metadata.topics.every(({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0));
  } catch (error) {
    if (['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'].includes(kafkaErrorType(error) ?? '')) return false;
    throw error;
  }
}

/** Another replica made some of them first. */
function isLostRace(error: unknown): boolean {
  const errors: unknown[] = error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : [error];
  return errors.every((each) => kafkaErrorType(each) === 'TOPIC_ALREADY_EXISTS');
}

function topicConfig(spec: TopicSpec, replicationFactor: number): ITopicConfig {
  return {
    topic: spec.name,
    numPartitions: spec.partitions,
    replicationFactor,
    configEntries: Object.entries(topicSettings(spec)).map(([name, value]) => ({ name, value })),
  };
}

/** How a broker is to keep a topic, in Kafka's own terms. */
export function topicSettings({ name, cleanup, retentionHours }: TopicSpec): Readonly<Record<string, string>> {
  return {
    'cleanup.policy': cleanup,
    ...(retentionHours === undefined ? {} : { 'retention.ms': String(retentionHours * HOUR_MS) }),
    ...(isDeadLetterTopic(name) ? { 'max.message.bytes': String(MAX_DEAD_LETTER_BYTES) } : {}),
  };
}
