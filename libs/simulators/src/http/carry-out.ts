import type { HttpAnswer, HttpCall, HttpOutcome } from './exchange.ts';
import type { Instruments } from './instruments.ts';
import { pageSurchargeMs } from './latency.ts';
import { strike } from './strike.ts';
import type { Seen } from './watched-call.ts';

/** An answer, and what it tells of the call. */
export interface Reply {
  answer: HttpAnswer;
  /** Rows that a search answered. */
  rows?: number;
}

/** A call that credentials and limits have let through. */
export interface AdmittedCall {
  call: HttpCall;
  seen: Seen;
  /** The entity that faults are matched by; what was seen, unless the vendor tells them apart. */
  entity?: string | undefined;
  /** Rows of the vendor's largest page. */
  fullPage: number;
  /** What the vendor adds to the time of this call. */
  extraMs?: number;
  /** How the vendor says that something went wrong on its side. */
  serverError: HttpAnswer;
  /** Carries the call out at once. */
  answer(): Reply;
}

/** Carries a call out in the time that the vendor takes, unless a fault strikes it. */
export async function carryOut(
  instruments: Pick<Instruments, 'faults' | 'lateCommits' | 'latency' | 'scheduler'>,
  admitted: AdmittedCall,
): Promise<HttpOutcome> {
  const { faults, lateCommits, latency, scheduler } = instruments;
  const { call, seen, answer } = admitted;
  const commit = async (): Promise<HttpAnswer> => {
    await scheduler.sleep(latency.callMs + (admitted.extraMs ?? 0));
    const { answer: answered, rows } = answer();
    if (rows !== undefined) await scheduler.sleep(pageSurchargeMs(latency, rows, admitted.fullPage));
    if (rows === 0) lateCommits.searchFoundNothing(seen.endpoint);
    return answered;
  };
  const entity = 'entity' in admitted ? admitted.entity : seen.endpoint;
  const fault = faults.take({ method: call.method, path: call.path, entity, operation: seen.operation });
  if (!fault) return commit();
  seen.fault = fault.action.kind;
  return strike(fault, {
    commit,
    postpone: (delayMs) => lateCommits.add(seen.endpoint, () => void answer(), delayMs),
    sleep: scheduler.sleep,
    until: scheduler.until,
    serverError: admitted.serverError,
  });
}
