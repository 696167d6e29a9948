import { entityKey, events, newEvent, timestampFromDate, topics } from '@psa-bridge/contracts';
import type { Draft } from '@psa-bridge/persistence';
import { currentPhase, type SyncRun } from './run.ts';

export interface ProgressSource {
  /** Who publishes: the service. */
  source: string;
}

const EVERY_MS = 1_000;

/** The run with an event that says where it stands, at most one a second and always when its state changes. */
export function withProgress(run: Draft<SyncRun>, of: ProgressSource & { provider: string }, now: Date): Draft<SyncRun> {
  const isNews = run.progressAt === undefined || run.state !== 'running' || now.getTime() - run.progressAt.getTime() >= EVERY_MS;
  if (!isNews) return run;
  const event = newEvent(events.syncProgress, {
    topic: topics.syncProgress.name,
    key: entityKey(run.tenantId, 'sync_run', run._id),
    source: of.source,
    tenantId: run.tenantId,
    at: now,
    data: progressOf(run, now),
  });
  return { ...run, progressAt: now, outbox: [...(run.outbox ?? []), event] };
}

function progressOf(run: Draft<SyncRun>, now: Date) {
  const { done, total, rate } = figuresOf(run, now);
  return {
    integrationId: run.integrationId,
    runId: run._id,
    kind: run.kind,
    state: run.state,
    phase: currentPhase(run)?.label ?? '',
    done: BigInt(done),
    total: BigInt(total),
    rate,
    callsSpent: BigInt(run.callsSpent),
    startedAt: timestampFromDate(run.startedAt),
    updatedAt: timestampFromDate(now),
    error: run.error?.message ?? '',
  };
}

/** Entities so far, expected in all, and a second. */
export function figuresOf(
  run: Pick<SyncRun, 'phases' | 'startedAt' | 'finishedAt'>,
  now: Date,
): { done: number; total: number; rate: number } {
  const sum = (part: 'done' | 'total'): number => run.phases.reduce((all, phase) => all + phase[part], 0);
  const seconds = ((run.finishedAt ?? now).getTime() - run.startedAt.getTime()) / 1000;
  const done = sum('done');
  return { done, total: sum('total'), rate: seconds > 0 ? Math.round((done / seconds) * 10) / 10 : 0 };
}
