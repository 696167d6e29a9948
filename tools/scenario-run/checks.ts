/** Collects what did not hold, as sentences, so that a scenario goes on and tells everything. */
export interface Checks {
  readonly failures: readonly string[];
  /** `sentence` says what should be so. */
  that(isSo: boolean, sentence: string): void;
  equal(actual: unknown, expected: unknown, what: string): void;
}

export function createChecks(): Checks {
  const failures: string[] = [];
  return {
    failures,
    that(isSo, sentence) {
      if (!isSo) failures.push(sentence);
    },
    equal(actual, expected, what) {
      const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
      if (is !== should) failures.push(`${what}: ${is} instead of ${should}`);
    },
  };
}
