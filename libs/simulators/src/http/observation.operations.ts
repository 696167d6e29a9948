import { z } from 'zod';
import type { CallCounter } from './call-counters.ts';
import type { CallLog } from './call-log.ts';
import type { ConcurrencyGauge } from './concurrency-gauge.ts';
import { operation } from './control-api.ts';

/** What a simulator has seen. */
export function callOperations({ gauge, counter, log }: { gauge: ConcurrencyGauge; counter: CallCounter; log: CallLog }) {
  return {
    counters: operation(
      'Calls and writes by entity and kind, answers by status, faults by kind, and the most calls at once by endpoint.',
      z.strictObject({}),
      () => ({ ...counter.snapshot(), maxConcurrentSeen: gauge.peaks() }),
    ),
    resetCounters: operation('Counts from nought again, and empties the call log.', z.strictObject({}), () => {
      counter.reset();
      gauge.resetPeaks();
      log.clear();
    }),
    calls: operation(
      'The newest calls, oldest first.',
      z.strictObject({
        entity: z.string().optional(),
        method: z.string().optional(),
        operation: z.string().optional(),
        limit: z.int().min(1).max(5_000).default(100),
      }),
      ({ limit, ...filter }) => log.recent(filter, limit),
    ),
  };
}
