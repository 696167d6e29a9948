import type { Route } from '@psa-bridge/http-server';
import type { ConsumerDefinition } from '@psa-bridge/messaging';
import type { Config } from './config.ts';
import { invoicesConsumer } from './consumers/invoices.consumer.ts';
import { readingsConsumer } from './consumers/readings.consumer.ts';
import { engineRoutes } from './http/engine.routes.ts';
import { invoiceRoutes } from './http/invoices.routes.ts';
import { viewRoutes } from './http/views.routes.ts';
import type { Parts } from './parts.ts';
import { makeEngineUseCases, type EngineUseCases } from './usecases/engine/engine-use-cases.ts';
import { makeNoteReading } from './usecases/engine/note-reading.ts';
import { makeInvoiceUseCases, type InvoiceUseCases } from './usecases/invoices/invoice-use-cases.ts';
import { makeKeepBound, type KeepBound } from './usecases/keep-bound.ts';
import { invoiceLeaseOf, makeClaims } from './usecases/sync/claim.ts';
import { makeFindCustomers } from './usecases/sync/find-customers.ts';
import { makeRouteInvoices } from './usecases/sync/route-invoices.ts';
import { makeRunConnection, type RunConnection } from './usecases/sync/run-connection.ts';
import { makeSendDocuments } from './usecases/sync/send-documents.ts';
import { makeSettle, withResult } from './usecases/sync/settle.ts';
import { makeSyncBatch } from './usecases/sync/sync-batch.ts';
import { makeViewUseCases } from './usecases/views/view-use-cases.ts';

/** Invoices, from what Autotask tells of them to what people see of them. */
export interface Invoices {
  routes: readonly Route[];
  consumers: readonly ConsumerDefinition[];
  retryInvoice: InvoiceUseCases['retry'];
  retryConnection: EngineUseCases['retry'];
  /** What the worker does for each connection, whether it is connected or not, before anything else. */
  keepBound: KeepBound;
  /** … and then, while it is connected. */
  run: RunConnection;
}

export function invoicesOf(config: Config, parts: Parts): Invoices {
  const { collections, wake } = parts;
  const { clock } = parts.platform;
  const own = { ...collections, clock, wake };
  const ofEngines = makeEngineUseCases(own);
  const ofInvoices = makeInvoiceUseCases(own);
  return {
    routes: [...engineRoutes(ofEngines), ...invoiceRoutes(ofInvoices), ...viewRoutes(makeViewUseCases(collections))],
    consumers: [invoicesConsumer(own), readingsConsumer({ noteReading: makeNoteReading(own) })],
    retryInvoice: ofInvoices.retry,
    retryConnection: ofEngines.retry,
    ...syncOf(config, parts),
  };
}

function syncOf(
  config: Config,
  { platform: { store, clock }, collections, openClient, charts, noteStanding }: Parts,
): Pick<Invoices, 'keepBound' | 'run'> {
  const { WORK_LEASE_MS: leaseMs, XERO_QUARANTINE_MS: quarantineMs, XERO_HOLD_MS: holdMs, XERO_RETRY_MS: retryMs } = config;
  const parts = { ...collections, clock, quarantineMs, retryMs };
  const syncBatch = makeSyncBatch({
    ...{ clock, quarantineMs, holdMs, charts },
    findCustomers: makeFindCustomers(parts),
    sendDocuments: makeSendDocuments(parts),
    settle: makeSettle(parts),
  });
  const claims = makeClaims(parts);
  const leasing = { leases: store.leases, leaseMs, clock };
  const routeInvoices = makeRouteInvoices(parts);
  return {
    keepBound: makeKeepBound(
      {
        ...{ documents: collections.invoices, leaseOf: invoiceLeaseOf, takeOver: claims.takeOver, withResult },
        subjectOf: () => 'Invoice',
      },
      leasing,
    ),
    run: makeRunConnection({ ...parts, ...leasing, claims, routeInvoices, openClient, syncBatch, noteStanding }),
  };
}
