import { isAppError, newId, toAppError, type ArmedPoints, type Clock, type Component } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import { whileRenewing, type DocumentStore, type Draft } from '@psa-bridge/persistence';
import { RECORD_TYPES, type RecordStore } from '@psa-bridge/records';
import type { FirstConnect } from '../connect/index.ts';
import type { HeldDeletions } from '../deletions/index.ts';
import { afterMove, toldApartAfter, type Integration, type Move, type MoveStage } from '../integrations/integration.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { SyncRunStore } from '../sync/index.ts';
import type { AnyDefinition } from '../sessions.ts';
import type { WebhookAccess } from '../webhook/access.ts';
import { nextSequence, resultEvent, type ResultSource } from '../work/results.ts';
import type { WorkTable } from '../work/table.ts';
import { forgetEntities } from './forget-entities.ts';

export interface MoverOptions {
  definition: AnyDefinition;
  store: DocumentStore;
  integrations: IntegrationStore;
  firstConnect: FirstConnect;
  records: RecordStore;
  table: WorkTable;
  runs: SyncRunStore;
  held: HeldDeletions;
  access: WebhookAccess;
  resultSource: ResultSource;
  faults: ArmedPoints;
  clock: Clock;
  logger: Logger;
  /** A replica that says nothing for so long has died. */
  leaseMs: number;
  pollMs: number;
}

/** Every replica has learned by then that the integration stands still. */
const LEARNED_MS = 5_000;
/** The old database may take this long to remove our webhooks. */
const FAREWELL_MS = 30_000;

/**
 * Carries out confirmed moves to another PSA database, stage after stage. Each stage can be repeated and the next is stored
 * before it begins, so any replica goes on where a killed one stopped; the integration's work stands still meanwhile.
 */
export function createMover(options: MoverOptions): Component {
  const { store, integrations, clock, logger, leaseMs, pollMs } = options;
  const owner = newId();
  const stopping = new AbortController();
  let loop: Promise<void> | undefined;

  async function turn(): Promise<void> {
    for (const { _id: id, tenantId, move } of await integrations.all()) {
      if (!move || move.stage === 'previewed') continue;
      const name = `move:${id}`;
      if ((await store.leases.acquire(name, owner, leaseMs)) === undefined) continue;
      try {
        const lease = { leases: store.leases, name, owner, ttlMs: leaseMs, clock };
        await whileRenewing(lease, async () => carryOn(await integrations.load(tenantId, id), options));
      } finally {
        await store.leases.release(name, owner).catch(() => undefined);
      }
    }
  }

  async function keepTurning(): Promise<void> {
    while (!stopping.signal.aborted) {
      await turn().catch((error: unknown) => logger.warn({ code: toAppError(error).code }, 'move_interrupted'));
      await clock.sleep(pollMs, stopping.signal).catch(() => undefined);
    }
  }

  return {
    name: `mover:${options.definition.provider}`,
    start() {
      loop = keepTurning();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

/** One stage; the next turn takes the next one. */
async function carryOn(integration: Integration, options: MoverOptions): Promise<void> {
  const { move } = integration;
  if (!move || move.stage === 'previewed') return;
  if (move.stage === 'draining') return drain(integration, move, options);
  if (move.stage === 'unlinking') return unlink(integration, options);
  return link(integration, move, options);
}

async function drain(integration: Integration, move: Move, options: MoverOptions): Promise<void> {
  const { table, runs, clock } = options;
  const { tenantId, _id: id } = integration;
  const [latest] = await runs.list(tenantId, id, 1);
  if (latest?.state === 'running') await runs.cancel(tenantId, id, latest._id);
  else if (clock.now().getTime() - move.stagedAt.getTime() >= LEARNED_MS && (await table.running(tenantId, id)) === 0)
    await setStage(integration, 'unlinking', options);
}

async function unlink(integration: Integration, options: MoverOptions): Promise<void> {
  const { records, held, definition, faults } = options;
  const { tenantId, _id: id, fingerprint = '' } = integration;
  await removeWebhooks(integration, options);
  const own = records.forTenant(tenantId);
  for (const type of RECORD_TYPES) {
    if (type === 'field_value' || !definition.resources[type]) continue;
    await own.retireLinks(type, id, fingerprint);
    await held.settle(integration, type);
    await faults.reach('after_write', 'move:unlinking');
  }
  if (await forgetEntities(integration, options)) await setStage(integration, 'linking', options);
}

/** Those of the old database would go on delivering. One that does not let us in any more keeps them, and holds up nothing. */
async function removeWebhooks(integration: Integration, { access, logger }: MoverOptions): Promise<void> {
  if (integration.webhooks.installed.length === 0) return;
  try {
    const { part, context, endpoint } = access.open(integration, 'scheduled', AbortSignal.timeout(FAREWELL_MS));
    await part.uninstall(context, endpoint);
  } catch (error) {
    logger.warn({ code: toAppError(error).code, integrationId: integration._id }, 'former_webhooks_left');
  }
}

async function link(integration: Integration, move: Move, options: MoverOptions): Promise<void> {
  const { records, firstConnect, integrations, runs, clock, faults, resultSource } = options;
  const { tenantId, _id: id, name } = integration;
  const own = records.forTenant(tenantId);
  for (const { type, recordId, externalId } of await firstConnect.decided(integration)) {
    await own.link(type, recordId, id, externalId);
    await faults.reach('after_write', 'move:linking');
  }
  // It waits until the integration is open again: a kill in between leaves nothing unread.
  await runs.start(integration, 'full').catch((error: unknown) => {
    if (!isAppError(error) || error.code !== 'already_synchronizing') throw error;
  });
  const at = clock.now();
  // Credentials that opened no database, or another one, may have led here: that issue is settled by the arrival.
  const about = { tenantId, integrationId: id, entityType: 'integration', entityId: id, entityName: name } as const;
  const success = { ...about, operation: 'connect', attempts: 1, sequence: nextSequence(0, at), at } as const;
  await integrations.change(
    tenantId,
    id,
    (current) => arrived(current, move, at),
    () => [resultEvent(success, resultSource)],
  );
}

function arrived(current: Integration, move: Move, now: Date): Draft<Integration> {
  const { move: _done, failure: _failure, ...rest } = afterMove(current, move);
  const { fingerprint = '', psaName, webhooks } = current;
  return {
    ...rest,
    ...{ state: 'connected', testedAt: now, credentialsRevision: current.credentialsRevision + 1 },
    formerPsas: [...(current.formerPsas ?? []), { fingerprint, until: now, ...(psaName === undefined ? {} : { psaName }) }],
    psasToldApart: toldApartAfter(current, move.fingerprint),
    // Those of the old database are not seen in the new one.
    webhooks: { ...webhooks, installed: [] },
  };
}

async function setStage({ tenantId, _id }: Integration, stage: MoveStage, { integrations, clock }: MoverOptions): Promise<void> {
  await integrations.change(tenantId, _id, (current) =>
    current.move ? { ...current, move: { ...current.move, stage, stagedAt: clock.now() } } : current,
  );
}
