import { newId, type Clock, type Component } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import { whileRenewing, type DocumentStore } from '@psa-bridge/persistence';
import { PROBE_EVERY_MS, type Connections } from './connection.ts';
import type { Integration } from './integration.ts';
import type { IntegrationStore } from './integration-store.ts';

export interface ConnectionRetestsOptions {
  store: DocumentStore;
  integrations: Pick<IntegrationStore, 'collection'>;
  connections: Pick<Connections, 'retest' | 'probe'>;
  clock: Clock;
  logger: Logger;
  /** How often it is looked for what is due. */
  pollMs: number;
  /** How soon another replica takes up the test of one that was killed. */
  leaseMs: number;
}

/**
 * Tests each connection once a day, and at once where somebody asked for it by retrying the integration's issue. When that is due
 * stands in the integration's document until the PSA has answered, so it outlives the process that was told.
 */
export interface ConnectionRetests extends Component {
  start(): void;
  stop(): Promise<void>;
  ask(integration: Pick<Integration, '_id' | 'tenantId'>): Promise<void>;
}

/** A PSA that cannot be asked is asked again after this time; by itself, when its allowance may have come back. */
const AGAIN_MS = 30_000;
const PROBE_AGAIN_MS = 60 * 60_000;
const AT_ONCE = 4;

export function createConnectionRetests(options: ConnectionRetestsOptions): ConnectionRetests {
  const { store, connections, clock, logger, pollMs, leaseMs: ttlMs } = options;
  const { collection } = options.integrations;
  const owner = newId();
  const stopping = new AbortController();
  let loop: Promise<void> | undefined;

  async function ask({ tenantId, _id }: Pick<Integration, '_id' | 'tenantId'>): Promise<void> {
    const asked = { testDueAt: clock.now(), isTestAsked: true as const };
    await collection.forTenant(tenantId).mutate(_id, (current) => current && { ...current, ...asked });
  }

  /** When it is tested next, after this test. */
  async function setNext({ tenantId, _id, isTestAsked }: Integration, began: Date, isAnswered: boolean): Promise<void> {
    const isAgain = isTestAsked === true && !isAnswered;
    const pauseMs = isAnswered ? PROBE_EVERY_MS : isAgain ? AGAIN_MS : PROBE_AGAIN_MS;
    await collection.forTenant(tenantId).mutate(_id, (current) => {
      // Asked again while it was tested: that answer may be older than what was mended.
      if (!current || (current.isTestAsked && current.testDueAt && current.testDueAt > began)) return undefined;
      const { testDueAt: _due, isTestAsked: _asked, ...rest } = current;
      if (current.state === 'removed') return rest;
      return { ...rest, testDueAt: new Date(clock.now().getTime() + pauseMs), ...(isAgain ? { isTestAsked: true } : {}) };
    });
  }

  async function retest(due: Integration): Promise<void> {
    const integration = await collection.forTenant(due.tenantId).get(due._id);
    const began = clock.now();
    // Another replica may have done it between the look and the lease.
    if (!integration?.testDueAt || integration.testDueAt > began) return;
    // Credentials that were refused are not shown again by itself: the PSA would lock its user.
    const isTested = integration.state !== 'removed' && (integration.isTestAsked || integration.state === 'connected');
    await setNext(integration, began, isTested ? await answers(integration) : true);
  }

  /** What the PSA answers, yes or no, is the integration's state by then. */
  async function answers(integration: Integration): Promise<boolean> {
    const { failure } = await (integration.isTestAsked ? connections.retest(integration) : connections.probe(integration));
    return failure === undefined || failure.kind === 'unauthenticated';
  }

  async function turn(): Promise<void> {
    const due = await collection
      .acrossTenants('any replica tests any connection')
      .find({ testDueAt: { $lte: clock.now() } }, { sort: { testDueAt: 1 }, limit: AT_ONCE });
    await Promise.all(due.map((integration) => underLease(integration)));
  }

  /** Integrations from before there were probes: theirs begin at different hours. */
  async function scheduleFirst(): Promise<void> {
    const all = collection.acrossTenants('any replica tests any connection');
    for (const { tenantId, _id } of await all.find(
      { state: 'connected', testDueAt: { $exists: false } },
      { fields: ['state'] },
    )) {
      const share = Number.parseInt(_id.slice(-4), 16) / 0x10000;
      const first = new Date(clock.now().getTime() + share * PROBE_EVERY_MS);
      await collection
        .forTenant(tenantId)
        .mutate(_id, (current) => (current?.testDueAt ? undefined : current && { ...current, testDueAt: first }));
    }
  }

  async function underLease(integration: Integration): Promise<void> {
    const lease = { leases: store.leases, name: `connection-test:${integration._id}`, owner, ttlMs, clock };
    if ((await store.leases.acquire(lease.name, owner, ttlMs)) === undefined) return;
    await whileRenewing(lease, () => retest(integration))
      .catch((error: unknown) => logger.warn({ error, integrationId: integration._id }, 'connection_not_tested'))
      .finally(() => store.leases.release(lease.name, owner).catch(() => undefined));
  }

  async function keepTurning(): Promise<void> {
    await scheduleFirst().catch((error: unknown) => logger.warn({ error }, 'connection_tests_not_scheduled'));
    while (!stopping.signal.aborted) {
      await turn().catch((error: unknown) => logger.warn({ error }, 'connection_tests_not_looked_for'));
      await clock.sleep(pollMs, stopping.signal).catch(() => undefined);
    }
  }

  return {
    name: 'connection-retests',
    ask,
    start() {
      loop = keepTurning();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
