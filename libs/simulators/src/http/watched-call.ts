import type { Clock } from '@psa-bridge/core';
import type { CallCounter } from './call-counters.ts';
import type { CallLog } from './call-log.ts';
import type { ConcurrencyGauge } from './concurrency-gauge.ts';
import type { HttpCall, HttpOutcome } from './exchange.ts';
import type { FaultAction } from './fault-table.ts';

/** What a call on one row is called in faults, counters and the log. */
export const OPERATION_OF_METHOD: Readonly<Record<string, string>> = {
  GET: 'get',
  POST: 'create',
  PATCH: 'update',
  PUT: 'update',
  DELETE: 'delete',
};

/** What of a call is counted and logged. */
export interface Seen {
  /** The entity, or what else the path leads to. */
  endpoint: string;
  operation: string;
  /** Set by whoever strikes it. */
  fault: FaultAction['kind'] | undefined;
}

export interface Witness {
  clock: Clock;
  gauge: ConcurrencyGauge;
  counter: CallCounter;
  log: CallLog;
  /** Takes secrets out of a body that goes to the log. */
  hide(body: string): string;
}

/** Runs a call under the eyes of gauge, counters and log; one that hangs lasts until its caller has gone. */
export async function watchCall(
  witness: Witness,
  watched: { call: HttpCall; seen: Seen },
  run: () => Promise<HttpOutcome>,
): Promise<HttpOutcome> {
  const { call, seen } = watched;
  const leave = witness.gauge.enter(seen.endpoint);
  witness.counter.call(seen.endpoint, seen.operation);
  try {
    const outcome = await run();
    note(witness, watched, outcome);
    if (outcome === 'hang') await call.closed;
    return outcome;
  } finally {
    leave();
  }
}

function note(
  { clock, counter, log, hide }: Witness,
  { call, seen }: { call: HttpCall; seen: Seen },
  outcome: HttpOutcome,
): void {
  const status = typeof outcome === 'string' ? outcome : outcome.status;
  counter.answer(status);
  if (seen.fault) counter.fault(seen.fault);
  log.record({
    at: clock.now().toISOString(),
    method: call.method,
    target: call.target,
    entity: seen.endpoint,
    operation: seen.operation,
    status,
    fault: seen.fault,
    body: hide(call.body),
  });
}
