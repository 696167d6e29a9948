import type { Clock, Component } from '@psa-bridge/core';
import type { Logger, Metrics } from '@psa-bridge/observability';
import type { CollectionSpec, DocumentStore } from '@psa-bridge/persistence';
import { opennessOf, type Integration } from '../integrations/integration.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { AnyDefinition } from '../sessions.ts';
import { pulledTypes, type SyncedType } from '../sync/run.ts';
import type { SyncRunStore } from '../sync/index.ts';
import type { WorkTable } from '../work/table.ts';
import { freshnessOf, looked, objectiveOf, type Freshness, type FreshnessRecord, type TypeStanding } from './freshness.ts';

export interface FreshnessOptions {
  definition: AnyDefinition;
  store: DocumentStore;
  integrations: Pick<IntegrationStore, 'all'>;
  runs: Pick<SyncRunStore, 'state'>;
  table: Pick<WorkTable, 'lacking'>;
  clock: Clock;
  logger: Logger;
  metrics: Pick<Metrics, 'gauge'>;
}

type Lacking = Awaited<ReturnType<WorkTable['lacking']>>;

/** How old the last agreement with the PSA is, of each entity type. */
export interface FreshnessWatch extends Component {
  start(): void;
  stop(): Promise<void>;
  of(integration: Integration): Promise<readonly Freshness[]>;
}

/** The age that metrics tell is no older; only what the PSA lacks is as old as the rows that say so. */
const EVERY_MS = 30_000;
/** What the error budget counts: a look of any replica each five minutes, and not to the second. */
const COUNTED_EVERY_MS = 5 * 60_000 - EVERY_MS;

export function createFreshnessWatch(options: FreshnessOptions): FreshnessWatch {
  const { definition, store, integrations, runs, table, clock, logger, metrics } = options;
  const { provider, resources, deltaEveryMs } = definition;
  const spec: CollectionSpec<FreshnessRecord> = { name: `freshness_${provider}`, writer: `${provider}-connector` };
  const records = store.collection(spec);
  const pulled = new Set<string>(pulledTypes(definition));
  const types = (Object.keys(resources) as SyncedType[]).filter(
    (type) => pulled.has(type) || resources[type]?.push !== undefined,
  );
  const remembered = new Map<string, { readAt: number; lacking: Lacking }>();
  const stopping = new AbortController();
  let loop: Promise<void> | undefined;

  /** Read no more often than the budget counts: what waits grows older without being asked. */
  async function lackingOf({ tenantId, _id: id }: Integration): Promise<Lacking> {
    const now = clock.now().getTime();
    const known = remembered.get(id);
    if (known && now - known.readAt < COUNTED_EVERY_MS) return known.lacking;
    const lacking = await table.lacking(tenantId, id);
    remembered.set(id, { readAt: now, lacking });
    return lacking;
  }

  async function standingsOf({ tenantId, _id: id }: Integration, lacking: Lacking): Promise<readonly TypeStanding[]> {
    const state = await runs.state(tenantId, id);
    return types.map((entityType) => {
      const [readAt, lacksSince] = [state?.readAt?.[entityType], lacking.get(entityType)];
      const objectiveMs = objectiveOf(resources[entityType]?.pull?.everyMs ?? deltaEveryMs);
      return {
        ...{ entityType, isRead: pulled.has(entityType), objectiveMs },
        ...(readAt === undefined ? {} : { readAt }),
        ...(lacksSince === undefined ? {} : { lacksSince }),
      };
    });
  }

  function report(standings: readonly TypeStanding[], record: FreshnessRecord | undefined): readonly Freshness[] {
    return standings.map((standing) => freshnessOf(standing, record?.days[standing.entityType] ?? [], clock.now()));
  }

  async function look(integration: Integration): Promise<void> {
    const { tenantId, _id: id } = integration;
    const standings = await standingsOf(integration, await lackingOf(integration));
    const record = await records
      .forTenant(tenantId)
      .mutate(id, (current) =>
        looked(current, { _id: id, tenantId }, { standings, now: clock.now(), everyMs: COUNTED_EVERY_MS }),
      );
    for (const { entityType, agreedAt, objectiveMs, budgetRemaining } of report(standings, record)) {
      if (agreedAt === undefined) continue;
      const labels = { integration: id, type: entityType };
      metrics.gauge('psa_bridge_freshness_age_seconds', (clock.now().getTime() - agreedAt.getTime()) / 1_000, labels);
      metrics.gauge('psa_bridge_freshness_objective_seconds', objectiveMs / 1_000, labels);
      metrics.gauge('psa_bridge_freshness_budget_remaining', budgetRemaining, labels);
    }
  }

  /** One that somebody paused is not expected to agree. */
  async function lookAtAll(): Promise<void> {
    const all = await integrations.all();
    const known = new Set(all.map(({ _id }) => _id));
    for (const id of remembered.keys()) if (!known.has(id)) remembered.delete(id);
    for (const integration of all) {
      const { push, pull } = opennessOf(integration);
      if (push && pull) await look(integration);
    }
  }

  async function keepLooking(): Promise<void> {
    while (!stopping.signal.aborted) {
      await lookAtAll().catch((error: unknown) => logger.warn({ error }, 'freshness_not_looked_at'));
      await clock.sleep(EVERY_MS, stopping.signal).catch(() => undefined);
    }
  }

  return {
    name: `freshness:${provider}`,
    async of(integration) {
      const { tenantId, _id: id } = integration;
      const record = await records.forTenant(tenantId).get(id);
      return report(await standingsOf(integration, await table.lacking(tenantId, id)), record);
    },
    start() {
      loop = keepLooking();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
