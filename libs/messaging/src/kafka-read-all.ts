import type { Admin, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { newId, unavailable, type Clock } from '@psa-bridge/core';
import { fromKafkaError, untilSettled } from './kafka-errors.ts';
import { fromKafkaMessage } from './kafka-message.ts';
import type { ReceivedMessage } from './port.ts';

export interface KafkaReadDeps {
  kafka: Kafka;
  admin: Admin;
  clock: Clock;
  clientId: string;
  /** Reading fails when the broker gives nothing for so long. */
  stallMs: number;
}

type Ends = Map<number, bigint>;

/**
 * Everything between the low and high watermarks of now. The client can read only as a member of a group, so it joins one of
 * its own that stores nothing and is removed afterwards. Messages come in order within a partition.
 *
 * @throws AppError `broker_unavailable`; `read_stalled` when the broker stops giving messages before the end
 */
export async function* readWholeTopic(topic: string, deps: KafkaReadDeps): AsyncGenerator<ReceivedMessage> {
  const ends = await untilSettled(deps.clock, () => endsOf(topic, deps.admin));
  if (ends.size === 0) return;
  const group = `${deps.clientId}.read.${newId()}`;
  const consumer = deps.kafka.consumer({ groupId: group, maxWaitTimeInMs: 500, allowAutoTopicCreation: false });
  const handover = createHandover();
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: true, eachBatch: (payload) => handover.give(payload) });
    yield* untilEnds(topic, ends, { handover, deps, consumer });
  } catch (error) {
    throw fromKafkaError(error, `Reading ${topic}`);
  } finally {
    handover.close();
    await consumer.disconnect().catch(() => undefined);
    await deps.admin.deleteGroups([group]).catch(() => undefined);
  }
}

/** The offset to read up to, of each partition that holds something. */
async function endsOf(topic: string, admin: Admin): Promise<Ends> {
  try {
    const offsets = await admin.fetchTopicOffsets(topic);
    return new Map(offsets.filter(({ low, high }) => low !== high).map(({ partition, high }) => [partition, BigInt(high)]));
  } catch (error) {
    throw fromKafkaError(error, `Reading ${topic}`);
  }
}

interface Reading {
  handover: Handover;
  deps: KafkaReadDeps;
  consumer: Consumer;
}

async function* untilEnds(topic: string, ends: Ends, { handover, deps, consumer }: Reading): AsyncGenerator<ReceivedMessage> {
  const forget = consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
    // Also told of runs that hold only records which are never handed out.
    if (BigInt(payload.lastOffset) + 1n >= (ends.get(payload.partition) ?? 0n)) handover.reachedEnd(payload.partition);
  });
  const open = new Set(ends.keys());
  // A client that had to join again begins anew.
  const next = new Map<number, bigint>();
  while (open.size > 0) {
    const given = await handover.take(deps.clock, deps.stallMs);
    for (const partition of handover.ended()) open.delete(partition);
    if (!given) continue;
    const { partition, messages } = given.payload.batch;
    const end = ends.get(partition) ?? 0n;
    for (const message of messages) {
      const received = fromKafkaMessage(topic, partition, message);
      if (received.offset >= end || received.offset < (next.get(partition) ?? 0n)) continue;
      next.set(partition, received.offset + 1n);
      yield received;
    }
    given.taken();
    if (BigInt(given.payload.batch.lastOffset()) + 1n >= end) open.delete(partition);
  }
  forget();
}

interface Given {
  payload: EachBatchPayload;
  taken: () => void;
}

/** Passes batches from the client's callback to the reader, one at a time, so that a slow reader holds no topic in memory. */
interface Handover {
  give(payload: EachBatchPayload): Promise<void>;
  /** The next batch, or undefined when a partition ended without one. */
  take(clock: Clock, stallMs: number): Promise<Given | undefined>;
  reachedEnd(partition: number): void;
  ended(): ReadonlySet<number>;
  close(): void;
}

const HEARTBEAT_MS = 1_000;

function createHandover(): Handover {
  const queue: Given[] = [];
  const untaken = new Set<() => void>();
  const endedPartitions = new Set<number>();
  let isClosed = false;
  let news = Promise.withResolvers<void>();

  function announce(): void {
    news.resolve();
    news = Promise.withResolvers<void>();
  }

  return {
    async give(payload) {
      if (isClosed) return;
      const taken = Promise.withResolvers<void>();
      queue.push({ payload, taken: taken.resolve });
      untaken.add(taken.resolve);
      announce();
      const beating = setInterval(() => void payload.heartbeat().catch(() => undefined), HEARTBEAT_MS);
      await taken.promise;
      clearInterval(beating);
      untaken.delete(taken.resolve);
    },
    async take(clock, stallMs) {
      if (queue.length === 0) {
        const waiting = new AbortController();
        const stall = clock.sleep(stallMs, waiting.signal).then(() => 'stalled');
        stall.catch(() => undefined);
        const outcome = await Promise.race([news.promise, stall]);
        waiting.abort();
        if (outcome === 'stalled') throw unavailable('read_stalled', `The broker gave nothing for ${stallMs} ms.`);
      }
      return queue.shift();
    },
    reachedEnd(partition) {
      endedPartitions.add(partition);
      announce();
    },
    ended: () => endedPartitions,
    close() {
      isClosed = true;
      for (const release of untaken) release();
    },
  };
}
