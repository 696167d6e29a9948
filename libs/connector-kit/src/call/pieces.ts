import { toAppError } from '@psa-bridge/core';
import type { SessionMemory } from '../definition/session.ts';

/** Long enough for many waits at the limit; a reading that is given up for good may be taken up again for so long. */
const KEPT_MS = 60 * 60 * 1000;

/** One call's part of an answer, by a name that is unique in the integration. */
export type Piece = <Value>(name: string, load: () => Promise<Value>) => Promise<Value>;

/**
 * Reads what takes several calls. What one try has read is kept for the next, until the whole is there: where the limit is met
 * all the time, each try gets further, and the reading ends (CW-60).
 */
export async function readInPieces<Result>(memory: SessionMemory, read: (piece: Piece) => Promise<Result>): Promise<Result> {
  const names = new Set<string>();
  const forget = (): void => names.forEach((name) => memory.forget(name));
  try {
    const result = await read((name, load) => {
      names.add(name);
      return memory.remember(name, KEPT_MS, load);
    });
    forget();
    return result;
  } catch (error) {
    // Whatever else ended this try may end the whole reading, and the next one is to see what stands there by then.
    if (toAppError(error).kind !== 'rate_limited') forget();
    throw error;
  }
}
