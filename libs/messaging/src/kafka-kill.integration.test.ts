import { fileURLToPath } from 'node:url';
import kafkajs from 'kafkajs';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { captureLogger, eventually, realBackend, spawnNode, type SpawnedNode } from '@psa-bridge/testing';
import { testTopic } from '../test/bus-harness.ts';
import { hintMessage, hints } from '../test/hints.ts';
import { createKafkaBus } from './kafka-bus.ts';

jest.setTimeout(240_000);

const SCRIPT = fileURLToPath(new URL('../test/consuming-process.ts', import.meta.url));
const PATIENTLY = { timeoutMs: 60_000 };
/** So long is no member of the group taken for dead that only stood still with its machine: it would be given its messages again. */
const LONG_SESSION = ['--session', '60000'];
const MESSAGES = 120;

describe('a consuming process that is killed with kill -9', () => {
  const { kafkaBrokers, prefix, cleanUp } = realBackend('messaging_kill');
  const bus = createKafkaBus({ brokers: kafkaBrokers, clientId: prefix, clock: systemClock, logger: captureLogger().logger });
  const topic = testTopic(prefix, 3);
  const processes: SpawnedNode[] = [];

  afterAll(async () => {
    await Promise.all(processes.map((each) => each.kill()));
    await bus.close();
    await cleanUp();
  });

  async function consume(...args: string[]): Promise<SpawnedNode> {
    const child = await spawnNode({ script: SCRIPT, args: ['--brokers', kafkaBrokers.join(), '--topic', topic.name, ...args] });
    processes.push(child);
    return child;
  }

  function handledBy({ output }: SpawnedNode): string[] {
    return output.flatMap((line) => /^handled (.+)$/.exec(line)?.[1] ?? []);
  }

  /** How many messages the group has stored as done, and in how many partitions some are not. */
  async function stored(): Promise<{ done: number; unfinished: number }> {
    const admin = new kafkajs.Kafka({ clientId: prefix, brokers: [...kafkaBrokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    const [offsets] = await admin.fetchOffsets({ groupId: `${topic.name}.group`, topics: [topic.name] });
    const ends = new Map((await admin.fetchTopicOffsets(topic.name)).map(({ partition, high }) => [partition, Number(high)]));
    await admin.disconnect();
    const parts = (offsets?.partitions ?? []).map(({ partition, offset }) => ({ partition, at: Math.max(0, Number(offset)) }));
    return {
      done: parts.reduce((sum, { at }) => sum + at, 0),
      unfinished: parts.filter(({ partition, at }) => at < (ends.get(partition) ?? 0)).length,
    };
  }

  it('leaves its message to the next process: handled again, and none is skipped', async () => {
    await bus.ensureTopics([topic]);
    await bus.publish(topic.name, hints(MESSAGES, 12));
    const victim = await consume('--hang', '50', ...LONG_SESSION);
    await victim.waitForLine(/^hanging at 50$/);
    // While that handler hangs the other partitions come to their ends, and all that is done gets stored.
    await eventually(async () => {
      expect(handledBy(victim).length).toBeGreaterThan(MESSAGES / 3);
      const { done, unfinished } = await stored();
      expect(unfinished).toBe(1);
      expect(done).toBe(handledBy(victim).length);
    }, PATIENTLY);

    await victim.kill();
    const before = handledBy(victim);
    const heir = await consume(...LONG_SESSION);

    await heir.waitForLine(/^handled 50$/, 90_000);
    await eventually(() => expect(handledBy(heir)).toHaveLength(MESSAGES - before.length), PATIENTLY);
    expect(new Set([...before, ...handledBy(heir)]).size).toBe(MESSAGES);
    expect(before).not.toContain('50');
    for (const { output } of [victim, heir]) expect(output.filter((line) => line.includes('Warning'))).toEqual([]);
  });

  it('loses nothing either when it is killed at any moment', async () => {
    const rest = Array.from({ length: 300 }, (_, i) => hintMessage(`late-${i}`, { key: `key-${i % 12}` }));
    const victim = await consume();
    await victim.waitForLine(/^consuming$/);
    await bus.publish(topic.name, rest);
    await victim.waitForLine(/^handled late-1\d\d$/);

    await victim.kill();
    const heirs = processes.filter((each) => each !== victim);

    await eventually(
      () => expect(new Set([victim, ...heirs].flatMap(handledBy).filter((id) => id.startsWith('late'))).size).toBe(300),
      PATIENTLY,
    );
  });
});
