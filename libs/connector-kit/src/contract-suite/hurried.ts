import type { RetryRules } from '../definition/failure.ts';

/** The connector with its first waits shortened, for tests in which time runs for real. */
export function hurried<Definition extends { retry: RetryRules }>(definition: Definition): Definition {
  const { connection, limited, outage, quarantineMs } = definition.retry;
  const backoff = { firstMs: 50, maxMs: 200, factor: 2, jitter: 0 };
  return {
    ...definition,
    retry: {
      connection: { ...connection, backoff },
      limited: { ...limited, backoff },
      outage: { ...outage, backoff },
      quarantineMs,
    },
  };
}
