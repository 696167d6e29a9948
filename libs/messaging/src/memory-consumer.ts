import type { BackoffPolicy, Clock } from '@psa-bridge/core';
import { createBatchRun, type BatchRun } from './batch-run.ts';
import type { MemoryGroup, MemoryMember } from './memory-group.ts';
import type { MemoryLog } from './memory-log.ts';
import { createPartitionPauses, partitionKey } from './partition-pauses.ts';
import type { BusConsumer, BusConsumerOptions, TopicPartition } from './port.ts';

export interface MemoryConsumerDeps {
  clock: Clock;
  log: MemoryLog;
  group: MemoryGroup;
  backoff: BackoffPolicy;
  /** Calls back after every publish, until the returned function is called. */
  onPublished: (listener: () => void) => () => void;
}

const MAX_BATCH = 500;

export function createMemoryConsumer(options: BusConsumerOptions, deps: MemoryConsumerDeps): BusConsumer {
  const { clock, log, group } = deps;
  const runs = new Map<string, { run: BatchRun; ended: Promise<void> }>();
  const pauses = createPartitionPauses({ clock, backoff: deps.backoff, onResume: () => pump() });
  let assigned: readonly TopicPartition[] = [];
  let isJoined = false;
  let isHeld = false;
  let isDraining = false;
  let lastTurn = clock.now();
  let unsubscribe = (): void => undefined;

  function pump(): void {
    lastTurn = clock.now();
    for (const where of assigned) {
      if (isHeld || isDraining || runs.size >= options.concurrency) return;
      if (!runs.has(partitionKey(where)) && !pauses.isPaused(where)) begin(where);
    }
  }

  function begin(where: TopicPartition): void {
    const messages = log.read(where.topic, where.partition, group.position(where), MAX_BATCH);
    if (messages.length === 0) return;
    const run = createBatchRun({
      ...where,
      messages,
      highWatermark: log.end(where.topic, where.partition),
      heartbeat: () => Promise.resolve(),
    });
    const key = partitionKey(where);
    runs.set(key, { run, ended: handle(where, run) });
  }

  async function handle(where: TopicPartition, run: BatchRun): Promise<void> {
    // Lets the caller register the run, and other work have its turn, before the handler starts.
    await new Promise((resolve) => setImmediate(resolve));
    const { next, failure } = await run.run(options.onBatch);
    if (runs.get(partitionKey(where))?.run !== run) return;
    runs.delete(partitionKey(where));
    if (next !== undefined) {
      group.store(where, next);
      pauses.progress(where);
    }
    if (failure) pauses.fail(where, failure.error);
    // Those that wait for a free place come before this one.
    assigned = [...assigned.filter((other) => other !== where), ...assigned.filter((other) => other === where)];
    pump();
  }

  function fenceAll(): void {
    for (const { run } of runs.values()) {
      const next = run.next();
      run.fence();
      run.abort();
      if (next !== undefined) group.store(run, next);
    }
    runs.clear();
  }

  const member: MemoryMember = {
    topics: options.topics.map((topic) => topic.name),
    async drain() {
      isDraining = true;
      const running = [...runs.values()];
      for (const { run } of running) run.abort();
      await Promise.all(running.map(({ ended }) => ended));
    },
    assign(partitions) {
      fenceAll();
      assigned = partitions;
      isDraining = false;
      isJoined = true;
      pump();
    },
  };

  return {
    async start() {
      for (const { name: topic } of options.topics) {
        const partitions = log.partitions(topic);
        for (let partition = 0; options.from === 'latest' && partition < partitions; partition++)
          group.begin({ topic, partition }, log.end(topic, partition));
      }
      unsubscribe = deps.onPublished(pump);
      await group.join(member);
    },
    async stop() {
      unsubscribe();
      pauses.stop();
      await group.leave(member);
      isJoined = false;
    },
    pause() {
      isHeld = true;
    },
    resume() {
      isHeld = false;
      pump();
    },
    lastTick: () => (runs.size === 0 ? clock.now() : lastTurn),
    isJoined: () => isJoined,
    assigned: () => assigned,
    positions: () =>
      Promise.resolve(
        assigned.map((where) => ({ ...where, next: group.position(where), end: log.end(where.topic, where.partition) })),
      ),
  };
}
