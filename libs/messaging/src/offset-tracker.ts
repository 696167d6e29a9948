import { AppError } from '@psa-bridge/core';

/** What is done of one run of messages of a partition. */
export interface OffsetTracker {
  /** Every message up to and including this offset is done; lower than before changes nothing. */
  done(offset: bigint): void;
  /** The offset to read from next, or undefined while nothing is done. */
  next(): bigint | undefined;
  /** Fences the run: a `done` after this is ignored. */
  close(): void;
}

/**
 * Offsets only rise, and only to what was handed out: storing a higher one would skip messages that nobody has seen.
 *
 * @throws AppError `offset_not_handed_out` from `done`, a bug of the caller
 */
export function createOffsetTracker(first: bigint, last: bigint): OffsetTracker {
  let highest: bigint | undefined;
  let isOpen = true;
  return {
    done(offset) {
      if (!isOpen || offset < first || (highest !== undefined && offset <= highest)) return;
      if (offset > last) {
        throw new AppError(`Offset ${offset} was never handed out; the last one was ${last}.`, {
          code: 'offset_not_handed_out',
          kind: 'bug',
        });
      }
      highest = offset;
    },
    next: () => (highest === undefined ? undefined : highest + 1n),
    close() {
      isOpen = false;
    },
  };
}
