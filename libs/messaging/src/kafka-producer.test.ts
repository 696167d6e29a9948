import kafkajs, { type Kafka, type ProducerBatch } from 'kafkajs';
import { describe, expect, it } from '@jest/globals';
import { textMessage } from '../test/bus-harness.ts';
import { createKafkaPublisher } from './kafka-producer.ts';

const { KafkaJSNonRetriableError, KafkaJSNumberOfRetriesExceeded } = kafkajs;

interface Request {
  /** Which producer identity sent it: 1 is the first. */
  producer: number;
  texts: string[];
}

/** Stands in for the client library: every request is noted, then answered by `answer`. */
function fakeClient(answer: (request: Request, count: number) => Promise<void>): {
  kafka: Kafka;
  requests: Request[];
  closed: number[];
} {
  const requests: Request[] = [];
  const closed: number[] = [];
  let producers = 0;
  const makeProducer = (): unknown => {
    const producer = ++producers;
    return {
      connect: () => Promise.resolve(),
      disconnect: () => Promise.resolve(void closed.push(producer)),
      sendBatch: ({ topicMessages = [] }: ProducerBatch) => {
        const request = { producer, texts: topicMessages.flatMap(({ messages }) => messages.map(({ value }) => String(value))) };
        return answer(request, requests.push(request));
      },
    };
  };
  return { kafka: { producer: makeProducer } as Kafka, requests, closed };
}

const lost = (): Error => new KafkaJSNumberOfRetriesExceeded('no answer', { retryCount: 6, retryTime: 2_000 });

describe('the Kafka publisher', () => {
  it('sends what was asked for during a request together in the next, in order', async () => {
    const gate = Promise.withResolvers<void>();
    const { kafka, requests } = fakeClient((_request, count) => (count === 1 ? gate.promise : Promise.resolve()));
    const publisher = createKafkaPublisher(kafka);

    const publishing = ['a', 'b', 'c', 'd'].map((text) => publisher.publish('topic', [textMessage('key', text)]));
    await Promise.resolve();
    gate.resolve();
    await Promise.all(publishing);
    await publisher.close();

    expect(requests.flatMap(({ texts }) => texts)).toEqual(['a', 'b', 'c', 'd']);
    expect(requests.length).toBeLessThan(4);
  });

  it('takes a new identity after a request with an unknown end, so that the broker drops nothing as a duplicate', async () => {
    const { kafka, requests, closed } = fakeClient((_request, count) =>
      count === 1 ? Promise.reject(lost()) : Promise.resolve(),
    );
    const publisher = createKafkaPublisher(kafka);

    const first = publisher.publish('topic', [textMessage('key', 'a')]);
    await expect(first).rejects.toMatchObject({ code: 'broker_unavailable', kind: 'unavailable' });
    await publisher.publish('topic', [textMessage('key', 'b')]);

    expect(requests).toEqual([
      { producer: 1, texts: ['a'] },
      { producer: 2, texts: ['b'] },
    ]);
    expect(closed).toEqual([1]);
  });

  it('asks for each on its own when the broker refuses several, so that one bad message fails alone', async () => {
    const gate = Promise.withResolvers<void>();
    const { kafka } = fakeClient(async ({ texts }, count) => {
      if (count === 1) await gate.promise;
      if (texts.includes('bad')) throw new KafkaJSNonRetriableError('refused');
    });
    const publisher = createKafkaPublisher(kafka);

    const publishing = Promise.allSettled(
      ['first', 'good', 'bad', 'fine'].map((text) => publisher.publish('topic', [textMessage('key', text)])),
    );
    gate.resolve();

    expect((await publishing).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('does not send the second part of a publication whose first part failed', async () => {
    const { kafka, requests } = fakeClient(() => Promise.reject(lost()));
    const publisher = createKafkaPublisher(kafka);
    const large = (text: string): ReturnType<typeof textMessage> => textMessage('key', text.padEnd(600_000));

    const publishing = publisher.publish('topic', [large('first'), large('second')]);

    await expect(publishing).rejects.toMatchObject({ kind: 'unavailable' });
    expect(requests).toHaveLength(1);
  });

  it('sends what is waiting before it closes', async () => {
    const { kafka, requests, closed } = fakeClient(() => Promise.resolve());
    const publisher = createKafkaPublisher(kafka);

    const publishing = publisher.publish('topic', [textMessage('key', 'a')]);
    await publisher.close();
    await publishing;

    expect(requests).toHaveLength(1);
    expect(closed).toEqual([1]);
  });
});
