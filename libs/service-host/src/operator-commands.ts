import { deadLetterTopic } from '@psa-bridge/contracts';
import { invalidInput } from '@psa-bridge/core';
import {
  listDeadLetters,
  replayDeadLetters,
  type ConsumerDefinition,
  type DeadLetter,
  type DeadLetterSelection,
} from '@psa-bridge/messaging';
import { createMigrations, type Migration } from '@psa-bridge/persistence';
import { parseArgs } from 'node:util';
import type { Platform } from './platform.ts';
import { supportBundle } from './support-bundle.ts';

export interface OperatorCommandOptions {
  platform: Platform;
  consumers?: readonly ConsumerDefinition[];
  rotateSecrets?: () => Promise<number>;
  migrations?: readonly Migration[];
  /** The service's own, by their words: `audit verify`. */
  commands?: OperatorCommands;
  print: (line: string) => void;
}

/** Something of a service's own that an operator asks for. */
export interface OperatorCommand {
  /** What is to be said besides, for whoever forgot it: `--tenant TENANT`. */
  usage: string;
  /** The database is open; each answer is a line of JSON. */
  run(given: Readonly<Record<string, string | undefined>>, print: (line: string) => void): Promise<void>;
}

export type OperatorCommands = Readonly<Record<string, OperatorCommand>>;

const USAGE = `Commands:
  dead-letters list [--topic TOPIC] [--group GROUP] [--since TIME]
  dead-letters replay --topic TOPIC [--group GROUP] (--id PARTITION:OFFSET … | --all) [--since TIME]
  migrate
  rotate-secrets
  support-bundle`;

const OPTIONS = {
  topic: { type: 'string' },
  group: { type: 'string' },
  id: { type: 'string', multiple: true },
  all: { type: 'boolean' },
  since: { type: 'string' },
  tenant: { type: 'string' },
  person: { type: 'string' },
  confirm: { type: 'string' },
  head: { type: 'string' },
  incident: { type: 'string' },
  maintenance: { type: 'string' },
  title: { type: 'string' },
  text: { type: 'string' },
  services: { type: 'string' },
  stage: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  stream: { type: 'string' },
  cursor: { type: 'string' },
} as const;

/**
 * What an operator asks of a service's program, beside a running service or without one. Each answer is a line of JSON.
 * @throws AppError `unknown_command`
 */
export async function runOperatorCommand(args: readonly string[], options: OperatorCommandOptions): Promise<void> {
  const { values, positionals } = parsed(args);
  const command = positionals.join(' ');
  const everybodys = EVERY_SERVICES.get(command);
  if (everybodys) return everybodys(options);
  const own = options.commands?.[command];
  if (own) return withStore(options, () => own.run(onlyTexts(values), options.print));
  if (command !== 'dead-letters list' && command !== 'dead-letters replay')
    throw unknown(`There is no command "${command}".${usageOf(options)}`);
  await deadLetters(command === 'dead-letters replay', values, options);
}

/** What every service's program can do without being told more. */
const EVERY_SERVICES: ReadonlyMap<string, (options: OperatorCommandOptions) => Promise<void>> = new Map([
  ['rotate-secrets', rotate],
  ['migrate', migrate],
  ['support-bundle', bundle],
]);

async function deadLetters(isReplay: boolean, values: Values, options: OperatorCommandOptions): Promise<void> {
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

async function withBus(
  { platform: { bus, owns } }: Pick<OperatorCommandOptions, 'platform'>,
  work: () => Promise<void>,
): Promise<void> {
  if (owns.bus) await bus.start();
  try {
    await work();
  } finally {
    if (owns.bus) await bus.close();
  }
}

async function rotate({ platform, rotateSecrets, print }: OperatorCommandOptions): Promise<void> {
  if (!rotateSecrets) throw unknown('This service stores no secrets.');
  await withStore({ platform }, async () => print(JSON.stringify({ changedDocuments: await rotateSecrets() })));
}

/** What a start does before anything else, done beforehand: a release whose data cannot be changed never replaces a pod. */
async function migrate({ platform, migrations = [], print }: OperatorCommandOptions): Promise<void> {
  const { name, store, clock, logger } = platform;
  await withStore({ platform }, async () => {
    const migrated = await createMigrations({ store, name, migrations, clock, logger }).run();
    print(JSON.stringify({ migrated }));
  });
}

async function bundle({ platform, consumers = [], print }: OperatorCommandOptions): Promise<void> {
  await withStore({ platform }, () =>
    withBus({ platform }, async () => {
      for await (const line of supportBundle(platform, consumers)) print(line);
    }),
  );
}

async function withStore(
  { platform: { store, owns } }: Pick<OperatorCommandOptions, 'platform'>,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await store.prepare();
    await work();
  } finally {
    if (owns.store) await store.close();
  }
}

function onlyTexts(values: Values): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** @throws AppError `option_missing` */
export function requiredOption(name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw invalidInput('option_missing', `Say which ${name}: --${name} …`);
  return value.trim();
}

function usageOf({ commands = {} }: OperatorCommandOptions): string {
  return Object.entries(commands)
    .map(([name, { usage }]) => `\n  ${name} ${usage}`)
    .join('');
}

function unknown(problem: string) {
  return invalidInput('unknown_command', `${problem}\n${USAGE}`);
}
