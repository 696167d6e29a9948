import type { BudgetReport } from '../budget/report.ts';
import type { Integration, Move } from '../integrations/integration.ts';
import type { ConnectItem, ConnectPlan } from '../connect/plan.ts';
import type { AnyDefinition } from '../sessions.ts';
import { currentPhase, figuresOf, type SyncRun } from '../sync/index.ts';
import type { Failure } from '../definition/failure.ts';
import type { InstalledWebhook } from '../definition/webhooks.ts';

/** What a caller may see of an integration: of secrets only that they are set. */
export function integrationView(integration: Integration, definition: AnyDefinition) {
  const { credentials, failure, checks, webhooks, testedAt, psaName, fingerprint, move, credentialsExpireAt } = integration;
  const secrets = Object.fromEntries(
    definition.credentials.secret.map((key) => [key, { isSet: credentials?.sealed[key] !== undefined }]),
  );
  return {
    ...{ id: integration._id, provider: integration.provider, name: integration.name, state: integration.state },
    ...(failure ? { failure: failureView(failure) } : {}),
    credentials: { ...credentials?.plain, ...secrets },
    settings: definition.settings.parse(integration.settings),
    ...{ pushPaused: integration.pushPaused, pullPaused: integration.pullPaused, isConfirmed: integration.isConfirmed },
    ...(psaName === undefined ? {} : { psaName }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(move ? { move: moveStanding(move) } : {}),
    checks: [...checks],
    ...(testedAt ? { testedAt: testedAt.toISOString() } : {}),
    ...(credentialsExpireAt ? { credentialsExpireAt: credentialsExpireAt.toISOString() } : {}),
    webhooks: webhooks.installed.map((webhook) => webhookView(webhook, webhooks.token)),
    createdAt: integration.createdAt.toISOString(),
    updatedAt: integration.updatedAt.toISOString(),
  };
}

/** How far a move is, and to which PSA database. */
export function moveStanding({ stage, fingerprint, psaName }: Move) {
  return { stage, fingerprint, ...(psaName === undefined ? {} : { psaName }) };
}

/** The path's token is a secret of its own and not shown: whoever knows it may deliver. */
export function webhookView({ id, name, url, status, entityType, differences }: InstalledWebhook, token: string) {
  return {
    ...{ id, name, url: url.replace(token, '…'), status, entityType },
    ...(differences?.length ? { differences: [...differences] } : {}),
  };
}

export function failureView({ code, message, remedy, psaText }: Failure) {
  return { code, message, remedy, ...(psaText === undefined ? {} : { psaText }) };
}

export function runView(run: SyncRun, now: Date) {
  const { done, total, rate } = figuresOf(run, now);
  const phase = run.state === 'running' ? currentPhase(run)?.label : undefined;
  return {
    ...{ id: run._id, kind: run.kind, state: run.state },
    ...(phase === undefined ? {} : { phase }),
    phases: run.phases.map(({ label, done: read, total: all, refused, isDone }) => ({
      label,
      done: read,
      total: all,
      refused,
      isDone,
    })),
    ...{ done, total, rate, callsSpent: run.callsSpent },
    ...(run.error ? { error: { code: run.error.code, message: run.error.message, remedy: run.error.remedy } } : {}),
    ...(run.waitsFor ? { waitsFor: { ...run.waitsFor, until: run.dueAt.toISOString() } } : {}),
    startedAt: run.startedAt.toISOString(),
    updatedAt: run.updatedAt.toISOString(),
    ...(run.finishedAt ? { finishedAt: run.finishedAt.toISOString() } : {}),
  };
}

export function budgetView({ exhaustedAt, blockedUntil, standing, work, ...view }: BudgetReport) {
  const { nextDueAt, ...counts } = work;
  return {
    ...view,
    ...(exhaustedAt ? { exhaustedAt: exhaustedAt.toISOString() } : {}),
    ...(blockedUntil ? { blockedUntil: blockedUntil.toISOString() } : {}),
    work: { ...counts, ...(nextDueAt ? { nextDueAt: nextDueAt.toISOString() } : {}) },
    standing: standing.map((lane) => ({ ...lane, resumesAt: lane.resumesAt.toISOString() })),
  };
}

export function planView(plan: ConnectPlan) {
  return {
    state: plan.state,
    types: plan.types.map((type) => ({ ...type })),
    startedAt: plan.startedAt.toISOString(),
    ...(plan.finishedAt ? { finishedAt: plan.finishedAt.toISOString() } : {}),
    ...(plan.error === undefined ? {} : { error: plan.error }),
  };
}

export function planItemView({ _id: id, type, item, recordNames }: ConnectItem) {
  const ids = item.outcome === 'match' ? [item.recordId] : item.recordIds;
  const records = ids.map((recordId, index) => ({ id: recordId, name: recordNames[index] ?? '' }));
  return { id, type, outcome: item.outcome, by: item.by, externalId: item.externalId, externalName: item.externalName, records };
}
