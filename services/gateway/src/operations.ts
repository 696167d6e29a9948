import type { Component } from '@psa-bridge/core';
import type { Route } from '@psa-bridge/http-server';
import type { OutboxCollection } from '@psa-bridge/persistence';
import type { RecordStore } from '@psa-bridge/records';
import { createPeriodicTask, type Platform } from '@psa-bridge/service-host';
import { collections } from './collections.ts';
import { reindexRoutes } from './http/reindex.routes.ts';
import { makeReindexing } from './usecases/operations/reindex.ts';

/** What an admin has for finding out why something does not work (OP-02). */
export interface Operations {
  routes: readonly Route[];
  /** Whose documents carry events. */
  outbox: OutboxCollection;
  component: Component;
}

const LOOK_EVERY_MS = 5_000;

export function createOperations({ store, clock, logger }: Platform, records: RecordStore): Operations {
  const jobs = store.collection(collections.reindexJobs);
  const reindexing = makeReindexing({ jobs, leases: store.leases, records, clock });
  const task = createPeriodicTask({ name: 'reindex', everyMs: LOOK_EVERY_MS, run: reindexing.carryOn, clock, logger });
  return { routes: reindexRoutes(reindexing, task.wake), outbox: jobs, component: task };
}
