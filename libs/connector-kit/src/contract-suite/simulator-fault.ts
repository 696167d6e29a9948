import type { ContractFault } from './contract-subject.ts';

/** A fault as the control API of our simulators takes it. */
export type SimulatorFault =
  | { kind: 'resetBeforeCommit' | 'resetAfterCommit' | 'timeoutAfterCommit' }
  | { kind: 'status'; status: number; body?: string; retryAfter?: string };

/** @param refusal what the vendor answers when it refuses the data */
export function simulatorFault(act: ContractFault['act'], refusal: { status: number; body: string }): SimulatorFault {
  switch (act) {
    case 'reset_before':
      return { kind: 'resetBeforeCommit' };
    case 'reset_after':
      return { kind: 'resetAfterCommit' };
    case 'timeout_after':
      return { kind: 'timeoutAfterCommit' };
    case 'refuse':
      return { kind: 'status', ...refusal };
    default:
      return act.status === 429
        ? { kind: 'status', status: 429, retryAfter: String(act.retryAfterSeconds) }
        : { kind: 'status', status: act.status };
  }
}
