/** A bound against hanging, not a measure. */
const LIMIT_MS = 60_000;

/**
 * Lets the event loop turn until something is so. For what the sockets of this process bring while a clock stands still, where
 * `eventually` would pause at each step.
 */
export async function until(isSo: () => boolean | Promise<boolean>, limitMs: number = LIMIT_MS): Promise<void> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    // A machine that stood still is asked once more.
    const isLast = performance.now() >= deadline;
    if (await isSo()) return;
    if (isLast) throw new Error(`still not so after ${limitMs} ms: ${String(isSo)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
