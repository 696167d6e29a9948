import type { TopicSpec } from '@psa-bridge/contracts';
import type { MessageBus, PartitionBatch, ReceivedMessage } from '@psa-bridge/messaging';

/**
 * The bus as one of several installations on a cluster sees it: all topics and groups are named with a prefix on the broker
 * and without it everywhere in the program.
 */
export function prefixedBus(bus: MessageBus, prefix: string): MessageBus {
  if (prefix === '') return bus;
  const outside = (spec: TopicSpec): TopicSpec => ({ ...spec, name: prefix + spec.name });
  const inside = <Named extends { topic: string }>(named: Named): Named => ({
    ...named,
    topic: named.topic.slice(prefix.length),
  });
  const insideBatch = (batch: PartitionBatch): PartitionBatch => ({ ...inside(batch), messages: batch.messages.map(inside) });

  return {
    publish: (topic, messages) => bus.publish(prefix + topic, messages),
    consumer({ group, topics, concurrency, onBatch }) {
      const consumer = bus.consumer({
        ...{ group: prefix + group, topics: topics.map(outside), concurrency },
        onBatch: (batch) => onBatch(insideBatch(batch)),
      });
      return { ...consumer, assigned: () => consumer.assigned().map(inside) };
    },
    ensureTopics: (topics) => bus.ensureTopics(topics.map(outside)),
    async *readAll(topic): AsyncGenerator<ReceivedMessage> {
      for await (const message of bus.readAll(prefix + topic)) yield inside(message);
    },
    isHealthy: () => bus.isHealthy(),
    start: () => bus.start(),
    close: () => bus.close(),
  };
}
