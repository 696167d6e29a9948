import kafkajs from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { deadLetterTopic, type TopicSpec } from '@psa-bridge/contracts';
import { captureLogger, eventually, realBackend } from '@psa-bridge/testing';
import { numbered, record, testTopic, textMessage, textOf, untilShared } from '../test/bus-harness.ts';
import { createKafkaBus } from './kafka-bus.ts';

const { kafkaBrokers, prefix, cleanUp } = realBackend('messaging_limits');
const { Kafka, logLevel, ConfigResourceTypes } = kafkajs;

describe('the Kafka bus and what the broker allows', () => {
  const makeBus = (clientId = prefix) =>
    createKafkaBus({
      ...{ brokers: kafkaBrokers, clientId, clock: systemClock, logger: captureLogger().logger },
      // Nobody is killed here, and no member is to be taken for dead that only stood still with its machine.
      timings: { sessionTimeoutMs: 60_000 },
    });
  const bus = makeBus();
  const admin = new Kafka({
    ...{ clientId: prefix, brokers: [...kafkaBrokers], logLevel: logLevel.NOTHING },
    connectionTimeout: 30_000,
  }).admin();

  beforeAll(async () => {
    await bus.start();
    await admin.connect();
  });

  afterAll(async () => {
    await bus.close();
    await admin.disconnect();
    await cleanUp();
  });

  async function settings(topic: string): Promise<Record<string, string>> {
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [
        { type: ConfigResourceTypes.TOPIC, name: topic, configNames: ['cleanup.policy', 'retention.ms', 'max.message.bytes'] },
      ],
    });
    return Object.fromEntries(
      (resources[0]?.configEntries ?? []).map(({ configName, configValue }) => [configName, configValue]),
    );
  }

  /** The broker answers that it has made them a moment before it knows of them. */
  async function untilPartitions(topic: string, count: number): Promise<void> {
    await eventually(async () => {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      const led = topics.flatMap(({ partitions }) => partitions).filter(({ leader }) => leader >= 0);
      expect(led).toHaveLength(count);
    });
  }

  it('makes topics with their partitions and as they are to be kept', async () => {
    const kept: TopicSpec = { ...testTopic(prefix, 5), retentionHours: 48 };
    const compacted: TopicSpec = { name: `${prefix}.compacted.v1`, cleanup: 'compact', partitions: 2 };
    const cemetery = deadLetterTopic(kept.name, 'group');

    await Promise.all([bus.ensureTopics([kept, compacted, cemetery]), bus.ensureTopics([kept, compacted, cemetery])]);

    const { topics } = await admin.fetchTopicMetadata({ topics: [kept.name, compacted.name] });
    expect(new Map(topics.map(({ name, partitions }) => [name, partitions.length]))).toEqual(
      new Map([
        [kept.name, 5],
        [compacted.name, 2],
      ]),
    );
    expect(await settings(kept.name)).toMatchObject({ 'cleanup.policy': 'delete', 'retention.ms': String(48 * 3_600_000) });
    expect(await settings(compacted.name)).toMatchObject({ 'cleanup.policy': 'compact' });
    expect(await settings(cemetery.name)).toMatchObject({ 'max.message.bytes': '2000000' });
  });

  it('fails the one message that the broker finds too large, and stores those it was sent with, in order', async () => {
    const topic = testTopic(prefix, 1);
    await admin.createTopics({
      waitForLeaders: false,
      topics: [{ topic: topic.name, numPartitions: 1, configEntries: [{ name: 'max.message.bytes', value: '2000' }] }],
    });
    await untilPartitions(topic.name, 1);
    const texts = ['0', '1', '2'.repeat(5_000), '3', '4'];

    const outcomes = await Promise.allSettled(texts.map((text) => bus.publish(topic.name, [textMessage('key', text)])));
    await bus.publish(topic.name, [textMessage('key', '5')]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(outcomes[2]).toMatchObject({ reason: { code: 'message_too_large', kind: 'too_large' } });
    expect((await Array.fromAsync(bus.readAll(topic.name))).map(textOf)).toEqual(['0', '1', '3', '4', '5']);
  });

  it('loses no message while an operator adds partitions: a member that starts brings the new ones in, from their beginning', async () => {
    const topic = testTopic(prefix, 2);
    await bus.ensureTopics([topic]);
    const options = { group: `${topic.name}.group`, topics: [topic] };
    const former = record(bus, options);
    await former.consumer.start();
    await bus.publish(topic.name, numbered(50, 20));
    await eventually(() => expect(former.seen).toHaveLength(50));

    await admin.createPartitions({ topicPartitions: [{ topic: topic.name, count: 6 }] });
    await untilPartitions(topic.name, 6);
    const restarted = makeBus(`${prefix}-restarted`);
    await restarted.start();
    await restarted.publish(topic.name, numbered(100, 20).slice(50));
    const latter = record(restarted, options);
    await latter.consumer.start();
    await untilShared([former.consumer, latter.consumer], 6);
    await eventually(() => expect(new Set([...former.seen, ...latter.seen]).size).toBe(100));

    const partitions = new Set([...former.messages, ...latter.messages].map(({ partition }) => partition));
    await Promise.all([former.consumer.stop(), latter.consumer.stop()]);
    await restarted.close();
    expect(partitions.size).toBeGreaterThan(2);
  });

  it('says that a broker which is not there is unavailable', async () => {
    const nowhere = createKafkaBus({
      brokers: ['127.0.0.1:1'],
      clientId: prefix,
      clock: systemClock,
      logger: captureLogger().logger,
    });

    const [isHealthy, publishing] = await Promise.allSettled([
      nowhere.isHealthy(),
      nowhere.publish('topic', [textMessage('a', '0')]),
    ]);
    await nowhere.close();

    expect(isHealthy).toMatchObject({ value: false });
    expect(publishing).toMatchObject({ reason: { code: 'broker_unavailable', kind: 'unavailable' } });
  });

  it('carries a message of the full size to a dead letter topic, with its reasons', async () => {
    const topic = testTopic(prefix, 1);
    const cemetery = { ...deadLetterTopic(topic.name, 'group'), partitions: 1 };
    await bus.ensureTopics([topic, cemetery]);
    const full = { key: 'key', value: new Uint8Array(999_900), headers: {} };

    await bus.publish(topic.name, [full]);
    await bus.publish(cemetery.name, [{ ...full, headers: { dlq_reason: 'x'.repeat(500) } }]);

    const [original] = await Array.fromAsync(bus.readAll(topic.name));
    const [letter] = await Array.fromAsync(bus.readAll(cemetery.name));
    expect([original?.value.byteLength, letter?.value.byteLength]).toEqual([999_900, 999_900]);
  });
});
