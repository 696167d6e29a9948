import { z } from 'zod';
import { operation } from './control-api.ts';
import { faultSchema, type FaultTable } from './fault-table.ts';
import type { LateCommits } from './late-commits.ts';
import type { Latency } from './latency.ts';

/** What goes wrong, and how long calls take. */
export function faultOperations({
  faults,
  latency,
  lateCommits,
}: {
  faults: FaultTable;
  latency: Latency;
  lateCommits: LateCommits;
}) {
  return {
    addFault: operation('Arms a fault; answers its id.', faultSchema, (input) => faults.add(input)),
    removeFault: operation('Disarms one fault.', z.strictObject({ id: z.int() }), ({ id }) => faults.remove(id)),
    clearFaults: operation('Disarms all faults and forgets late commits.', z.strictObject({}), () => {
      faults.clear();
      lateCommits.clear();
    }),
    listFaults: operation('The armed faults, with how often they matched and struck.', z.strictObject({}), () => faults.list()),
    setLatency: operation(
      'How long calls take.',
      z.strictObject({ callMs: z.number().min(0).optional(), fullPageMs: z.number().min(0).optional() }),
      ({ callMs, fullPageMs }) => {
        latency.callMs = callMs ?? latency.callMs;
        latency.fullPageMs = fullPageMs ?? latency.fullPageMs;
      },
    ),
  };
}
