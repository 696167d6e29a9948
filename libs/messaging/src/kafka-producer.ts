import kafkajs, { type Kafka, type Message, type Producer } from 'kafkajs';
import type { BusMessage } from '@psa-bridge/contracts';
import { fromKafkaError, isRefusal } from './kafka-errors.ts';
import { toKafkaMessage } from './kafka-message.ts';
import { assertPublishable, MAX_MESSAGE_BYTES, messageBytes } from './message-size.ts';

const { Partitioners } = kafkajs;

export interface KafkaPublisher {
  start(): Promise<void>;
  /** Resolves when all in-sync replicas have the messages. */
  publish(topic: string, messages: readonly BusMessage[]): Promise<void>;
  /** Sends what is waiting, then ends. */
  close(): Promise<void>;
}

interface Job {
  topic: string;
  messages: Message[];
  bytes: number;
  resolve: () => void;
  reject: (error: unknown) => void;
}

const ALL_IN_SYNC_REPLICAS = -1;

/**
 * One request at a time, holding whatever was asked for meanwhile: that keeps each key's order and makes batches by itself.
 * The producer is idempotent. After a request whose outcome is unknown its sequence numbers may be used up, and the broker
 * would take the next messages for duplicates and drop them silently: so every failure is followed by a new producer identity.
 */
export function createKafkaPublisher(kafka: Kafka): KafkaPublisher {
  const waiting: Job[] = [];
  let producer: Producer | undefined;
  let sending: Promise<void> | undefined;

  async function connected(): Promise<Producer> {
    if (producer) return producer;
    const fresh = kafka.producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 6 },
    });
    await fresh.connect();
    producer = fresh;
    return fresh;
  }

  async function forget(): Promise<void> {
    const old = producer;
    producer = undefined;
    await old?.disconnect().catch(() => undefined);
  }

  async function send(jobs: readonly Job[]): Promise<void> {
    try {
      const topicMessages = jobs.map(({ topic, messages }) => ({ topic, messages }));
      await (await connected()).sendBatch({ acks: ALL_IN_SYNC_REPLICAS, topicMessages });
    } catch (error) {
      await forget();
      throw error;
    }
  }

  /** A refusal of the whole may be the fault of one: then each is asked for on its own. */
  async function settle(jobs: readonly Job[]): Promise<void> {
    try {
      await send(jobs);
      for (const job of jobs) job.resolve();
    } catch (error) {
      if (jobs.length > 1 && isRefusal(error)) {
        for (const job of jobs) await settle([job]);
        return;
      }
      for (const job of jobs) job.reject(fromKafkaError(error, `Publishing to ${job.topic}`));
    }
  }

  async function sendWaiting(): Promise<void> {
    while (waiting.length > 0) await settle(takeRequest(waiting));
    sending = undefined;
  }

  function enqueue(topic: string, messages: Message[], bytes: number): Promise<void> {
    return new Promise((resolve, reject) => {
      waiting.push({ topic, messages, bytes, resolve, reject });
      sending ??= sendWaiting();
    });
  }

  return {
    async start() {
      try {
        await connected();
      } catch (error) {
        throw fromKafkaError(error, 'Connecting the producer');
      }
    },
    async publish(topic, messages) {
      assertPublishable(topic, messages);
      // One after the other: were the first to fail, the second must not be stored before it.
      for (const { part, bytes } of requestSized(messages)) await enqueue(topic, part.map(toKafkaMessage), bytes);
    },
    async close() {
      await sending;
      await forget();
    },
  };
}

/** As many as fit one request. All of them may belong to one partition, so that the limit of a message is that of the request. */
function takeRequest(waiting: Job[]): Job[] {
  let bytes = 0;
  const fitting = waiting.findIndex((job, index) => {
    bytes += job.bytes;
    return index > 0 && bytes > MAX_MESSAGE_BYTES;
  });
  return waiting.splice(0, fitting === -1 ? waiting.length : fitting);
}

function requestSized(messages: readonly BusMessage[]): { part: BusMessage[]; bytes: number }[] {
  const parts: { part: BusMessage[]; bytes: number }[] = [];
  for (const message of messages) {
    const bytes = messageBytes(message);
    const last = parts[parts.length - 1];
    if (last && last.bytes + bytes <= MAX_MESSAGE_BYTES) {
      last.part.push(message);
      last.bytes += bytes;
    } else parts.push({ part: [message], bytes });
  }
  return parts;
}
