import { deadLetterTopic } from '@psa-bridge/contracts';
import { invalidInput } from '@psa-bridge/core';
import {
  listDeadLetters,
  replayDeadLetters,
  type ConsumerDefinition,
  type DeadLetter,
  type DeadLetterSelection,
} from '@psa-bridge/messaging';
import { parseArgs } from 'node:util';
import type { Platform } from './platform.ts';

export interface OperatorCommandOptions {
  platform: Platform;
  consumers?: readonly ConsumerDefinition[];
  rotateSecrets?: () => Promise<number>;
  print: (line: string) => void;
}

const USAGE = `Commands:
  dead-letters list [--topic TOPIC] [--group GROUP] [--since TIME]
  dead-letters replay --topic TOPIC [--group GROUP] (--id PARTITION:OFFSET … | --all) [--since TIME]
  rotate-secrets`;

const OPTIONS = {
  topic: { type: 'string' },
  group: { type: 'string' },
  id: { type: 'string', multiple: true },
  all: { type: 'boolean' },
  since: { type: 'string' },
} as const;

/**
 * What an operator asks of a service's program, beside a running service or without one. Each answer is a line of JSON.
 * @throws AppError `unknown_command`
 */
export async function runOperatorCommand(args: readonly string[], options: OperatorCommandOptions): Promise<void> {
  const { values, positionals } = parsed(args);
  const command = positionals.join(' ');
  if (command === 'rotate-secrets') return rotate(options);
  if (command !== 'dead-letters list' && command !== 'dead-letters replay') throw unknown(`There is no command "${command}".`);
  const isReplay = command === 'dead-letters replay';
  if (isReplay && !values.topic) throw unknown('Say which topic.');
  if (isReplay && !values.id && !values.all) throw unknown('Say which dead letters, or --all.');
  const { bus } = options.platform;
  await withBus(options, async () => {
    for (const selection of selections(values, options)) {
      await bus.ensureTopics([deadLetterTopic(selection.topic, selection.group)]);
      await (isReplay ? replay(selection, options) : list(selection, options));
    }
  });
}

type Values = ReturnType<typeof parsed>['values'];

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw unknown(error instanceof Error ? error.message : String(error));
  }
}

/** The dead letters of each group of this service. */
function selections({ topic, group, id, since }: Values, parts: OperatorCommandOptions): DeadLetterSelection[] {
  const { platform, consumers = [] } = parts;
  const time = since === undefined ? undefined : new Date(since);
  if (time && Number.isNaN(time.getTime())) throw unknown(`"${since}" is not a time, such as 2026-01-31T12:00:00Z.`);
  const chosen = consumers
    .filter((consumer) => topic === undefined || consumer.topic.name === topic)
    .filter((consumer) => group === undefined || consumer.group === group);
  if (chosen.length === 0) throw unknown(`This service reads ${consumers.map(nameOf).join(', ') || 'no topic'}.`);
  if (id && chosen.length > 1) throw unknown(`Say which group: ${chosen.map(nameOf).join(', ')}.`);
  return chosen.map((consumer) => ({
    ...{ bus: platform.bus, topic: consumer.topic.name, group: consumer.group },
    ...(id ? { ids: id } : {}),
    ...(time ? { since: time } : {}),
  }));
}

function nameOf({ topic, group }: ConsumerDefinition): string {
  return `${topic.name} as ${group}`;
}

async function list(selection: DeadLetterSelection, { print }: OperatorCommandOptions): Promise<void> {
  for await (const letter of listDeadLetters(selection)) print(JSON.stringify(described(letter, selection.group)));
}

async function replay(selection: DeadLetterSelection, { print }: OperatorCommandOptions): Promise<void> {
  const ids = await replayDeadLetters(selection);
  print(JSON.stringify({ topic: selection.topic, group: selection.group, replayed: ids }));
}

/** Never the payload: it holds people's data. */
function described({ id, code, reason, attempts, firstFailedAt, buriedAt, origin, message }: DeadLetter, group: string) {
  const { ce_type: type, ce_tenantid: tenantId } = message.headers;
  const from = { partition: origin.partition, offset: String(origin.offset) };
  return {
    topic: origin.topic,
    group,
    id,
    type,
    tenantId,
    key: message.key,
    code,
    reason,
    attempts,
    firstFailedAt,
    buriedAt,
    from,
  };
}

async function withBus({ platform: { bus, owns } }: OperatorCommandOptions, work: () => Promise<void>): Promise<void> {
  if (owns.bus) await bus.start();
  try {
    await work();
  } finally {
    if (owns.bus) await bus.close();
  }
}

async function rotate({ platform: { store, owns }, rotateSecrets, print }: OperatorCommandOptions): Promise<void> {
  if (!rotateSecrets) throw unknown('This service stores no secrets.');
  try {
    await store.prepare();
    print(JSON.stringify({ changedDocuments: await rotateSecrets() }));
  } finally {
    if (owns.store) await store.close();
  }
}

function unknown(problem: string) {
  return invalidInput('unknown_command', `${problem}\n${USAGE}`);
}
