import { describe, expect, it } from '@jest/globals';
import type { BusMessage, OutboxEvent } from '@psa-bridge/contracts';
import { invalidInput, unavailable } from '@psa-bridge/core';
import fc from 'fast-check';
import { eventOf } from '../test/note.ts';
import { publishInOrder, type Progress } from './outbox-publisher.ts';

const idsOf = (messages: readonly BusMessage[]): string[] => messages.map((message) => message.headers['ce_id'] ?? '');

function documentOf(name: string, topics: readonly string[], bytes = 3): Progress {
  const events = topics.map((topic, at): OutboxEvent => ({
    ...eventOf(`${name}${at}`, 't'),
    topic,
    payload: new Uint8Array(bytes),
  }));
  return { events, done: 0 };
}

describe('publishInOrder', () => {
  it('publishes the same step of all documents with one call for each topic', async () => {
    const calls: string[] = [];
    const documents = [documentOf('a', ['x', 'x', 'y']), documentOf('b', ['x', 'y']), documentOf('c', ['y'])];

    await publishInOrder(documents, async (topic, messages) => void calls.push(`${topic}: ${idsOf(messages).join(' ')}`));

    expect(calls).toEqual(['x: a0 a1 b0', 'y: c0', 'y: a2 b1']);
    expect(documents.map(({ done }) => done)).toEqual([3, 2, 1]);
  });

  it('keeps calls below the size that brokers take', async () => {
    const sizes: number[] = [];
    const documents = Array.from({ length: 5 }, (_, at) => documentOf(String(at), ['x'], 150_000));

    await publishInOrder(documents, async (_, messages) => void sizes.push(messages.length));

    expect(sizes).toEqual([2, 2, 1]);
  });

  it('lets the other documents go on when the broker refuses the event of one', async () => {
    const sent: string[] = [];
    const documents = [documentOf('a', ['x', 'y']), documentOf('bad', ['x', 'y']), documentOf('c', ['x', 'y'])];

    await publishInOrder(documents, async (_, messages) => {
      if (idsOf(messages).some((id) => id.startsWith('bad'))) throw invalidInput('too_long', 'no');
      sent.push(...idsOf(messages));
    });

    expect(sent).toEqual(['a0', 'c0', 'a1', 'c1']);
    expect(documents.map(({ done, failure }) => [done, failure?.code])).toEqual([
      [2, undefined],
      [0, 'too_long'],
      [2, undefined],
    ]);
  });

  it('tries a topic no further in this round once the broker is down', async () => {
    let calls = 0;
    const documents = Array.from({ length: 4 }, (_, at) => documentOf(String(at), ['x'], 300_000));

    await publishInOrder(documents, async () => {
      calls += 1;
      throw unavailable('broker_down', 'no');
    });

    expect(calls).toBe(1);
    expect(documents.map(({ failure }) => failure?.code)).toEqual(Array(4).fill('broker_down'));
  });

  it('never publishes a later event of a document before an earlier one, whatever fails, and loses none when tried again', async () => {
    const topic = fc.constantFrom('x', 'y', 'z');
    const failure = fc.constantFrom('ok', 'ok', 'down', 'refused', 'after');

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(topic, { maxLength: 5 }), { maxLength: 6 }),
        fc.array(failure, { maxLength: 30 }),
        async (shapes, outcomes) => {
          const log: string[] = [];
          const todo = [...outcomes];
          const publish = async (_: string, messages: readonly BusMessage[]): Promise<void> => {
            const outcome = todo.shift() ?? 'ok';
            if (outcome === 'down') throw unavailable('down', 'down');
            if (outcome === 'refused') throw invalidInput('refused', 'refused');
            log.push(...idsOf(messages));
            if (outcome === 'after') throw unavailable('unclear', 'written, but the answer was lost');
          };
          const documents = shapes.map((topics, at) => documentOf(`${at}-`, topics));

          for (let round = 0; round <= outcomes.length; round++) {
            documents.forEach((document) => delete document.failure);
            await publishInOrder(documents, publish);
          }

          for (const { events, done } of documents) {
            expect(done).toBe(events.length);
            const firsts = events.map((event) => log.indexOf(event.id));
            expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
            expect(firsts).not.toContain(-1);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
