import type { TopicSpec } from '@psa-bridge/contracts';
import type { BusConsumer, MessageBus, PartitionBatch, ReceivedMessage } from '@psa-bridge/messaging';

/**
 * The bus as one of several installations on a cluster sees it: all topics and groups are named with a prefix on the broker
 * and without it everywhere in the program. Fields are passed on by name, never spread: an adapter's objects may have getters.
 */
export function prefixedBus(bus: MessageBus, prefix: string): MessageBus {
  if (prefix === '') return bus;
  const outside = (spec: TopicSpec): TopicSpec => ({ ...spec, name: prefix + spec.name });
  const inside = (topic: string): string => topic.slice(prefix.length);

  return {
    publish: (topic, messages) => bus.publish(prefix + topic, messages),
    consumer({ group, topics, onBatch, ...options }) {
      const consumer = bus.consumer({
        ...options,
        group: prefix + group,
        topics: topics.map(outside),
        onBatch: (batch) => onBatch(renamedBatch(batch, inside)),
      });
      return renamedConsumer(consumer, inside);
    },
    ensureTopics: (topics) => bus.ensureTopics(topics.map(outside)),
    async *readAll(topic): AsyncGenerator<ReceivedMessage> {
      for await (const message of bus.readAll(prefix + topic)) yield renamedMessage(message, inside);
    },
    isHealthy: () => bus.isHealthy(),
    start: () => bus.start(),
    close: () => bus.close(),
  };
}

type Rename = (topic: string) => string;

function renamedMessage(message: ReceivedMessage, rename: Rename): ReceivedMessage {
  const { topic, partition, offset, headers, key, value, timestamp } = message;
  return { topic: rename(topic), partition, offset, headers, key, value, timestamp };
}

function renamedBatch(batch: PartitionBatch, rename: Rename): PartitionBatch {
  return {
    topic: rename(batch.topic),
    partition: batch.partition,
    messages: batch.messages.map((message) => renamedMessage(message, rename)),
    highWatermark: batch.highWatermark,
    done: (offset) => batch.done(offset),
    heartbeat: () => batch.heartbeat(),
    signal: batch.signal,
  };
}

function renamedConsumer(consumer: BusConsumer, rename: Rename): BusConsumer {
  return {
    start: () => consumer.start(),
    stop: () => consumer.stop(),
    pause: () => consumer.pause(),
    resume: () => consumer.resume(),
    lastTick: () => consumer.lastTick(),
    isJoined: () => consumer.isJoined(),
    assigned: () => consumer.assigned().map(({ topic, partition }) => ({ topic: rename(topic), partition })),
    positions: async () =>
      (await consumer.positions()).map(({ topic, partition, next, end }) => ({ topic: rename(topic), partition, next, end })),
  };
}
