import { isAppError, newId, type Clock, type Component } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import { whileRenewing, type DocumentStore } from '@psa-bridge/persistence';
import type { Connections } from './connection.ts';
import type { Integration } from './integration.ts';
import type { IntegrationStore } from './integration-store.ts';

export interface ConnectionRetestsOptions {
  store: DocumentStore;
  integrations: Pick<IntegrationStore, 'collection'>;
  connections: Pick<Connections, 'test'>;
  clock: Clock;
  logger: Logger;
  /** How often it is looked for what is due. */
  pollMs: number;
  /** How soon another replica takes up the test of one that was killed. */
  leaseMs: number;
}

/**
 * Tests connections again where somebody asked for it by retrying the integration's issue. That it is asked stands in the
 * integration's document until the PSA has answered, so it outlives the process that was told.
 */
export interface ConnectionRetests extends Component {
  start(): void;
  stop(): Promise<void>;
  ask(integration: Pick<Integration, '_id' | 'tenantId'>): Promise<void>;
}

/** A PSA that cannot be asked is asked again after this time. */
const AGAIN_MS = 30_000;
const AT_ONCE = 4;

export function createConnectionRetests(options: ConnectionRetestsOptions): ConnectionRetests {
  const { store, connections, clock, logger, pollMs, leaseMs: ttlMs } = options;
  const { collection } = options.integrations;
  const owner = newId();
  const stopping = new AbortController();
  let loop: Promise<void> | undefined;

  async function setDue({ tenantId, _id }: Pick<Integration, '_id' | 'tenantId'>, due: Date | undefined, since?: Date) {
    await collection.forTenant(tenantId).mutate(_id, (current) => {
      // Asked again while it was tested: that answer may be older than what was mended.
      if (!current || (since && current.testDueAt && current.testDueAt > since)) return undefined;
      const { testDueAt: _before, ...rest } = current;
      return due === undefined ? rest : { ...rest, testDueAt: due };
    });
  }

  async function retest(asked: Integration): Promise<void> {
    const integration = await collection.forTenant(asked.tenantId).get(asked._id);
    const began = clock.now();
    // Another replica may have done it between the look and the lease.
    if (!integration?.testDueAt || integration.testDueAt > began) return;
    const isAnswered = integration.state === 'removed' || (await answers(integration));
    await setDue(integration, isAnswered ? undefined : new Date(clock.now().getTime() + AGAIN_MS), began);
  }

  /** What the PSA answers, yes or no, is the integration's state by then. */
  async function answers(integration: Integration): Promise<boolean> {
    try {
      const { failure } = await connections.test(integration);
      return failure === undefined || failure.kind === 'unauthenticated';
    } catch (error) {
      if (!isAppError(error) || error.code !== 'psa_fingerprint_mismatch') throw error;
      logger.warn({ integrationId: integration._id, code: error.code }, 'connection_not_tested');
      return true;
    }
  }

  async function turn(): Promise<void> {
    const due = await collection
      .acrossTenants('any replica tests any connection')
      .find({ testDueAt: { $lte: clock.now() } }, { sort: { testDueAt: 1 }, limit: AT_ONCE });
    await Promise.all(due.map((integration) => underLease(integration)));
  }

  async function underLease(integration: Integration): Promise<void> {
    const lease = { leases: store.leases, name: `connection-test:${integration._id}`, owner, ttlMs, clock };
    if ((await store.leases.acquire(lease.name, owner, ttlMs)) === undefined) return;
    await whileRenewing(lease, () => retest(integration))
      .catch((error: unknown) => logger.warn({ error, integrationId: integration._id }, 'connection_not_tested'))
      .finally(() => store.leases.release(lease.name, owner).catch(() => undefined));
  }

  async function keepTurning(): Promise<void> {
    while (!stopping.signal.aborted) {
      await turn().catch((error: unknown) => logger.warn({ error }, 'connection_tests_not_looked_for'));
      await clock.sleep(pollMs, stopping.signal).catch(() => undefined);
    }
  }

  return {
    name: 'connection-retests',
    ask: (integration) => setDue(integration, clock.now()),
    start() {
      loop = keepTurning();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
