import { describe, expect, it } from '@jest/globals';
import { deadLetterTopic, topics } from '@psa-bridge/contracts';
import { systemClock } from '@psa-bridge/core';
import { createMemoryBus, defineConsumer, type MessageBus } from '@psa-bridge/messaging';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { captureLogger, eventually } from '@psa-bridge/testing';
import { exampleService, exampleVariables } from '../test/example-service.ts';
import type { ServiceOptions } from './index.ts';

const { logger } = captureLogger();
const TOPIC = topics.issues.name;
const consumer = defineConsumer({ group: 'example', topic: topics.issues, subscriptions: [] });
const twin = defineConsumer({ group: 'example-twin', topic: topics.issues, subscriptions: [] });

async function run(args: readonly string[], bus: MessageBus, options: Partial<ServiceOptions> = {}): Promise<unknown[]> {
  const lines: string[] = [];
  await exampleService({ bus, logger }, { consumers: [consumer], ...options }).command(args, (line) => lines.push(line));
  return lines.map((line) => JSON.parse(line) as unknown);
}

/** A running service that got two messages without an envelope: both become dead letters. */
async function withDeadLetters(): Promise<MessageBus> {
  const bus = createMemoryBus({ clock: systemClock });
  const service = exampleService({ bus, logger }, { consumers: [consumer] });
  await service.start();
  const poison = (key: string) => ({ key, value: Buffer.from('Anna Example'), headers: {} });
  await bus.publish(TOPIC, [poison('a'), poison('a')]);
  await eventually(async () => expect(await run(['dead-letters', 'list'], bus)).toHaveLength(2));
  await service.stop();
  return bus;
}

describe('the command migrate', () => {
  it('changes the data beforehand, and nothing when it is asked again', async () => {
    const bus = createMemoryBus({ clock: systemClock });
    const store = createMemoryStore({ clock: systemClock });
    let changes = 0;
    const migrations = [{ id: '2026-01-example', up: async () => void changes++ }];
    const migrate = async (): Promise<unknown[]> => {
      const lines: string[] = [];
      await exampleService({ bus, logger, store }, { migrations }).command(['migrate'], (line) => lines.push(line));
      return lines;
    };

    const answers = [await migrate(), await migrate()];

    expect(answers).toEqual([['{"migrated":["2026-01-example"]}'], ['{"migrated":[]}']]);
    expect(changes).toBe(1);
  });
});

describe('the command dead-letters', () => {
  it('lists why each message failed and never what it says', async () => {
    const bus = await withDeadLetters();

    const found = await run(['dead-letters', 'list', '--topic', TOPIC], bus);

    expect(found).toEqual([
      expect.objectContaining({ topic: TOPIC, group: 'example', key: 'a', id: expect.stringMatching(/^\d:0$/), attempts: 1 }),
      expect.objectContaining({ id: expect.stringMatching(/^\d:1$/), reason: expect.stringMatching(/./) }),
    ]);
    expect(JSON.stringify(found)).not.toContain('Anna');
  });

  it('replays the original bytes of those that were named, or of all', async () => {
    const bus = await withDeadLetters();
    const [first] = (await run(['dead-letters', 'list'], bus)) as { id: string }[];

    const one = await run(['dead-letters', 'replay', '--topic', TOPIC, '--id', first?.id ?? ''], bus);
    const all = await run(['dead-letters', 'replay', '--topic', TOPIC, '--all'], bus);

    const messages = await Array.fromAsync(bus.readAll(TOPIC));
    expect(one).toEqual([{ topic: TOPIC, group: 'example', replayed: [first?.id] }]);
    expect(all).toEqual([{ topic: TOPIC, group: 'example', replayed: [first?.id, expect.any(String)] }]);
    expect(messages.map(({ value }) => Buffer.from(value).toString())).toEqual(Array(5).fill('Anna Example'));
    expect(messages.at(-1)?.headers).toMatchObject({
      replayed_from: expect.stringContaining(deadLetterTopic(TOPIC, 'example').name),
    });
  });

  it.each([
    [['dead-letters', 'replay', '--all'], 'Say which topic.'],
    [['dead-letters', 'replay', '--topic', TOPIC], 'Say which dead letters, or --all.'],
    [
      ['dead-letters', 'replay', '--topic', TOPIC, '--id', '0:0'],
      `Say which group: ${TOPIC} as example, ${TOPIC} as example-twin.`,
    ],
    [['dead-letters', 'list', '--topic', 'psa.nothing.v1'], `This service reads ${TOPIC} as example`],
    [['dead-letters', 'list', '--since', 'yesterday'], '"yesterday" is not a time'],
    [['dead-letters', 'list', '--everything'], "Unknown option '--everything'"],
    [['drop-database'], 'There is no command "drop-database".'],
  ])('refuses %j and says what there is', async (args, problem) => {
    const refused = run(args, createMemoryBus({ clock: systemClock }), { consumers: [consumer, twin] });

    await expect(refused).rejects.toMatchObject({ code: 'unknown_command', message: expect.stringContaining(problem) });
    await expect(refused).rejects.toThrow('dead-letters replay --topic TOPIC');
  });
});

describe('the command rotate-secrets', () => {
  it('says how many documents changed', async () => {
    const bus = createMemoryBus({ clock: systemClock });

    await expect(run(['rotate-secrets'], bus, { rotateSecrets: async () => 3 })).resolves.toEqual([{ changedDocuments: 3 }]);
  });

  it('is refused by a service that stores no secrets', async () => {
    await expect(run(['rotate-secrets'], createMemoryBus({ clock: systemClock }))).rejects.toThrow(
      'This service stores no secrets.',
    );
  });
});

describe('the command support-bundle', () => {
  it('tells of versions, settings, collections and failures, and neither secrets nor what messages say', async () => {
    const bus = await withDeadLetters();

    const secrets = { MONGODB_URI: 'mongodb://root:hunter2@database/psa', KAFKA_USERNAME: 'bridge', KAFKA_PASSWORD: 'hunter2' };
    const service = exampleService({ bus, logger }, { consumers: [consumer] }, { ...exampleVariables, ...secrets });
    const lines: string[] = [];

    await service.command(['support-bundle'], (line) => lines.push(line));

    const told = lines.map((line) => JSON.parse(line) as { part: string });
    expect([...new Set(told.map(({ part }) => part))]).toEqual(
      expect.arrayContaining(['process', 'configuration', 'migrations']),
    );
    expect(told).toContainEqual(
      expect.objectContaining({ part: 'configuration', settings: expect.objectContaining({ ADMIN_PORT: 0 }) }),
    );
    const failures = told.find(({ part }) => part === 'dead_letters') as { byCode?: Record<string, number> } | undefined;
    expect(failures).toMatchObject({ topic: TOPIC, group: 'example' });
    expect(Object.values(failures?.byCode ?? {})).toEqual([2]);
    expect(JSON.stringify(told)).not.toMatch(/Anna|hunter2/);
  });
});
