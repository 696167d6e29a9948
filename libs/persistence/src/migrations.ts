import { newId, type Clock, type Component } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import { whileRenewing } from './kept-lease.ts';
import type { Collection, CollectionSpec, DocumentStore, Stored } from './port.ts';
import { leaseLost, misuse } from './store-errors.ts';

export interface Migration {
  /** Unique within the owner and never changed, such as `2026-03-rename-lane`. */
  id: string;
  /** Must be safe to run again: a process may be killed between its work and the note that it is done. */
  up(store: DocumentStore): Promise<void>;
}

export interface MigrationsOptions {
  store: DocumentStore;
  /** Whose migrations these are: the service's name. */
  name: string;
  /** In the order in which they run. */
  migrations: readonly Migration[];
  clock: Clock;
  logger: Logger;
}

export interface Migrations extends Component {
  start(): Promise<void>;
  /** Runs what has not run yet; answers the ids that ran here. Replicas that start together wait for the one that runs them. */
  run(): Promise<readonly string[]>;
}

interface AppliedMigration extends Stored {
  readonly appliedAt: Date;
}

const PLATFORM = 'platform';
const LEASE_MS = 30_000;
const WAIT_MS = 500;

const appliedMigrations: CollectionSpec<AppliedMigration> = { name: 'migrations', writer: 'persistence' };

export function createMigrations({ store, name, migrations, clock, logger }: MigrationsOptions): Migrations {
  if (new Set(migrations.map(({ id }) => id)).size !== migrations.length)
    throw misuse('duplicate_migration', `Two migrations of ${name} have one id.`);
  const applied = store.collection(appliedMigrations);
  const lease = { name: `migrations:${name}`, owner: newId() };

  async function runOne(migration: Migration, token: number): Promise<void> {
    const begin = clock.now();
    await whileRenewing({ leases: store.leases, ...lease, ttlMs: LEASE_MS, clock }, () => migration.up(store));
    if ((await store.leases.acquire(lease.name, lease.owner, LEASE_MS)) !== token) throw leaseLost(lease.name);
    await applied.forTenant(PLATFORM).insert({ _id: `${name}:${migration.id}`, tenantId: PLATFORM, appliedAt: clock.now() });
    logger.info({ migration: migration.id, tookMs: clock.now().getTime() - begin.getTime() }, 'migration_applied');
  }

  async function run(): Promise<readonly string[]> {
    while ((await pendingOf(applied, name, migrations)).length > 0) {
      const token = await store.leases.acquire(lease.name, lease.owner, LEASE_MS);
      if (token === undefined) {
        await clock.sleep(WAIT_MS);
        continue;
      }
      try {
        const pending = await pendingOf(applied, name, migrations);
        for (const migration of pending) await runOne(migration, token);
        return pending.map(({ id }) => id);
      } finally {
        await store.leases.release(lease.name, lease.owner);
      }
    }
    return [];
  }

  return {
    name: `migrations:${name}`,
    run,
    start: async () => {
      await run();
    },
  };
}

async function pendingOf(
  applied: Collection<AppliedMigration>,
  name: string,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  const ids = migrations.map(({ id }) => `${name}:${id}`);
  const done = new Set((await applied.forTenant(PLATFORM).getMany(ids)).map(({ _id }) => _id));
  return migrations.filter((_, at) => !done.has(ids[at] ?? ''));
}
