import { actionTaken } from '@psa-bridge/audit';
import type { Draft, Stored } from '@psa-bridge/persistence';
import type { Reindexed, RecordType } from '@psa-bridge/records';

/** The latest re-index of one entity type in one tenant; `_id` is `<tenantId>:<type>`. */
export interface ReindexJob extends Stored {
  entityType: RecordType;
  state: 'running' | 'completed';
  done: number;
  /** As counted at the beginning. */
  total: number;
  /** The last record that is done. */
  after?: string;
  startedBy: string;
  startedAt: Date;
  updatedAt: Date;
  finishedAt?: Date;
}

export interface ToReindex {
  tenantId: string;
  entityType: RecordType;
  total: number;
  startedBy: string;
}

export function reindexJobId({ tenantId, entityType }: Pick<ToReindex, 'tenantId' | 'entityType'>): string {
  return `${tenantId}:${entityType}`;
}

/** Asked for again while it runs, it goes on as it is. */
export function startedJob(current: ReindexJob | undefined, toDo: ToReindex, at: Date): Draft<ReindexJob> | undefined {
  if (current?.state === 'running') return undefined;
  const { tenantId, entityType } = toDo;
  const told = { kind: 'reindex.started', record: { type: 'reindex', id: entityType } };
  return {
    ...{ ...toDo, _id: reindexJobId(toDo), state: 'running', done: 0, startedAt: at, updatedAt: at },
    outbox: [actionTaken(told, { tenantId, source: 'gateway', at })],
  };
}

export function afterReindexed(job: ReindexJob, { done, last }: Reindexed, at: Date): Draft<ReindexJob> {
  const { after: _before, ...rest } = job;
  const next = { ...rest, done: job.done + done, updatedAt: at };
  return last === undefined ? { ...next, state: 'completed', finishedAt: at } : { ...next, after: last };
}
