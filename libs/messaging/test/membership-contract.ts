import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rateLimited } from '@psa-bridge/core';
import type { TopicSpec } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import type { BusConsumer, MessageBus } from '../src/port.ts';
import { numbered, record, sorted, testTopic, textOf, untilShared, type BusUnderTest, type Recorder } from './bus-harness.ts';

/** What every message bus does when members of a group come and go. */
export function describeMembership({ name, createBus, prefix }: BusUnderTest): void {
  describe(`${name}: membership`, () => {
    let bus: MessageBus;
    let topic: TopicSpec;
    let running: BusConsumer[] = [];

    beforeEach(async () => {
      bus = await createBus();
      topic = testTopic(prefix);
      await bus.ensureTopics([topic]);
    });

    afterEach(async () => {
      await Promise.all(running.map((consumer) => consumer.stop()));
      running = [];
      await bus.close();
    });

    async function join(onMessage?: Parameters<typeof record>[2]): Promise<Recorder> {
      const recorder = record(bus, { group: `${topic.name}.group`, topics: [topic] }, onMessage);
      running.push(recorder.consumer);
      await recorder.consumer.start();
      return recorder;
    }

    async function leave({ consumer }: Recorder): Promise<void> {
      running = running.filter((other) => other !== consumer);
      await consumer.stop();
    }

    it('shares the partitions between two members, and each message goes to one', async () => {
      const first = await join();
      const second = await join();
      await untilShared([first.consumer, second.consumer], topic.partitions);

      await bus.publish(topic.name, numbered(100, 20));

      await eventually(() => expect(sorted([...first.seen, ...second.seen])).toEqual(numbered(100, 20).map((_, i) => String(i))));
      expect(first.seen.length).toBeGreaterThan(0);
      expect(second.seen.length).toBeGreaterThan(0);
    });

    it('moves the partitions of a member that leaves, and nothing is lost or done twice', async () => {
      const first = await join();
      const second = await join();
      await untilShared([first.consumer, second.consumer], topic.partitions);
      await bus.publish(topic.name, numbered(40, 20));
      await eventually(() => expect(first.seen.length + second.seen.length).toBe(40));

      await leave(first);
      await untilShared([second.consumer], topic.partitions);
      await bus.publish(topic.name, numbered(40, 20));

      await eventually(() => expect(first.seen.length + second.seen.length).toBe(80));
      expect(first.consumer.isJoined()).toBe(false);
      expect(first.consumer.assigned()).toEqual([]);
    });

    it('lets a member end the message at hand before its partition moves: what it says then still counts', async () => {
      const begun = Promise.withResolvers<void>();
      const first = await join(async (message, batch) => {
        if (textOf(message) !== '0') return;
        begun.resolve();
        await new Promise((resolve) => batch.signal.addEventListener('abort', resolve, { once: true }));
      });
      await bus.publish(topic.name, numbered(10, 1));
      await begun.promise;

      const second = await join();
      await untilShared([first.consumer, second.consumer], topic.partitions);

      await eventually(() => expect([...first.seen, ...second.seen]).toEqual(Array.from({ length: 10 }, (_, i) => String(i))));
    });

    it('takes the partition of a member that does not end, and its late done stores nothing', async () => {
      await bus.close();
      bus = await createBus('impatient');
      await bus.ensureTopics([topic]);
      const begun = Promise.withResolvers<void>();
      const free = Promise.withResolvers<void>();
      const stuck = await join(async (message) => {
        if (textOf(message) !== '0' || stuck.seen.length > 1) return;
        begun.resolve();
        await free.promise;
      });
      await bus.publish(topic.name, numbered(3, 1));
      await begun.promise;
      const heir = await join((message) => {
        if (textOf(message) === '1') throw rateLimited('limit', 'Later.', { retryAt: new Date(Date.now() + 3_600_000) });
      });
      await eventually(() => expect(heir.seen).toEqual(['0', '1']), { timeoutMs: 60_000 });

      free.resolve();
      await leave(stuck);
      await leave(heir);
      const last = await join();

      await eventually(() => expect(last.seen).toEqual(['1', '2']));
    });
  });
}
