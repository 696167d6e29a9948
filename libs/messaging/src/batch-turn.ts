import type { Clock } from '@psa-bridge/core';
import type { PartitionBatch } from './port.ts';

/** One batch's turn: what of it is handled, and how long that took. */
export interface BatchTurn {
  /** The next message is handled: as it should, or else its outcome is counted elsewhere. */
  handled(isOk: boolean): void;
  /** Notes what was handled since the clock last moved. */
  end(): { handled: number; oks: number };
  isOver(): boolean;
}

export interface BatchTurnOptions {
  clock: Clock;
  /** After this time the turn is over. */
  sliceMs: number;
  /** Seconds that a message took; told at the turn's end. */
  onTook: (seconds: number) => void;
}

/**
 * Noting every message by itself would cost as much as handling it. So it is done when the clock has moved on: a message that
 * takes a millisecond or more is noted alone, of those that share a millisecond one stands for all. What they took is told at
 * the turn's end: one after the other that costs a fraction of what it costs between messages.
 */
export function createBatchTurn({ messages, done }: PartitionBatch, { clock, sliceMs, onTook }: BatchTurnOptions): BatchTurn {
  let at = clock.now().getTime();
  const end = at + sliceMs;
  let handled = 0;
  let noted = 0;
  let oks = 0;
  const took: number[] = [];

  function note(now: number): void {
    const last = messages[handled - 1];
    if (handled === noted || !last) return;
    done(last.offset);
    took.push((now - at) / (handled - noted) / 1000);
    noted = handled;
  }

  return {
    handled(isOk) {
      handled += 1;
      if (isOk) oks += 1;
      const now = clock.now().getTime();
      if (now === at) return;
      note(now);
      at = now;
    },
    end() {
      note(at);
      took.forEach(onTook);
      return { handled, oks };
    },
    isOver: () => at > end,
  };
}
