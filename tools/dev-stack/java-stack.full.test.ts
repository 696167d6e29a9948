// Needs: javac, mvn
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { createKafkaBus, type MessageBus } from '@psa-bridge/messaging';
import { captureLogger, eventually, spawnNode } from '@psa-bridge/testing';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RealBackend } from './backend.ts';
import { startJavaStack } from './java-stack.ts';
import { answers } from './ports.ts';

const TOPIC = { name: 'kept', cleanup: 'delete', retentionHours: 1, partitions: 1 } as const;

/** Starting Kafka three times takes its time on a busy machine. */
const LIMIT_MS = 400_000;

function connect(brokers: string): MessageBus {
  return createKafkaBus({
    brokers: brokers.split(','),
    clientId: 'dev-stack-test',
    clock: systemClock,
    logger: captureLogger().logger,
  });
}

async function isListening(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address.includes('://') ? address : `kafka://${address}`);
  return answers(hostname, Number(port));
}

async function textsIn(bus: MessageBus): Promise<string[]> {
  const messages = await Array.fromAsync(bus.readAll(TOPIC.name));
  return messages.map(({ value }) => new TextDecoder().decode(value));
}

async function foldersOf(pid: number): Promise<string[]> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(`psa-bridge-test-${pid}-`));
  return names.map((name) => path.join(tmpdir(), name));
}

describe('the backend that Java runs', () => {
  const stacks: RealBackend[] = [];
  const start = async (): Promise<RealBackend> => {
    const stack = await startJavaStack({ purpose: 'test', fresh: true }, () => undefined);
    stacks.push(stack);
    return stack;
  };
  afterEach(() => Promise.all(stacks.splice(0).map((stack) => stack.stop())));

  it(
    'keeps its address and its messages when the broker is killed and started again, beside another stack',
    async () => {
      const [stack, other] = await Promise.all([start(), start()]);
      const bus = connect(stack.kafkaBrokers);
      await bus.start();
      await bus.ensureTopics([TOPIC]);
      await bus.publish(TOPIC.name, [{ key: 'k', value: new TextEncoder().encode('before'), headers: {} }]);

      await stack.restartKafka();

      await bus.publish(TOPIC.name, [{ key: 'k', value: new TextEncoder().encode('after'), headers: {} }]);
      const texts = await textsIn(bus);
      await bus.close();
      expect(texts).toEqual(['before', 'after']);
      expect(other.kafkaBrokers).not.toBe(stack.kafkaBrokers);
      expect(await isListening(other.kafkaBrokers)).toBe(true);
    },
    LIMIT_MS,
  );

  it(
    'leaves no server and no data when it is stopped',
    async () => {
      const stack = await start();

      await stack.stop();

      const left = await foldersOf(process.pid);
      expect(await Promise.all([stack.kafkaBrokers, stack.mongodbUri].map(isListening))).toEqual([false, false]);
      expect(left).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'ends when the process that started it is killed',
    async () => {
      const starter = await spawnNode({
        script: path.join(import.meta.dirname, 'start-and-wait.ts'),
        env: { KAFKA_BROKERS: '', MONGODB_URI: '', DOCKER_HOST: 'unix:///nowhere' },
      });
      const line = await starter.waitForLine(/^\{/, LIMIT_MS);
      const { kind, kafkaBrokers, mongodbUri } = JSON.parse(line) as RealBackend;
      expect(kind).toBe('java');

      await starter.kill('SIGKILL');

      await eventually(
        async () => {
          expect(await Promise.all([kafkaBrokers, mongodbUri].map(isListening))).toEqual([false, false]);
        },
        { timeoutMs: 120_000 },
      );
      // What a killed process cannot remove itself.
      for (const folder of await foldersOf(starter.pid)) await rm(folder, { recursive: true });
    },
    LIMIT_MS,
  );
});
