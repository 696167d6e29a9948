import type { Problem, Subject } from './issue.ts';

/** How one operation on one entity ended, as the issues need to know it. */
export interface EntityResult extends Subject {
  tenantId: string;
  entityName: string;
  externalId: string;
  operation: string;
  /** Orders the results of one entity; above zero. */
  sequence: number;
  finishedAt: Date;
  /** How often the operation was tried before this was its result. */
  tries: number;
  /** The trace that it was made in. */
  traceparent?: string;
  /** Nothing when it succeeded. */
  problem?: Problem;
}
