import { toAppError, type AppError, type Clock, type Component } from '@psa-bridge/core';
import { createOutboxPump, type OutboxPumpOptions } from './outbox-pump.ts';
import { oldestOf, type OutboxCollection } from './outbox-waiting.ts';

export interface OutboxRelayOptions extends OutboxPumpOptions {
  collections: readonly OutboxCollection[];
  clock: Clock;
  /** The poll runs no more often than this, more seldom while nothing waits, and its reads never take more than a twentieth of the time. */
  pollMs?: number;
  /** The poll leaves younger events to the process that wrote them. */
  recoverAfterMs?: number;
}

export interface OutboxRelay extends Component {
  start(): void;
  /** Ends after what this process wrote is published; what is left is found by the next relay. */
  stop(): Promise<void>;
  /**
   * Publishes everything that waits now, whoever wrote it.
   * @throws AppError of the event that could not be published.
   */
  flush(): Promise<void>;
}

interface PollResult {
  /** What the reads took. */
  tookMs: number;
  /** True when more may wait than was read. */
  isFull: boolean;
  /** Nothing waits anywhere. */
  isEmpty: boolean;
  failure: AppError | undefined;
}

const DOCUMENTS_A_POLL = 500;
const POLL_SHARE = 20;
/** While nothing waits the pause grows up to so many times `pollMs`: what other processes left behind is rare. */
const LONGEST_REST = 5;

/**
 * Publishes the events that wait in documents, at least once, and each document's in order. Those written by this process go
 * out at once; those a killed process left behind are found by a poll.
 */
export function createOutboxRelay(options: OutboxRelayOptions): OutboxRelay {
  const { collections, clock, logger, metrics, pollMs = 1_000, recoverAfterMs = 2_000 } = options;
  const pump = createOutboxPump(options);
  const stopping = new AbortController();
  let unsubscribe: (() => void)[] = [];
  let polling: Promise<void> | undefined;

  async function offerWaiting(collection: OutboxCollection, minAgeMs: number): Promise<{ isFull: boolean; isEmpty: boolean }> {
    const found = await collection.withOutbox(DOCUMENTS_A_POLL);
    const ages = found.map((doc) => clock.now().getTime() - oldestOf(doc).getTime());
    metrics.gauge('psa_bridge_outbox_oldest_age_seconds', Math.max(0, ...ages) / 1_000, { collection: collection.spec.name });
    const due = found.filter((_, at) => (ages[at] ?? 0) >= minAgeMs);
    due.forEach((doc) => pump.offer(collection, doc));
    return { isFull: due.length === DOCUMENTS_A_POLL, isEmpty: found.length === 0 };
  }

  async function poll(minAgeMs: number): Promise<PollResult> {
    const begin = clock.now().getTime();
    let isFull = false;
    let isEmpty = true;
    for (const collection of collections) {
      const waiting = await offerWaiting(collection, minAgeMs);
      isFull ||= waiting.isFull;
      isEmpty &&= waiting.isEmpty;
    }
    const tookMs = clock.now().getTime() - begin;
    return { tookMs, isFull, isEmpty, failure: await pump.drain() };
  }

  async function pollUntilStopped(): Promise<void> {
    let restMs = pollMs;
    while (!stopping.signal.aborted) {
      const result = await poll(recoverAfterMs).catch(toAppError);
      if ('tookMs' in result && result.isFull && !result.failure) continue;
      if (!('tookMs' in result)) logger.warn({ code: result.code }, 'outbox_poll_failed');
      restMs = 'tookMs' in result && result.isEmpty ? Math.min(restMs * 2, LONGEST_REST * pollMs) : pollMs;
      const waitMs = 'tookMs' in result ? Math.max(restMs, POLL_SHARE * result.tookMs) : restMs;
      await clock.sleep(waitMs, stopping.signal).catch(() => undefined);
    }
  }

  return {
    name: 'outbox-relay',
    start() {
      unsubscribe = collections.map((collection) =>
        collection.onOutbox((doc) => {
          if (pump.isDown()) return;
          pump.offer(collection, doc);
          void pump.drain();
        }),
      );
      polling = pollUntilStopped();
    },
    async stop() {
      stopping.abort();
      unsubscribe.forEach((forget) => forget());
      await polling;
      await pump.drain();
    },
    async flush() {
      for (let isFull = true; isFull;) {
        const result = await poll(0);
        if (result.failure) throw result.failure;
        isFull = result.isFull;
      }
    },
  };
}
