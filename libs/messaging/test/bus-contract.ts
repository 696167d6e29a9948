import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rateLimited } from '@psa-bridge/core';
import type { TopicSpec } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import type { BusConsumer, MessageBus, PartitionBatch } from '../src/port.ts';
import { numbered, record, sorted, testTopic, textMessage, textOf, type BusUnderTest, type Recorder } from './bus-harness.ts';

/** What every message bus does with messages, offsets and failures. */
export function describeDelivery({ name, createBus, prefix }: BusUnderTest): void {
  describe(`${name}: delivery`, () => {
    let bus: MessageBus;
    let topic: TopicSpec;
    let group: string;
    let running: BusConsumer[] = [];

    beforeEach(async () => {
      bus = await createBus();
      topic = testTopic(prefix);
      group = `${topic.name}.group`;
      await bus.ensureTopics([topic]);
    });

    afterEach(async () => {
      await Promise.all(running.map((consumer) => consumer.stop()));
      running = [];
      await bus.close();
    });

    async function start(recorder: Recorder): Promise<Recorder> {
      await recorder.consumer.start();
      running.push(recorder.consumer);
      return recorder;
    }

    async function stop({ consumer }: Recorder): Promise<void> {
      running = running.filter((other) => other !== consumer);
      await consumer.stop();
    }

    const consume = (onMessage?: Parameters<typeof record>[2]): Promise<Recorder> =>
      start(record(bus, { group, topics: [topic] }, onMessage));

    it('hands the messages of each key over in the order they were published', async () => {
      const { seen, messages } = await consume();

      await Promise.all([bus.publish(topic.name, numbered(300, 12)), bus.publish(topic.name, [textMessage('other', '300')])]);

      await eventually(() => expect(sorted(seen)).toEqual(Array.from({ length: 301 }, (_, i) => String(i))));
      const perKey = Map.groupBy(messages, ({ key }) => key);
      for (const ofKey of perKey.values()) {
        expect(ofKey.map(textOf)).toEqual(sorted(ofKey.map(textOf)));
        expect(new Set(ofKey.map(({ partition }) => partition)).size).toBe(1);
      }
      expect(new Set(messages.map(({ partition }) => partition)).size).toBeGreaterThan(1);
    });

    it('carries bytes, key and headers unchanged', async () => {
      const value = Uint8Array.from([0, 255, 128, 13, 10, 0]);
      const { messages } = await consume();
      const before = Date.now();

      await bus.publish(topic.name, [
        { key: 'schlüssel:1', value, headers: { ce_id: 'a', 'content-type': 'x/y', note: 'größe ✓', empty: '' } },
        { key: 'schlüssel:1', value: new Uint8Array(), headers: {} },
      ]);

      await eventually(() => expect(messages).toHaveLength(2));
      expect(messages[0]).toMatchObject({ topic: topic.name, key: 'schlüssel:1', offset: 0n });
      expect(messages[0]?.headers).toEqual({ ce_id: 'a', 'content-type': 'x/y', note: 'größe ✓', empty: '' });
      expect(Buffer.from(messages[0]?.value ?? []).equals(value)).toBe(true);
      expect(messages[0]?.timestamp.getTime()).toBeGreaterThanOrEqual(before - 60_000);
      expect(messages[1]).toMatchObject({ offset: 1n, headers: {} });
      expect(messages[1]?.value).toHaveLength(0);
    });

    it('starts a new group at the first message that is kept', async () => {
      await bus.publish(topic.name, numbered(20, 5));

      const { seen } = await consume();

      await eventually(() => expect(seen).toHaveLength(20));
    });

    describe('of a group that wants only what comes', () => {
      const listen = (): Promise<Recorder> => start(record(bus, { group, topics: [topic], from: 'latest' }));

      it('hands over what is published once it has started, and nothing that was kept before', async () => {
        await bus.publish(topic.name, numbered(20, 5));

        const { seen, consumer } = await listen();
        await bus.publish(topic.name, [...numbered(5, 5), textMessage('key-0', 'last')]);
        await eventually(() => expect(seen).toHaveLength(6));

        expect(sorted(seen.filter((text) => text !== 'last'))).toEqual(['0', '1', '2', '3', '4']);
        expect(consumer.assigned()).toHaveLength(topic.partitions);
      });

      it('goes on where it stood, also where it had been given nothing yet', async () => {
        await bus.publish(topic.name, numbered(20, 5));
        const first = await listen();
        await bus.publish(topic.name, [textMessage('key-0', 'one partition alone')]);
        await eventually(() => expect(first.seen).toHaveLength(1));
        await stop(first);
        await bus.publish(topic.name, numbered(10, 10));

        const second = await listen();

        await eventually(() => expect(sorted(second.seen)).toEqual(sorted(numbered(10, 10).map((_, i) => String(i)))));
        expect(first.seen).toEqual(['one partition alone']);
      });
    });

    it('gives every group all messages', async () => {
      const first = await start(record(bus, { group: `${group}.one`, topics: [topic] }));
      const second = await start(record(bus, { group: `${group}.two`, topics: [topic] }));

      await bus.publish(topic.name, numbered(20, 5));

      await eventually(() => expect([first.seen.length, second.seen.length]).toEqual([20, 20]));
    });

    it('reads a partition again from the last done after its batch failed, and skips nothing', async () => {
      let failures = 0;
      const { seen } = await consume((message) => {
        if (textOf(message) === '3' && failures++ < 2) throw new Error('not yet');
      });

      await bus.publish(topic.name, numbered(6, 1));

      await eventually(() => expect(seen).toEqual(['0', '1', '2', '3', '3', '3', '4', '5']));
    });

    it('stores nothing past a failure, not even when done is said after it', async () => {
      let failed: PartitionBatch | undefined;
      const first = await consume((message, batch) => {
        failed = batch;
        if (textOf(message) === '3') throw rateLimited('limit', 'Later.', { retryAt: new Date(Date.now() + 3_600_000) });
      });
      await bus.publish(topic.name, numbered(6, 1));
      await eventually(() => expect(first.seen).toEqual(['0', '1', '2', '3']));
      failed?.done(5n);
      await stop(first);

      const second = await consume();

      await eventually(() => expect(second.seen).toEqual(['3', '4', '5']));
    });

    it('delivers again what was not done when the consumer stopped', async () => {
      const reached = Promise.withResolvers<void>();
      const first = await consume(async (message, batch) => {
        if (textOf(message) !== '2') return;
        reached.resolve();
        await new Promise((resolve) => batch.signal.addEventListener('abort', resolve, { once: true }));
        throw new Error('interrupted');
      });
      await bus.publish(topic.name, numbered(5, 1));
      await reached.promise;
      await stop(first);

      const second = await consume();

      await eventually(() => expect(second.seen).toEqual(['2', '3', '4']));
    });

    it('hands the rest of a batch over again when it was given back', async () => {
      const batches: string[][] = [];
      const consumer = bus.consumer({
        group,
        topics: [topic],
        concurrency: 1,
        onBatch: (batch) => {
          batches.push(batch.messages.map(textOf));
          const [first] = batch.messages;
          if (first) batch.done(first.offset);
          return Promise.resolve();
        },
      });
      await bus.publish(topic.name, numbered(3, 1));

      await consumer.start();
      running.push(consumer);

      await eventually(() => expect(batches.map(([first]) => first)).toEqual(['0', '1', '2']));
    });

    it('refuses a done for an offset that was not handed out', async () => {
      const outcome = Promise.withResolvers<unknown>();
      await consume((message, batch) => {
        try {
          batch.done(message.offset + 1_000n);
          outcome.resolve('accepted');
        } catch (error) {
          outcome.resolve(error);
        }
      });

      await bus.publish(topic.name, numbered(1, 1));

      await expect(outcome.promise).resolves.toMatchObject({ code: 'offset_not_handed_out' });
    });

    it('goes on with the other partitions while one waits', async () => {
      const { seen } = await consume((message) => {
        if (message.key === 'key-0') throw rateLimited('limit', 'Later.', { retryAt: new Date(Date.now() + 3_600_000) });
      });

      await bus.publish(topic.name, numbered(40, 8));

      const partitionOf = new Map<string, number>();
      for await (const { key, partition } of bus.readAll(topic.name)) partitionOf.set(key, partition);
      const free = numbered(40, 8).filter(({ key }) => partitionOf.get(key) !== partitionOf.get('key-0'));
      expect(free.length).toBeGreaterThan(0);
      await eventually(() =>
        expect(seen).toEqual(expect.arrayContaining(free.map(({ value }) => Buffer.from(value).toString()))),
      );
    });

    it('takes nothing while paused, tells meanwhile what waits, and takes everything after', async () => {
      const paused = await consume();
      const witness = await start(record(bus, { group: `${group}.witness`, topics: [topic] }));
      await bus.publish(topic.name, numbered(4, 4));
      await eventually(() => expect([paused.seen.length, witness.seen.length]).toEqual([4, 4]));

      paused.consumer.pause();
      await bus.publish(topic.name, numbered(20, 4));
      await eventually(() => expect(witness.seen).toHaveLength(24));
      const whilePaused = paused.seen.length;
      const behind = async () =>
        (await paused.consumer.positions()).map(({ next, end }) => Number(end - next)).reduce((sum, lag) => sum + lag, 0);
      await eventually(async () => expect(await behind()).toBe(20));
      paused.consumer.resume();

      expect(whilePaused).toBe(4);
      await eventually(() => expect(paused.seen).toHaveLength(24));
    });

    it('reads what a topic holds, in order within each partition, and ends', async () => {
      await bus.publish(topic.name, numbered(50, 7));

      const all = await Array.fromAsync(bus.readAll(topic.name));

      expect(sorted(all.map(textOf))).toEqual(Array.from({ length: 50 }, (_, i) => String(i)));
      for (const ofPartition of Map.groupBy(all, ({ partition }) => partition).values()) {
        expect(ofPartition.map(({ offset }) => offset)).toEqual(ofPartition.map((_, index) => BigInt(index)));
      }
    });

    it('reads an empty topic to its end, and can be left in the middle', async () => {
      const empty = await Array.fromAsync(bus.readAll(topic.name));
      await bus.publish(topic.name, numbered(50, 7));

      const some: string[] = [];
      for await (const message of bus.readAll(topic.name)) {
        some.push(textOf(message));
        if (some.length === 3) break;
      }

      expect(empty).toEqual([]);
      expect(some).toHaveLength(3);
    });

    it('refuses a message that no broker takes, and publishes its neighbours', async () => {
      const { seen } = await consume();
      const oversized = { key: 'big', value: new Uint8Array(2_000_000), headers: {} };

      const outcomes = await Promise.allSettled([
        bus.publish(topic.name, [textMessage('a', '0')]),
        bus.publish(topic.name, [oversized]),
        bus.publish(topic.name, [textMessage('b', '1')]),
      ]);

      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(outcomes[1]).toMatchObject({ reason: { code: 'message_too_large', kind: 'too_large' } });
      await eventually(() => expect(sorted(seen)).toEqual(['0', '1']));
    });

    it('publishes more at once than fits one request', async () => {
      const { seen } = await consume();
      const text = (i: number): string => `${i}${' '.repeat(100_000)}`;

      await bus.publish(
        topic.name,
        Array.from({ length: 30 }, (_, i) => textMessage('one', text(i))),
      );

      await eventually(() => expect(seen.map(Number)).toEqual(Array.from({ length: 30 }, (_, i) => i)));
    });

    it('says that a topic nobody made is unavailable', async () => {
      const publishing = bus.publish(`${topic.name}.missing`, [textMessage('a', '0')]);

      await expect(publishing).rejects.toMatchObject({ kind: 'unavailable' });
    });

    it('leaves topics that exist as they are', async () => {
      await bus.publish(topic.name, numbered(3, 3));

      await bus.ensureTopics([topic, topic]);

      expect(await Array.fromAsync(bus.readAll(topic.name))).toHaveLength(3);
      expect(await bus.isHealthy()).toBe(true);
    });
  });
}
