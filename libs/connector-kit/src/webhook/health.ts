import { canonicalJson, type ArmedPoints, type Clock } from '@psa-bridge/core';
import type { Metrics } from '@psa-bridge/observability';
import type { Failure } from '../definition/failure.ts';
import type { InstalledWebhook } from '../definition/webhooks.ts';
import type { Integration } from '../integrations/integration.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { AnyDefinition } from '../sessions.ts';
import type { ResultSource } from '../work/results.ts';
import type { OpenedWebhooks } from './access.ts';
import { notMended, refusalOf, withProblem } from './problem.ts';
import { believedSilenceMs } from './rhythm.ts';
import { troublesOf, unsureTypes, type Trouble } from './troubles.ts';
import { isWhole, type WebhookState, type WebhookStates } from './webhook-state.ts';
import {
  askBackfill,
  newFailures,
  withFailures,
  withRepairs,
  type BackfillReason,
  type HintedType,
  type Repair,
  type Suspicion,
  type Watch,
  type WebhookWatch,
} from './watch.ts';
import type { WebhookWatches } from './watch-store.ts';

export interface HealthDeps {
  definition: AnyDefinition;
  integrations: IntegrationStore;
  states: WebhookStates;
  watches: WebhookWatches;
  resultSource: ResultSource;
  faults: ArmedPoints;
  clock: Clock;
  metrics: Metrics;
}

/** One integration's webhooks under examination. */
export interface Patient {
  integration: Integration;
  watch: WebhookWatch;
  opened: OpenedWebhooks;
}

/** A suspicion alone leads to a repair at most once in so many looks: a repair costs calls, and anyone may raise one. */
const LOOKS_BETWEEN_REPAIRS = 16;
/** How far back the first reading of failed deliveries goes, in readings. */
const FIRST_READINGS = 24;
/** Where a process is made to fail, for tests. */
const PLACE = 'webhooks';

/**
 * Looks at the webhooks as the PSA has them and mends what is wrong. What may have gone untold is asked for before anything
 * is mended: a process killed in between leaves the question behind, not a hole.
 */
export async function checkWebhooks(patient: Patient, deps: HealthDeps): Promise<void> {
  const { context, endpoint, part } = patient.opened;
  const { tenantId, _id: integrationId } = patient.integration;
  const states = await deps.states.list(tenantId, integrationId);
  const seen = await part.list(context, endpoint).then(
    (found) => ({ found }),
    (error: unknown) => ({ failure: refusalOf(error, deps.definition) }),
  );
  if ('found' in seen) return examine(patient, { ...seen, states }, deps);
  // They cannot even be looked at: nothing is known of them, so all is read from the PSA until they can.
  const all = part.entityTypes.map((type) => [type, 'repair'] as const);
  await askForChanges(all, { patient, states }, deps);
  await conclude(patient, { installed: undefined, repairs: [], ...seen, failures: undefined }, deps);
}

async function examine(
  patient: Patient,
  { found, states }: { found: readonly InstalledWebhook[]; states: readonly WebhookState[] },
  deps: HealthDeps,
): Promise<void> {
  const { integration, watch, opened } = patient;
  const { part } = opened;
  const expected = { entityTypes: part.entityTypes, before: integration.webhooks.installed };
  const troubles = troublesOf(found, expected);
  const suspicions = watch.suspicions.filter((suspicion) => mayRepair(suspicion, watch, { now: deps.clock.now(), part }));
  const asked = [
    ...unsureTypes(found, expected).map((type) => [type, 'repair'] as const),
    ...suspicions.filter(({ cause }) => cause === 'refused').map(({ entityType }) => [entityType, 'repair'] as const),
    ...states.filter((state) => !isWhole(state)).map(({ entityType }) => [entityType, 'gap'] as const),
    ...silentTypes(states, { now: deps.clock.now(), part }).map((type) => [type, 'silence'] as const),
  ];
  await askForChanges(asked, { patient, states }, deps);
  const failures = await readFailures(patient, { found, states }, deps);
  const mended =
    troubles.length + suspicions.length > 0
      ? await repair(patient, { troubles, suspicions }, deps)
      : { installed: found, repairs: [] };
  await keepInstalled(patient, mended.installed, deps);
  await deps.faults.reach('after_write', PLACE);
  await conclude(patient, { ...mended, failures }, deps);
}

