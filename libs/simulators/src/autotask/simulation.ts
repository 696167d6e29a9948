import type { CallCounter } from '../http/call-counters.ts';
import type { CallLog } from '../http/call-log.ts';
import type { ConcurrencyGauge } from '../http/concurrency-gauge.ts';
import type { FaultTable } from '../http/fault-table.ts';
import type { Latency } from '../http/latency.ts';
import type { Authentication } from './api/authentication.ts';
import type { LateCommits } from './api/late-commits.ts';
import type { Usage } from './api/usage.ts';
import type { Seed } from './seed/seed-options.ts';
import type { Tenant } from './tenant.ts';
import type { Writer } from './write/writer.ts';

/** The parts of a running simulator that control operations reach into. */
export interface Simulation {
  tenant: Tenant;
  writer: Writer;
  authentication: Authentication;
  usage: Usage;
  faults: FaultTable;
  lateCommits: LateCommits;
  latency: Latency;
  gauge: ConcurrencyGauge;
  counter: CallCounter;
  log: CallLog;
  /** Moves the tenant to the next zone; the old host then answers as one that does not know it. */
  moveZone(): string;
  /** Back to the state of the start, with this much data. */
  reset(seed: Seed | undefined): void;
}
