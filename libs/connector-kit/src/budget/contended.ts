import { isAppError, type Clock } from '@psa-bridge/core';

const TRIES = 8;
const STEP_MS = 20;

/** A write to a document that all replicas write: when they keep getting in each other's way, each waits a time of its own. */
export async function contended<Result>(write: () => Promise<Result>, clock: Clock): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isAppError(error) || error.code !== 'write_conflict' || tries === TRIES) throw error;
      await clock.sleep(Math.random() * STEP_MS * tries);
    }
  }
}
