import type { Admin, ITopicConfig } from 'kafkajs';
import type { TopicSpec } from '@psa-bridge/contracts';
import { kafkaErrorType } from './kafka-errors.ts';
import { isDeadLetterTopic, MAX_DEAD_LETTER_BYTES } from './message-size.ts';

/** The broker's own default. */
const DEFAULT_REPLICATION = -1;
const HOUR_MS = 3_600_000;

/** Makes the topics that are missing. Those that exist are left as they are: an operator may have changed them. */
export async function createMissingTopics(
  admin: Admin,
  specs: readonly TopicSpec[],
  replicationFactor = DEFAULT_REPLICATION,
): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = [...new Map(specs.map((spec) => [spec.name, spec])).values()].filter((spec) => !existing.has(spec.name));
  if (missing.length === 0) return;
  try {
    await admin.createTopics({ topics: missing.map((spec) => topicConfig(spec, replicationFactor)), waitForLeaders: true });
  } catch (error) {
    if (!isLostRace(error)) throw error;
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
    configEntries: [
      { name: 'cleanup.policy', value: spec.cleanup },
      ...(spec.retentionHours === undefined ? [] : [{ name: 'retention.ms', value: String(spec.retentionHours * HOUR_MS) }]),
      ...(isDeadLetterTopic(spec.name) ? [{ name: 'max.message.bytes', value: String(MAX_DEAD_LETTER_BYTES) }] : []),
    ],
  };
}
