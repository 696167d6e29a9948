import { describe, expect, it } from '@jest/globals';
import { events, newEvent, toBusMessage, topics } from '@psa-bridge/contracts';
import { systemClock } from '@psa-bridge/core';
import { createMemoryBus, type MessageBus, type ReceivedMessage } from '@psa-bridge/messaging';
import { eventually } from '@psa-bridge/testing';
import { prefixedBus } from './prefixed-bus.ts';

function message(issueId: string) {
  const address = { topic: topics.issues.name, key: issueId, source: 'test', tenantId: 'tenant-a' };
  return toBusMessage(newEvent(events.issueChanged, { ...address, data: { issueId }, at: new Date() }));
}

describe('prefixedBus', () => {
  it('names topics with the prefix on the broker and without it in the program', async () => {
    const broker = createMemoryBus({ clock: systemClock });
    const bus = prefixedBus(broker, 'blue.');
    const seen: string[] = [];
    await bus.ensureTopics([topics.issues]);
    const consumer = bus.consumer({
      ...{ group: 'readers', topics: [topics.issues], concurrency: 1 },
      onBatch: async ({ topic, messages, done }) => {
        seen.push(topic, ...messages.map((one) => one.topic));
        messages.forEach((one) => done(one.offset));
      },
    });

    await consumer.start();
    await bus.publish(topics.issues.name, [message('issue-1')]);
    await eventually(() => expect(seen).toEqual([topics.issues.name, topics.issues.name]));
    const told = [...consumer.assigned(), ...(await consumer.positions())];
    await consumer.stop();

    expect(new Set(told.map(({ topic }) => topic))).toEqual(new Set([topics.issues.name]));
    await expect(Array.fromAsync(broker.readAll(`blue.${topics.issues.name}`))).resolves.toHaveLength(1);
    await expect(Array.fromAsync(bus.readAll(topics.issues.name))).resolves.toMatchObject([{ topic: topics.issues.name }]);
  });

  it('keeps two installations on one cluster apart', async () => {
    const broker = createMemoryBus({ clock: systemClock });
    const [blue, green] = [prefixedBus(broker, 'blue.'), prefixedBus(broker, 'green.')];
    await Promise.all([blue.ensureTopics([topics.issues]), green.ensureTopics([topics.issues])]);

    await blue.publish(topics.issues.name, [message('issue-1')]);

    await expect(Array.fromAsync(green.readAll(topics.issues.name))).resolves.toEqual([]);
  });

  it('passes messages on whole when an adapter reads their fields only when asked', async () => {
    class Lazy implements ReceivedMessage {
      get topic() {
        return `blue.${topics.issues.name}`;
      }
      get partition() {
        return 2;
      }
      get offset() {
        return 7n;
      }
      get headers() {
        return { ce_id: 'event-1' };
      }
      get key() {
        return 'issue-1';
      }
      get value() {
        return new Uint8Array([1]);
      }
      get timestamp() {
        return new Date(0);
      }
    }
    const broker: MessageBus = {
      ...createMemoryBus({ clock: systemClock }),
      async *readAll() {
        yield new Lazy();
      },
    };

    const [message] = await Array.fromAsync(prefixedBus(broker, 'blue.').readAll(topics.issues.name));

    const fields = { topic: topics.issues.name, partition: 2, offset: 7n, headers: { ce_id: 'event-1' }, key: 'issue-1' };
    expect(message).toEqual({ ...fields, value: new Uint8Array([1]), timestamp: new Date(0) });
  });
});
