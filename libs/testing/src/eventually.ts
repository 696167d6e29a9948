import { setTimeout as delay } from 'node:timers/promises';

export interface EventuallyOptions {
  /** How long the assertion may go on failing, in milliseconds. */
  timeoutMs?: number;
  /** Pause between two tries, in milliseconds. */
  everyMs?: number;
}

/** A question that is wrong stays wrong: waiting for another answer would only hide it. */
export class NeverSo extends Error {}

/**
 * Tries an assertion until it holds and answers what it returned; when the time is over, rejects with its last failure. The last
 * try begins after that, so that a machine that stood still is asked once more.
 * For effects that arrive through a broker or another process, where there is no promise to wait for.
 */
export async function eventually<Result>(
  assertion: () => Result | Promise<Result>,
  options: EventuallyOptions = {},
): Promise<Result> {
  const { timeoutMs = 20_000, everyMs = 25 } = options;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const isLast = performance.now() >= deadline;
    try {
      return await assertion();
    } catch (error) {
      if (error instanceof NeverSo) throw error;
      if (isLast) throw explained(error, timeoutMs);
      await delay(everyMs);
    }
  }
}

/** The assertion's own error, so that the runner shows its diff, with the time it was given in front. */
function explained(error: unknown, timeoutMs: number): unknown {
  if (!(error instanceof Error)) return error;
  error.message = `still so after ${timeoutMs} ms: ${error.message}`;
  return error;
}
