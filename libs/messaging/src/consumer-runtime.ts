import { deadLetterTopic } from '@psa-bridge/contracts';
import { AppError, type Clock, type Component } from '@psa-bridge/core';
import type { Logger, Metrics } from '@psa-bridge/observability';
import { createBatchHandler } from './batch-handler.ts';
import type { ConsumerDefinition } from './consumer-definition.ts';
import { createConsumerProgress, type ConsumerProgress } from './consumer-progress.ts';
import { createManyHandler, createMessageHandler } from './message-handler.ts';
import type { BusConsumer, MessageBus } from './port.ts';

export interface ConsumerRuntimeOptions {
  bus: MessageBus;
  consumers: readonly ConsumerDefinition[];
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  /** Written on dead letters; the consumer group when left out. */
  service?: string;
  /** While it says no (or throws), as when the database is down, nothing is taken; asked once per `checkMs`. */
  isReady?: () => boolean | Promise<boolean>;
  /** Partitions of one group that are handled at the same time. */
  concurrency?: number;
  checkMs?: number;
  /** After this time a partition gives way to others that wait. */
  sliceMs?: number;
  /** A consumer whose loop did not turn for so long is not alive. */
  livenessMs?: number;
}

/** All consumers of a service as one part of its life. */
export interface ConsumerRuntime extends Component {
  start(): Promise<void>;
  /** Lets the running handlers end, stores what is done, leaves the groups. */
  stop(): Promise<void>;
  /** Every consumer's loop turns. */
  isAlive(): boolean;
  /** Every consumer is a member of its group, and what the handlers need is there. */
  isReady(): boolean;
}

interface GroupRuntime {
  consumer: BusConsumer;
  progress: ConsumerProgress;
  /** When it may be asked again where it stands; never while it is being asked. */
  askAt: number;
}

/** A consumer that falls behind asks the broker so often how far. */
const ASK_EVERY_MS = 5_000;

export function createConsumerRuntime(options: ConsumerRuntimeOptions): ConsumerRuntime {
  const { bus, clock, logger, checkMs = 1_000, livenessMs = 120_000 } = options;
  const stopping = new AbortController();
  let isHeld = false;
  let isRunning = false;
  const groups = byGroup(options.consumers).map((definitions) => createGroup(definitions, options, () => isHeld));

  async function askReady(): Promise<boolean> {
    try {
      return (await options.isReady?.()) ?? true;
    } catch {
      return false;
    }
  }

  async function check(): Promise<void> {
    const hold = !(await askReady());
    if (hold === isHeld) return;
    isHeld = hold;
    for (const { consumer } of groups) (hold ? consumer.pause : consumer.resume)();
    if (hold) logger.warn({}, 'consumers_paused');
    else logger.info({}, 'consumers_resumed');
  }

  async function keepChecking(): Promise<void> {
    while (!stopping.signal.aborted) {
      await clock.sleep(checkMs, stopping.signal);
      await check();
      for (const group of groups) {
        askWhereItStands(group);
        group.progress.report(group.consumer.assigned());
      }
    }
  }

  /** A batch tells how far behind it is; while none is taken, the broker does. One that does not answer is asked again. */
  function askWhereItStands(group: GroupRuntime): void {
    const { consumer, progress } = group;
    if (clock.now().getTime() < group.askAt || !(isHeld || progress.isBehind())) return;
    group.askAt = Infinity;
    consumer
      .positions()
      .then(progress.learn, () => undefined)
      .finally(() => (group.askAt = clock.now().getTime() + ASK_EVERY_MS));
  }

  return {
    name: 'consumers',
    async start() {
      const topics = options.consumers.map(({ topic }) => topic);
      const deadLetterTopics = options.consumers.map(({ topic, group }) => deadLetterTopic(topic.name, group));
      await bus.ensureTopics([...topics, ...deadLetterTopics]);
      await check();
      await Promise.all(groups.map(({ consumer }) => consumer.start()));
      isRunning = true;
      keepChecking().catch(() => undefined);
    },
    async stop() {
      isRunning = false;
      stopping.abort();
      await Promise.all(groups.map(({ consumer }) => consumer.stop()));
    },
    isAlive() {
      const oldestTurn = clock.now().getTime() - livenessMs;
      return !isRunning || groups.every(({ consumer }) => consumer.lastTick().getTime() >= oldestTurn);
    },
    isReady: () => isRunning && !isHeld && groups.every(({ consumer }) => consumer.isJoined()),
  };
}

function createGroup(
  definitions: readonly ConsumerDefinition[],
  options: ConsumerRuntimeOptions,
  isHeld: () => boolean,
): GroupRuntime {
  const { bus, clock, logger, metrics } = options;
  const group = definitions[0]?.group ?? '';
  const topics = definitions.map(({ topic }) => topic);
  const progress = createConsumerProgress(
    group,
    topics.map(({ name }) => name),
    { clock, metrics },
  );
  const handlers = new Map(
    definitions.map((definition) => [
      definition.topic.name,
      { one: createMessageHandler(definition, logger), many: createManyHandler(definition) },
    ]),
  );
  const onBatch = createBatchHandler({
    bus,
    group,
    service: options.service ?? group,
    handlers,
    progress,
    clock,
    logger,
    metrics,
    sliceMs: options.sliceMs ?? 2_000,
    isHeld,
  });
  return { progress, askAt: 0, consumer: bus.consumer({ group, topics, concurrency: options.concurrency ?? 6, onBatch }) };
}

/** @throws AppError `duplicate_consumer`: of two readers of one topic in one group each would miss what the other gets */
function byGroup(definitions: readonly ConsumerDefinition[]): ConsumerDefinition[][] {
  const groups = new Map<string, ConsumerDefinition[]>();
  for (const definition of definitions) {
    const known = groups.get(definition.group) ?? [];
    if (known.some(({ topic }) => topic.name === definition.topic.name)) {
      throw new AppError(`The group ${definition.group} reads ${definition.topic.name} twice.`, {
        code: 'duplicate_consumer',
        kind: 'bug',
      });
    }
    groups.set(definition.group, [...known, definition]);
  }
  return [...groups.values()];
}