function ofIntegration({ tenantId, _id: integrationId }: Integration): { tenantId: string; integrationId: string } {
  return { tenantId, integrationId };
}

type Around = { now: Date; part: OpenedWebhooks['part'] };

function mayRepair({ cause, entityType }: Suspicion, { repairs }: Watch, { now, part }: Around): boolean {
  const notAfter = now.getTime() - part.windows.checkEveryMs * LOOKS_BETWEEN_REPAIRS;
  return !repairs.some((done) => done.cause === cause && done.entityType === entityType && done.at.getTime() > notAfter);
}

/** Types whose webhook has said nothing for longer than is usual, and of which nothing else showed that all is here. */
function silentTypes(states: readonly WebhookState[], { now, part }: Around): readonly string[] {
  return states
    .filter(({ lastAt, soundAt, rhythmMs }) => {
      const lastSign = Math.max(lastAt?.getTime() ?? 0, soundAt.getTime());
      return now.getTime() - lastSign > believedSilenceMs(rhythmMs, part.windows.checkEveryMs);
    })
    .map(({ entityType }) => entityType);
}

/** Until when nothing of a type is missing. */
export function soundUntil(states: readonly WebhookState[], entityType: string, otherwise: Date): Date {
  const known = states.filter((state) => state.entityType === entityType).map(({ soundAt }) => soundAt.getTime());
  return known.length === 0 ? otherwise : new Date(Math.min(...known));
}

async function askForChanges(
  asked: readonly (readonly [type: string, reason: BackfillReason])[],
  { patient, states }: { patient: Patient; states: readonly WebhookState[] },
  { watches, clock }: HealthDeps,
): Promise<void> {
  if (asked.length === 0) return;
  const otherwise = patient.watch.checkedAt ?? patient.integration.createdAt;
  await watches.change(ofIntegration(patient.integration), (watch) =>
    asked.reduce((next, [type, reason]) => {
      const entityType = type as HintedType;
      return askBackfill(next, { entityType, reason, since: soundUntil(states, type, otherwise), dueAt: clock.now() });
    }, watch),
  );
}

/** What the PSA could not deliver, read at most as often as is sensible; what is news is read from the PSA instead. */
async function readFailures(
  patient: Patient,
  { found, states }: { found: readonly InstalledWebhook[]; states: readonly WebhookState[] },
  deps: HealthDeps,
): Promise<((watch: Watch) => Watch) | undefined> {
  const { watch, opened, integration } = patient;
  const { part, context } = opened;
  const now = deps.clock.now();
  const { reportEveryMs } = part.windows;
  const last = watch.failuresReadAt;
  if (!part.report || (last && now.getTime() - last.getTime() < reportEveryMs)) return undefined;
  const since = new Date(last ? last.getTime() - reportEveryMs : now.getTime() - reportEveryMs * FIRST_READINGS);
  const shown = await part.report(context, since).catch((error: unknown) => {
    // Without the right to read them the webhooks work all the same.
    context.log.warn({ code: refusalOf(error, deps.definition).code }, 'failed_deliveries_not_shown');
    return [];
  });
  const own = shown.filter(({ entityType, webhookId }) =>
    found.some((webhook) => webhook.entityType === entityType && webhook.id === webhookId),
  );
  const fresh = newFailures(watch, own);
  const untold = fresh.filter(({ entityType, at }) => at > soundUntil(states, entityType, integration.createdAt));
  const types = [...new Set(untold.map(({ entityType }) => entityType))];
  await askForChanges(
    types.map((type) => [type, 'failed_delivery'] as const),
    { patient, states },
    deps,
  );
  return (current) => withFailures(current, fresh, now);
}

