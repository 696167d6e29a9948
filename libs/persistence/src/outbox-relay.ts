import { toAppError, type AppError, type Clock, type Component } from '@psa-bridge/core';
import { createOutboxPump, type OutboxPumpOptions } from './outbox-pump.ts';
import { oldestOf, type OutboxCollection } from './outbox-waiting.ts';

export interface OutboxRelayOptions extends OutboxPumpOptions {
  collections: readonly OutboxCollection[];
  clock: Clock;
  /** The poll runs no more often than this, and its reads never take more than a twentieth of the time. */
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
  failure: AppError | undefined;
}

const DOCUMENTS_A_POLL = 500;
const POLL_SHARE = 20;

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

  /** Answers whether the read was full. */
  async function offerWaiting(collection: OutboxCollection, minAgeMs: number): Promise<boolean> {
    const found = await collection.withOutbox(DOCUMENTS_A_POLL);
    const ages = found.map((doc) => clock.now().getTime() - oldestOf(doc).getTime());
    metrics.gauge('psa_bridge_outbox_oldest_age_seconds', Math.max(0, ...ages) / 1_000, { collection: collection.spec.name });
    const due = found.filter((_, at) => (ages[at] ?? 0) >= minAgeMs);
    due.forEach((doc) => pump.offer(collection, doc));
    return due.length === DOCUMENTS_A_POLL;
  }

  async function poll(minAgeMs: number): Promise<PollResult> {
    const begin = clock.now().getTime();
    let isFull = false;
    for (const collection of collections) isFull = (await offerWaiting(collection, minAgeMs)) || isFull;
    const tookMs = clock.now().getTime() - begin;
    return { tookMs, isFull, failure: await pump.drain() };
  }

  async function pollUntilStopped(): Promise<void> {
    while (!stopping.signal.aborted) {
      const result = await poll(recoverAfterMs).catch(toAppError);
      if ('tookMs' in result && result.isFull && !result.failure) continue;
      if (!('tookMs' in result)) logger.warn({ code: result.code }, 'outbox_poll_failed');
      const waitMs = 'tookMs' in result ? Math.max(pollMs, POLL_SHARE * result.tookMs) : pollMs;
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
