import { isAppError, type Clock, type Component } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import type { Collection, DocumentStore } from '@psa-bridge/persistence';
import type { RecordStore } from '@psa-bridge/records';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import { opennessOf, type Integration } from '../integrations/integration.ts';
import type { AnyDefinition } from '../sessions.ts';
import type { SyncRunStore } from '../sync/index.ts';
import type { ResultSource } from '../work/results.ts';
import { findStaleMappings, hasMappings } from './find-stale.ts';
import { createMappingStore, revisionOf, type AskedCheck, type MappingState } from './mapping-store.ts';

export interface MappingWatchOptions {
  definition: AnyDefinition;
  store: DocumentStore;
  resultSource: ResultSource;
  integrations: IntegrationStore;
  records: RecordStore;
  runs: SyncRunStore;
  clock: Clock;
  logger: Logger;
  /** How often saved settings and retries are looked for, in milliseconds. */
  pollMs: number;
}

/**
 * Warns of mappings to what the PSA does not have any more, before anything fails with them. Mappings are compared after each
 * refresh of field values, and by this worker after settings were saved and for retries.
 */
export interface MappingWatch extends Component {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Compares all mappings with the stored values; `runId` is the refresh that left them, whose askers are answered. */
  check(integration: Pick<Integration, '_id' | 'tenantId'>, runId?: string): Promise<void>;
  /** A push failed for a mapping that the stored values still take for good: they are read again, and all mappings compared. */
  reread(integration: Integration): Promise<void>;
  /** A retry: the values are read again, then the mapping is compared. */
  ask(integration: Integration, entityId: string): Promise<void>;
  /** What was told of them, with results to be published. */
  readonly collection: Collection<MappingState>;
}

const REREAD_EVERY_MS = 5 * 60_000;

export function createMappingWatch(options: MappingWatchOptions): MappingWatch {
  const { definition, integrations, records, runs, clock, logger, pollMs } = options;
  const mappings = createMappingStore(options);
  const stopping = new AbortController();
  /** When this process last read values again, so that a thousand products that fail alike cost one reading. */
  const reread = new Map<string, number>();
  let loop: Promise<void> | undefined;

  /** What was overtaken by another check looks again: only a look that nobody's writing came between may be told. */
  async function check({ _id: id, tenantId }: Pick<Integration, '_id' | 'tenantId'>, runId?: string): Promise<void> {
    if (!hasMappings(definition)) return;
    for (let isSettled = false; !isSettled;) {
      const integration = await integrations.collection.forTenant(tenantId).get(id);
      if (!integration) return;
      const checks = await mappings.checksOf(integration);
      const finding = await findStaleMappings(integration, { definition, records });
      isSettled = await mappings.settle(integration, { finding, checks, runId });
    }
  }

  async function turn(): Promise<void> {
    const known = await mappings.overview();
    for (const integration of await integrations.all()) {
      if (stopping.signal.aborted) return;
      await serve(integration, known.get(integration._id)).catch((error: unknown) =>
        logger.warn({ error, integrationId: integration._id }, 'mappings_not_checked'),
      );
    }
  }

  async function serve(
    integration: Integration,
    state: Pick<MappingState, 'asked' | 'settingsRevision'> | undefined,
  ): Promise<void> {
    if ((state?.settingsRevision ?? 0) < revisionOf(integration)) await check(integration);
    const asked = state?.asked ?? [];
    if (asked.some(({ runId }) => runId === undefined)) await refresh(integration);
    await answerEnded(integration, asked);
  }

  /** One refresh answers all that is asked; while another run is under way, its turn comes later. */
  async function refresh(integration: Integration): Promise<void> {
    if (!opennessOf(integration).pull) return;
    const run = await runs.start(integration, 'fields').catch((error: unknown) => {
      if (isAppError(error) && error.code === 'already_synchronizing') return undefined;
      throw error;
    });
    if (run) await mappings.assign(integration, run._id);
  }

  /** A refresh that failed tells nothing new: its askers are answered by what is stored. */
  async function answerEnded(integration: Integration, asked: readonly AskedCheck[]): Promise<void> {
    for (const runId of new Set(asked.flatMap((one) => one.runId ?? []))) {
      const run = await runs.runs.forTenant(integration.tenantId).get(runId);
      if (run?.state !== 'running') await check(integration, runId);
    }
  }

  async function keepTurning(): Promise<void> {
    while (!stopping.signal.aborted) {
      await turn().catch((error: unknown) => logger.warn({ error }, 'mapping_turn_failed'));
      await clock.sleep(pollMs, stopping.signal).catch(() => undefined);
    }
  }

  return {
    name: 'mapping-watch',
    collection: mappings.collection,
    check,
    async reread(integration) {
      const now = clock.now().getTime();
      if (now - (reread.get(integration._id) ?? -Infinity) < REREAD_EVERY_MS) return;
      reread.set(integration._id, now);
      await refresh(integration).catch((error: unknown) =>
        logger.warn({ error, integrationId: integration._id }, 'mappings_not_reread'),
      );
    },
    ask: (integration, entityId) => mappings.ask(integration, entityId),
    async start() {
      if (hasMappings(definition)) loop = keepTurning();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
