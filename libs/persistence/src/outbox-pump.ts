import { toAppError, type AppError } from '@psa-bridge/core';
import type { Logger, Metrics } from '@psa-bridge/observability';
import { publishInOrder, type Progress, type Publish } from './outbox-publisher.ts';
import {
  createRecentIds,
  createWaitingDocuments,
  type DocumentWithEvents,
  type OutboxCollection,
  type WaitingDocument,
} from './outbox-waiting.ts';

export interface OutboxPumpOptions {
  publish: Publish;
  logger: Logger;
  metrics: Metrics;
}

/** Publishes documents' events one batch after the other and then clears them from the documents. */
export interface OutboxPump {
  offer(collection: OutboxCollection, doc: DocumentWithEvents): void;
  /** Resolves when nothing waits here any more, with the first failure. */
  drain(): Promise<AppError | undefined>;
  /** True after the broker or the database did not answer: then only the poll offers documents, which is the next try. */
  isDown(): boolean;
}

const DOCUMENTS_AT_ONCE = 500;
const CAPACITY = 10_000;

export function createOutboxPump({ publish, logger, metrics }: OutboxPumpOptions): OutboxPump {
  const waiting = createWaitingDocuments(CAPACITY);
  const published = createRecentIds(2 * CAPACITY);
  let running: Promise<AppError | undefined> | undefined;
  let isDown = false;

  async function publishDocuments(documents: readonly WaitingDocument[]): Promise<AppError | undefined> {
    const progresses = documents.map(({ doc }): Progress => ({
      events: (doc.outbox ?? []).filter(({ id }) => !published.has(id)),
      done: 0,
    }));
    await publishInOrder(progresses, publish);
    progresses.forEach(({ events, done }, at) => {
      events.slice(0, done).forEach((event) => published.add(event.id));
      if (done > 0)
        metrics.count('psa_bridge_outbox_published_total', { collection: documents[at]?.collection.spec.name ?? '' }, done);
    });
    for (const [collection, own] of Map.groupBy(documents, (document) => document.collection)) await clear(collection, own);
    return reportFailures(progresses, logger);
  }

  async function clear(collection: OutboxCollection, documents: readonly WaitingDocument[]): Promise<void> {
    const done = documents.flatMap(({ doc }) => {
      const events = (doc.outbox ?? []).filter(({ id }) => published.has(id));
      return events.map((event) => ({ documentId: doc._id, eventId: event.id }));
    });
    await collection.clearOutbox(done);
  }

  async function run(): Promise<AppError | undefined> {
    let failure: AppError | undefined;
    await Promise.resolve();
    while (waiting.size() > 0) {
      const failed = await publishDocuments(waiting.take(DOCUMENTS_AT_ONCE)).catch(toAppError);
      failure ??= failed;
      isDown = failed?.kind === 'unavailable';
      if (isDown) waiting.clear();
    }
    running = undefined;
    return failure;
  }

  return {
    offer: waiting.offer,
    drain: () => (running ??= run()),
    isDown: () => isDown,
  };
}

/** Logs each failure once; answers the one that matters most. */
function reportFailures(progresses: readonly Progress[], logger: Logger): AppError | undefined {
  const failed = Map.groupBy(
    progresses.filter(({ failure }) => failure),
    ({ failure }) => failure,
  );
  for (const [failure, group] of failed) {
    const event = group[0]?.events[group[0].done];
    const fields = { code: failure?.code, kind: failure?.kind, documents: group.length, eventId: event?.id, topic: event?.topic };
    if (failure?.kind === 'unavailable') logger.warn(fields, 'outbox_publish_failed');
    else logger.error(fields, 'outbox_event_refused');
  }
  const failures = [...failed.keys()];
  return failures.find((failure) => failure?.kind === 'unavailable') ?? failures[0];
}
