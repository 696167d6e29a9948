export interface BackoffPolicy {
  /** Wait before the first retry, in milliseconds. */
  firstMs: number;
  /** No wait is longer than this, in milliseconds. */
  maxMs: number;
  /** Each wait is this many times the one before. */
  factor: number;
  /** Share of the wait that is random, 0 to 1: 0.2 means plus or minus 20 %. */
  jitter: number;
}

/** The wait in milliseconds before retry number `retry` (1 is the first). `random` gives 0 to 1. */
export function backoffMs(policy: BackoffPolicy, retry: number, random: () => number = Math.random): number {
  const plain = Math.min(policy.maxMs, policy.firstMs * policy.factor ** Math.max(0, retry - 1));
  const spread = plain * policy.jitter * (random() * 2 - 1);
  return Math.max(0, Math.min(policy.maxMs, Math.round(plain + spread)));
}
