import type { WebhookHealthReport } from '../webhook/management.ts';
import type { Backfill, WebhookWatch } from '../webhook/watch.ts';
import type { WebhookState } from '../webhook/webhook-state.ts';
import { failureView, webhookView } from './views.ts';

/** How the webhooks fare, newest first where it is a history (AT-103). */
export function webhookReportView({ installed, received, watch }: WebhookHealthReport, token: string) {
  return {
    isInstalled: watch?.isInstalled ?? false,
    webhooks: installed.map((webhook) => webhookView(webhook, token)),
    ...(watch ? checksView(watch) : { callsSpent: 0, failures: [], repairs: [], backfills: [] }),
    received: received.map(deliveriesView),
  };
}

function checksView(watch: WebhookWatch) {
  const { checkedAt, checkAt, isInstalled, problem, callsSpent, failures, failuresReadAt, repairs, backfills, finished } = watch;
  const ended = finished.map(({ at, ...backfill }) => ({ ...backfillView(backfill), finishedAt: at.toISOString() }));
  return {
    ...(checkedAt ? { checkedAt: checkedAt.toISOString() } : {}),
    ...(isInstalled ? { nextCheckAt: checkAt.toISOString() } : {}),
    ...(problem ? { problem: failureView(problem) } : {}),
    callsSpent,
    failures: failures.map((failure) => ({ ...failure, at: failure.at.toISOString() })).reverse(),
    ...(failuresReadAt ? { failuresReadAt: failuresReadAt.toISOString() } : {}),
    repairs: repairs.map((repair) => ({ ...repair, at: repair.at.toISOString() })).reverse(),
    backfills: [...backfills.map(backfillView), ...ended.reverse()],
  };
}

function backfillView(backfill: Pick<Backfill, 'entityType' | 'reason' | 'since' | 'read' | 'unseen' | 'calls'>) {
  const { entityType, reason, since, read, unseen, calls } = backfill;
  return { entityType, reason, since: since.toISOString(), read, unseen, calls };
}

function deliveriesView({ webhookId, entityType, received, lastAt, lastSequence, rhythmMs, soundAt, gaps }: WebhookState) {
  return {
    ...{ webhookId, entityType, received, soundAt: soundAt.toISOString() },
    ...(lastAt ? { lastAt: lastAt.toISOString() } : {}),
    ...(lastSequence === undefined ? {} : { lastSequence }),
    ...(rhythmMs === undefined ? {} : { rhythmMs: Math.round(rhythmMs) }),
    gaps: gaps.map(({ from, to, at, filledAt }) => ({
      ...{ from, to, at: at.toISOString() },
      ...(filledAt ? { filledAt: filledAt.toISOString() } : {}),
    })),
  };
}
