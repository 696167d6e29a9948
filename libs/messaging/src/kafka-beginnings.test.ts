import { describe, expect, it } from '@jest/globals';
import { createKafkaBeginnings, groupPositions, unreadEnds, type KafkaPosition } from './kafka-beginnings.ts';

const END_0: KafkaPosition = { topic: 't', partition: 0, offset: '7' };
const END_1: KafkaPosition = { topic: 't', partition: 1, offset: '0' };
const ALL = [
  { topic: 't', partition: 0 },
  { topic: 't', partition: 1 },
];

/** The part of the client that is told where to begin. */
function client() {
  const sought: KafkaPosition[] = [];
  const stored: KafkaPosition[][] = [];
  let isDown = false;
  return {
    sought,
    stored,
    fail: (down: boolean) => void (isDown = down),
    seek: (position: KafkaPosition) => void sought.push(position),
    async commitOffsets(positions: KafkaPosition[]) {
      if (isDown) throw new Error('the broker is away');
      stored.push(positions);
    },
  };
}

describe('where a group begins that wants only what comes', () => {
  it('is set in the partitions of this member alone, and stored once', async () => {
    const consumer = client();
    const beginnings = createKafkaBeginnings();
    beginnings.note([END_0, END_1]);

    beginnings.joined(consumer, [{ topic: 't', partition: 1 }]);
    beginnings.store(consumer);
    beginnings.store(consumer);
    await beginnings.settled();
    beginnings.joined(consumer, ALL);
    beginnings.store(consumer);
    await beginnings.settled();

    expect(consumer.sought).toEqual([END_1]);
    expect(consumer.stored).toEqual([[END_1]]);
  });

  it('is set and stored once more after joining again where it could not be stored', async () => {
    const consumer = client();
    const beginnings = createKafkaBeginnings();
    beginnings.note([END_0, END_1]);
    consumer.fail(true);
    beginnings.joined(consumer, ALL);
    beginnings.store(consumer);
    await beginnings.settled();

    consumer.fail(false);
    beginnings.joined(consumer, ALL);
    beginnings.store(consumer);
    await beginnings.settled();

    expect(consumer.sought).toEqual([END_0, END_1, END_0, END_1]);
    expect(consumer.stored).toEqual([[END_0, END_1]]);
  });

  it('is the end of each partition for which the group has stored nothing', async () => {
    const admin = {
      fetchOffsets: async () => [
        {
          topic: 't',
          partitions: [
            { partition: 0, offset: '3', metadata: null },
            { partition: 1, offset: '-1', metadata: null },
          ],
        },
      ],
      fetchTopicOffsets: async () => [
        { partition: 0, offset: '7', high: '7', low: '0' },
        { partition: 1, offset: '9', high: '9', low: '4' },
      ],
    };

    const positions = await groupPositions(admin, 'g', ['t']);

    expect(positions).toEqual([
      { topic: 't', partition: 0, low: '0', high: '7', stored: '3' },
      { topic: 't', partition: 1, low: '4', high: '9' },
    ]);
    expect(unreadEnds(positions)).toEqual([{ topic: 't', partition: 1, offset: '9' }]);
  });
});
