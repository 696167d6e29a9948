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
 * Tries an assertion until it holds and answers what it returned; when the time is over, rejects with the failure of a last try
 * that begins after that. Time by which a pause lasts too long is not counted: the machine stood still, and so did whatever is
 * waited for.
 * For effects that arrive through a broker or another process, where there is no promise to wait for.
 */
export async function eventually<Result>(
  assertion: () => Result | Promise<Result>,
  options: EventuallyOptions = {},
): Promise<Result> {
  const { timeoutMs = 20_000, everyMs = 25 } = options;
  let deadline = performance.now() + timeoutMs;
  for (;;) {
    const isLast = performance.now() >= deadline;
    try {
      return await assertion();
    } catch (error) {
      if (error instanceof NeverSo) throw error;
      if (isLast) throw explained(error, timeoutMs);
      const wakesAt = performance.now() + everyMs;
      await delay(everyMs);
      deadline += Math.max(0, performance.now() - wakesAt);
    }
  }
}

/** The assertion's own error, so that the runner shows its diff, with the time it was given in front. */
function explained(error: unknown, timeoutMs: number): unknown {
  if (!(error instanceof Error)) return error;
  error.message = `still so after ${timeoutMs} ms: ${error.message}`;
  return error;
}
