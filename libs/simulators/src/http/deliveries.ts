import type { Clock } from '@psa-bridge/core';
import { createRandom } from '../seeding/random.ts';
import { createLoopbackCaller, type Callout } from './callout.ts';
import { CALM, isStruck, type DeliveryConditions } from './delivery-conditions.ts';
import type { Scheduler } from './scheduler.ts';

/** What became of the messages to one receiver. */
export interface DeliveryReport {
  delivered: number;
  duplicated: number;
  dropped: number;
  /** Messages that were given up. */
  abandoned: number;
  failedAttempts: number;
}

export const NO_DELIVERIES: Readonly<DeliveryReport> = {
  delivered: 0,
  duplicated: 0,
  dropped: 0,
  abandoned: 0,
  failedAttempts: 0,
};

export interface Attempt {
  /** 0 without an answer. */
  status: number;
  error: string | undefined;
  startedAt: Date;
}

export interface Message {
  callout: Omit<Callout, 'signal'>;
  report: DeliveryReport;
  /** Between the tries; none for a single one. */
  waitsMs: readonly number[];
  isRetried(status: number): boolean;
  onAttempt?(attempt: Attempt): void;
  onDelivered?(): void;
  onAbandoned?(): void;
}

/** Messages that a vendor sends by itself, side by side: nothing keeps their order. */
export interface Deliveries {
  readonly conditions: DeliveryConditions;
  send(message: Message): void;
  /** Runs beside the messages, and is waited for with them. */
  alongside(work: Promise<void>): void;
  /** Resolves when every message is delivered, lost or given up. */
  idle(): Promise<void>;
  reset(): void;
  close(): void;
}

export function createDeliveries({ clock, scheduler }: { clock: Clock; scheduler: Scheduler }): Deliveries {
  const caller = createLoopbackCaller(clock);
  const conditions: DeliveryConditions = { ...CALM };
  const running = new Set<Promise<void>>();
  let random = createRandom(1);

  function alongside(work: Promise<void>): void {
    const watched = work.catch(() => undefined).finally(() => running.delete(watched));
    running.add(watched);
  }

  async function post(callout: Callout): Promise<Attempt> {
    const startedAt = clock.now();
    try {
      return { status: await caller.post(callout), error: undefined, startedAt };
    } catch (error) {
      return { status: 0, error: error instanceof Error ? error.message : 'no answer', startedAt };
    }
  }

  async function deliver({ report, ...message }: Message, callout: Callout, isDoubled: boolean): Promise<void> {
    await scheduler.sleep(conditions.delayMs);
    for (const wait of [...message.waitsMs, undefined]) {
      const attempt = await post(callout);
      callout.signal.throwIfAborted();
      message.onAttempt?.(attempt);
      if (attempt.status >= 200 && attempt.status < 300) {
        report.delivered += 1;
        message.onDelivered?.();
        if (!isDoubled) return;
        report.duplicated += 1;
        await post(callout);
        return;
      }
      report.failedAttempts += 1;
      if (wait === undefined || !message.isRetried(attempt.status)) break;
      await scheduler.sleep(wait);
    }
    report.abandoned += 1;
    message.onAbandoned?.();
  }

  return {
    conditions,
    alongside,
    send(message) {
      if (isStruck(conditions, 'drop', random.next)) {
        message.report.dropped += 1;
        return;
      }
      const isDoubled = isStruck(conditions, 'duplicate', random.next);
      alongside(deliver(message, { ...message.callout, signal: scheduler.signal() }, isDoubled));
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    reset() {
      random = createRandom(1);
      Object.assign(conditions, CALM);
    },
    close: () => caller.close(),
  };
}
