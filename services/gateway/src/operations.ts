import type { Component } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import type { Route } from '@psa-bridge/http-server';
import type { Mailer } from '@psa-bridge/mail';
import type { OutboxCollection } from '@psa-bridge/persistence';
import type { RecordStore } from '@psa-bridge/records';
import { createPeriodicTask, type OperatorCommands, type Platform } from '@psa-bridge/service-host';
import { collections } from './collections.ts';
import type { GatewayConfig } from './config.ts';
import { reindexRoutes } from './http/reindex.routes.ts';
import { createStatus } from './status.ts';
import { makeReindexing } from './usecases/operations/reindex.ts';

/** What people have for finding out why something does not work (OP-02 to OP-05). */
export interface Operations {
  routes: readonly Route[];
  commands: OperatorCommands;
  /** Whose documents carry events. */
  outboxes: readonly OutboxCollection[];
  components: readonly Component[];
}

export interface OperationsParts {
  records: RecordStore;
  http: HttpClient;
  mailer: Mailer;
}

const LOOK_EVERY_MS = 5_000;

export function createOperations(config: GatewayConfig, platform: Platform, { records, ...parts }: OperationsParts): Operations {
  const { store, clock, logger } = platform;
  const jobs = store.collection(collections.reindexJobs);
  const reindexing = makeReindexing({ jobs, leases: store.leases, records, clock });
  const task = createPeriodicTask({ name: 'reindex', everyMs: LOOK_EVERY_MS, run: reindexing.carryOn, clock, logger });
  const status = createStatus(config, platform, parts);
  return {
    routes: [...reindexRoutes(reindexing, task.wake), ...status.routes],
    commands: status.commands,
    outboxes: [jobs, ...status.outboxes],
    components: [task, ...status.components],
  };
}
