import { describe, expect, it } from '@jest/globals';
import type { Offsets } from 'kafkajs';
import { createKafkaCommits } from './kafka-commits.ts';

const A = { topic: 'a', partition: 0 };
const B = { topic: 'b', partition: 3 };

function flat({ topics }: Offsets): string[] {
  return topics.flatMap(({ topic, partitions }) => partitions.map(({ partition, offset }) => `${topic}/${partition}=${offset}`));
}

describe('offsets to be stored', () => {
  it('are stored once, for all partitions together', async () => {
    const commits = createKafkaCommits();
    const requests: string[][] = [];
    const store = (offsets: Offsets): Promise<void> => Promise.resolve(void requests.push(flat(offsets)));
    commits.record(A, 5n);
    commits.record(B, 7n);
    commits.record(A, 6n);

    await commits.flush(store);
    await commits.flush(store);

    expect(requests).toEqual([['a/0=6', 'b/3=7']]);
    expect(commits.isPending()).toBe(false);
  });

  it('are stored one request after the other, so that an older one never comes last', async () => {
    const commits = createKafkaCommits();
    const begun: string[][] = [];
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const store = (offsets: Offsets): Promise<void> => gates[begun.push(flat(offsets)) - 1]?.promise ?? Promise.resolve();

    commits.record(A, 1n);
    const first = commits.flush(store);
    await Promise.resolve();
    commits.record(A, 2n);
    const second = commits.flush(store);
    const before = begun.length;
    gates[0]?.resolve();
    await first;
    gates[1]?.resolve();
    await second;

    expect(before).toBe(1);
    expect(begun).toEqual([['a/0=1'], ['a/0=2']]);
  });

  it('stay pending when storing them failed', async () => {
    const commits = createKafkaCommits();
    const requests: string[][] = [];
    commits.record(A, 4n);

    const failing = commits.flush(() => Promise.reject(new Error('gone')));
    await expect(failing).rejects.toThrow('gone');
    const isPending = commits.isPending();
    await commits.flush((offsets) => Promise.resolve(void requests.push(flat(offsets))));

    expect(isPending).toBe(true);
    expect(requests).toEqual([['a/0=4']]);
  });

  it('are forgotten when a new generation begins', async () => {
    const commits = createKafkaCommits();
    const requests: string[][] = [];
    commits.record(A, 4n);

    commits.clear();
    await commits.flush((offsets) => Promise.resolve(void requests.push(flat(offsets))));

    expect(requests).toEqual([]);
  });
});