interface Mended {
  /** Undefined: as it was. */
  installed: readonly InstalledWebhook[] | undefined;
  repairs: readonly Repair[];
  failure?: Failure | undefined;
}

/** Made as they should be. What the PSA refuses is a failure for people; an outage is thrown and tried again. */
async function repair(
  { integration, opened }: Patient,
  { troubles, suspicions }: { troubles: readonly Trouble[]; suspicions: readonly Suspicion[] },
  { definition, clock, metrics, faults }: HealthDeps,
): Promise<Mended> {
  const { part, context, endpoint } = opened;
  const reasons = [...troubles, ...suspicions.map((suspicion) => ({ ...suspicion, detail: SUSPECTED[suspicion.cause] }))];
  const told = (outcome: Repair['outcome']): readonly Repair[] => {
    for (const { cause } of reasons)
      metrics.count('psa_bridge_webhook_repairs_total', { provider: definition.provider, cause, outcome });
    return reasons.map((reason) => ({ ...reason, at: clock.now(), outcome }));
  };
  try {
    await faults.reach('before_call', PLACE);
    const installed = await part.install(context, endpoint);
    await faults.reach('after_call', PLACE);
    const left = troublesOf(installed, { entityTypes: part.entityTypes, before: integration.webhooks.installed });
    const failure = left.length === 0 ? undefined : notMended(left);
    return { installed, repairs: told(failure ? 'failed' : 'repaired'), ...(failure ? { failure } : {}) };
  } catch (error) {
    const failure = refusalOf(error, definition);
    return { installed: await part.list(context, endpoint), repairs: told('failed'), failure };
  }
}

const SUSPECTED: Readonly<Record<Suspicion['cause'], string>> = {
  refused: 'A delivery did not carry the signature that belongs to it.',
  silent: 'Changes came to light that it had not told of.',
};

async function keepInstalled(
  { integration, watch, opened }: Patient,
  installed: readonly InstalledWebhook[] | undefined,
  { integrations, states }: HealthDeps,
): Promise<void> {
  if (!installed) return;
  await beginStates(integration, { installed, since: watch.checkedAt ?? integration.createdAt }, states);
  if (canonicalJson(installed) === canonicalJson(integration.webhooks.installed)) return;
  await integrations.change(integration.tenantId, integration._id, (current) => ({
    ...current,
    webhooks: { ...current.webhooks, installed },
  }));
  opened.context.log.info(
    { webhooks: installed.map(({ entityType, status }) => `${entityType}: ${status}`) },
    'webhooks_changed',
  );
}

/** A webhook that was made anew begins where the one before it ended. */
export async function beginStates(
  integration: Integration,
  { installed, since }: { installed: readonly InstalledWebhook[]; since: Date },
  states: WebhookStates,
): Promise<void> {
  const of = ofIntegration(integration);
  const known = await states.list(of.tenantId, of.integrationId);
  for (const { id, deliveredAs: webhookId = id, entityType } of installed)
    await states.begin({ ...of, webhookId, entityType }, soundUntil(known, entityType, since));
  await states.keepOnly(
    of.tenantId,
    of.integrationId,
    installed.map(({ id, deliveredAs = id }) => deliveredAs),
  );
}

async function conclude(
  { integration, opened }: Patient,
  { repairs, failure, failures }: Mended & { failures: ((watch: Watch) => Watch) | undefined },
  { watches, clock, resultSource }: HealthDeps,
): Promise<void> {
  const now = clock.now();
  const { checkEveryMs } = opened.part.windows;
  await watches.change(ofIntegration(integration), (watch) => {
    const seen = withRepairs(failures ? failures(watch) : watch, repairs);
    const checked: Watch = { ...seen, suspicions: [], checkedAt: now, checkAt: new Date(now.getTime() + checkEveryMs) };
    return withProblem(checked, failure, { integration, resultSource, now });
  });
}
