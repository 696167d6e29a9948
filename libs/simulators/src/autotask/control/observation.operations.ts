import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import type { Simulation } from '../simulation.ts';

/** What the simulator has seen. */
export function observationOperations({ tenant, usage, gauge, counter, log, lateCommits, authentication }: Simulation) {
  return {
    state: operation('Switches, security, usage and what waits.', z.strictObject({}), () => ({
      switches: tenant.switches,
      isLocked: authentication.isLocked(),
      usage: { current: usage.current(), external: usage.external(), threshold: usage.threshold },
      lateCommits: lateCommits.waiting(),
    })),
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
