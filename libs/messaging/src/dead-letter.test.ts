import { describe, expect, it } from '@jest/globals';
import { AppError, invalidInput, toAppError } from '@psa-bridge/core';
import { createMemoryBus } from './memory-bus.ts';
import { createManualClock } from '@psa-bridge/core';
import { deadLetterTopic } from '@psa-bridge/contracts';
import { toDeadLetter } from './dead-letter.ts';
import { listDeadLetters, replayDeadLetters } from './dead-letter-replay.ts';
import type { MessageBus, ReceivedMessage } from './port.ts';

const MESSAGE: ReceivedMessage = {
  topic: 'psa.hints.test.v1',
  partition: 4,
  offset: 17n,
  key: 'tenant:company:1',
  value: Uint8Array.from([1, 2, 255]),
  headers: { ce_id: 'event-1', traceparent: 'trace' },
  timestamp: new Date('2026-01-05T07:00:00.000Z'),
};
const FACTS = { attempts: 3, service: 'hint-service', firstFailedAt: new Date('2026-01-05T08:00:00.000Z') };

function reasonOf(error: unknown): string | undefined {
  return toDeadLetter(MESSAGE, { ...FACTS, error }).headers['dlq_reason'];
}

describe('a dead letter', () => {
  it('is the original message with the reason in headers beside it', () => {
    const letter = toDeadLetter(MESSAGE, { ...FACTS, error: invalidInput('wrong_type', 'The field name is not a text.') });

    expect(letter).toEqual({
      key: MESSAGE.key,
      value: MESSAGE.value,
      headers: {
        ce_id: 'event-1',
        traceparent: 'trace',
        dlq_reason: 'The field name is not a text.',
        dlq_error_code: 'wrong_type',
        dlq_attempts: '3',
        dlq_service: 'hint-service',
        dlq_first_failed_at: '2026-01-05T08:00:00.000Z',
        dlq_topic: 'psa.hints.test.v1',
        dlq_partition: '4',
        dlq_offset: '17',
      },
    });
  });

  it('says nothing of what a foreign error says, wrapped or not: it may hold a secret', () => {
    const foreign = new RangeError('mongodb://admin:hunter2@db');

    const reasons = [foreign, toAppError(foreign), new AppError('hunter2', { code: 'bug', kind: 'bug' }), 'hunter2'].map(
      reasonOf,
    );

    expect(reasons.join()).not.toContain('hunter2');
    expect(reasons[0]).toContain('RangeError');
    expect(reasons[1]).toContain('RangeError');
  });

  it('shows no personal data in its reason', () => {
    const reason = reasonOf(invalidInput('contact_taken', 'The contact anna@customer.example is there already.'));

    expect(reason).toMatch(/^The contact .+ is there already\.$/);
    expect(reason).not.toContain('anna');
  });

  it('keeps a long reason short', () => {
    expect(reasonOf(invalidInput('long', 'x'.repeat(10_000)))).toHaveLength(500);
  });
});

describe('choosing dead letters', () => {
  const selection = { topic: MESSAGE.topic, group: 'group' };

  async function withLetters(): Promise<{ bus: MessageBus; clock: ReturnType<typeof createManualClock> }> {
    const clock = createManualClock();
    const bus = createMemoryBus({ clock });
    const cemetery = { ...deadLetterTopic(MESSAGE.topic, 'group'), partitions: 1 };
    await bus.ensureTopics([cemetery, { name: MESSAGE.topic, cleanup: 'delete', partitions: 1 }]);
    for (const code of ['first', 'second', 'third']) {
      await bus.publish(cemetery.name, [toDeadLetter(MESSAGE, { ...FACTS, error: invalidInput(code, code) })]);
      await clock.advance(60_000);
    }
    return { bus, clock };
  }

  async function codes(bus: MessageBus, extra: Partial<Parameters<typeof listDeadLetters>[0]>): Promise<string[]> {
    return (await Array.fromAsync(listDeadLetters({ ...selection, bus, ...extra }))).map(({ code }) => code);
  }

  it('lists them with all that is known', async () => {
    const { bus } = await withLetters();

    const [letter] = await Array.fromAsync(listDeadLetters({ ...selection, bus }));

    expect(letter).toEqual({
      id: '0:0',
      reason: 'first',
      code: 'first',
      attempts: 3,
      service: 'hint-service',
      firstFailedAt: FACTS.firstFailedAt,
      buriedAt: new Date('2026-01-05T08:00:00.000Z'),
      origin: { topic: MESSAGE.topic, partition: 4, offset: 17n },
      message: { key: MESSAGE.key, value: MESSAGE.value, headers: MESSAGE.headers },
    });
  });

  it('goes by id, by time, by any rule, and by number', async () => {
    const { bus } = await withLetters();

    expect(await codes(bus, { ids: ['0:1', '0:9'] })).toEqual(['second']);
    expect(await codes(bus, { since: new Date('2026-01-05T08:01:00.000Z') })).toEqual(['second', 'third']);
    expect(await codes(bus, { filter: ({ code }) => code !== 'second' })).toEqual(['first', 'third']);
    expect(await codes(bus, { limit: 2 })).toEqual(['first', 'second']);
    expect(await codes(bus, { limit: 0 })).toEqual([]);
  });

  it('replays what was chosen and nothing else, and may be asked again', async () => {
    const { bus } = await withLetters();

    const first = await replayDeadLetters({ ...selection, bus, ids: ['0:2'] });
    const second = await replayDeadLetters({ ...selection, bus, ids: ['0:2'] });

    const replayed = await Array.fromAsync(bus.readAll(MESSAGE.topic));
    expect([first, second]).toEqual([['0:2'], ['0:2']]);
    expect(replayed.map(({ headers }) => headers['replayed_from'])).toEqual([
      'psa.hints.test.v1.group.dlq:0:2',
      'psa.hints.test.v1.group.dlq:0:2',
    ]);
    expect(replayed.every(({ value, key }) => key === MESSAGE.key && Buffer.from(value).equals(MESSAGE.value))).toBe(true);
  });
});
