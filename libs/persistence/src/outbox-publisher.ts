import { toBusMessage, type BusMessage, type OutboxEvent } from '@psa-bridge/contracts';
import { toAppError, type AppError } from '@psa-bridge/core';

/** Brokers take about a megabyte at once; headers and keys come on top of the payloads counted here. */
const MAX_BATCH_BYTES = 400_000;

export type Publish = (topic: string, messages: BusMessage[]) => Promise<void>;

/** A document's events in their order. `done` counts those that are published. */
export interface Progress {
  readonly events: readonly OutboxEvent[];
  done: number;
  /** Why the next event could not be published. */
  failure?: AppError;
}

interface Run {
  progress: Progress;
  events: readonly OutboxEvent[];
}

/**
 * Publishes many documents' events in few calls, and each document's in order: in every round each document contributes its
 * next events of one topic, and a document whose events fail takes no further part.
 */
export async function publishInOrder(documents: readonly Progress[], publish: Publish): Promise<void> {
  for (let going = documents.filter(hasMore); going.length > 0; going = going.filter(hasMore)) {
    const topics = Map.groupBy(going.map(nextRun), (run) => run.events[0]?.topic ?? '');
    await Promise.all([...topics].map(([topic, runs]) => publishTopic(topic, runs, publish)));
  }
}

function hasMore({ events, done, failure }: Progress): boolean {
  return failure === undefined && done < events.length;
}

/** The events from the next one on that go to the same topic. */
function nextRun(progress: Progress): Run {
  const rest = progress.events.slice(progress.done);
  const end = rest.findIndex((event) => event.topic !== rest[0]?.topic);
  return { progress, events: end === -1 ? rest : rest.slice(0, end) };
}

async function publishTopic(topic: string, runs: readonly Run[], publish: Publish): Promise<void> {
  let down: AppError | undefined;
  for (const batch of inBatches(runs)) {
    down ??= await publishBatch(topic, batch, publish);
    if (down) fail(batch, down);
  }
}

/** Answers the failure when there is no use in trying further. One document's refused event does not hold up the others. */
async function publishBatch(topic: string, batch: readonly Run[], publish: Publish): Promise<AppError | undefined> {
  const failure = await attempt(topic, batch, publish);
  if (!failure || failure.kind === 'unavailable') return failure;
  if (batch.length === 1) {
    fail(batch, failure);
    return undefined;
  }
  for (const run of batch) {
    const down = await publishBatch(topic, [run], publish);
    if (down) return down;
  }
  return undefined;
}

async function attempt(topic: string, batch: readonly Run[], publish: Publish): Promise<AppError | undefined> {
  try {
    await publish(
      topic,
      batch.flatMap(({ events }) => events.map(toBusMessage)),
    );
    for (const { progress, events } of batch) progress.done += events.length;
    return undefined;
  } catch (error) {
    return toAppError(error);
  }
}

function fail(batch: readonly Run[], failure: AppError): void {
  for (const { progress } of batch) {
    if (hasMore(progress)) progress.failure = failure;
  }
}

function* inBatches(runs: readonly Run[]): Generator<readonly Run[]> {
  let batch: Run[] = [];
  let bytes = 0;
  for (const run of runs) {
    const size = run.events.reduce((sum, event) => sum + event.payload.length, 0);
    if (batch.length > 0 && bytes + size > MAX_BATCH_BYTES) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(run);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
