import { conflict, isAppError, notFound, type Caller, type Clock } from '@psa-bridge/core';
import type { Collections, StoredInvoice } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import { destinationOf, routedOf, routeOf, type Route } from '../../domain/connection/route-invoice.ts';
import { isBound, strandedProblem } from '../../domain/life/stranded.ts';
import { faulted, unconnected, type Simulated } from '../../domain/simulation/simulated.ts';
import type { XeroClient } from '../../client/xero.client.ts';
import { simulateBatch, type SimulationContext } from './simulate-batch.ts';
import { isTimeUp } from './within.ts';

export type SimulationRequest =
  | { externalId: string }
  /** Of invoices dated on or after a day, those after the cursor. */
  | { since: string; cursor?: string };

export interface Simulation {
  items: readonly Simulated[];
  isComplete: boolean;
  /** Where to go on; absent at the end. */
  cursor?: string;
  sentence: string;
}

export interface SimulateDeps extends Pick<Collections, 'connections' | 'engines' | 'invoices' | 'customers'> {
  /** A client whose calls are given up at that time. */
  openClient(connection: XeroConnection, until: Date): XeroClient;
  clock: Clock;
  /** XI-09: 90 seconds. */
  budgetMs: number;
}

/** So many are asked about together. */
const BATCH = 25;
/** As many as an answer may hold. */
const MOST = 200;

/**
 * Shows what would become of one invoice, or of all since a day, without writing anywhere (XI-09). What cannot be looked at in
 * time is told by a cursor, never left out silently.
 *
 * @throws AppError `invoice_unknown`, `xero_not_connected`, `xero_not_set_up`
 */
export function makeSimulate(deps: SimulateDeps) {
  const { connections, invoices, clock, budgetMs } = deps;

  return async (request: SimulationRequest, { tenantId }: Caller): Promise<Simulation> => {
    const until = new Date(clock.now().getTime() + budgetMs);
    const known = await connections.forTenant(tenantId).find({}, { sort: { _id: 1 } });
    if (!known.some(isConnected)) throw notConnected();
    const found = await invoices.forTenant(tenantId).find(filterOf(request), { sort: { _id: 1 }, limit: MOST + 1 });
    if ('externalId' in request && found.length === 0) throw unknownInvoice();
    const contexts = contextsOf({ tenantId, until });
    const items: Simulated[] = [];
    const wanted = found.slice(0, MOST);
    let stop = found.length > MOST ? 'One answer holds no more' : undefined;
    for (let at = 0; at < wanted.length && items.length === at; at += BATCH) {
      const done = await lookAt(wanted.slice(at, at + BATCH), known, contexts).catch((error: unknown) => {
        stop = reasonToStop(error, items.length > 0);
        return [];
      });
      items.push(...done);
    }
    return answerOf(items, wanted, stop);
  };

  async function lookAt(
    batch: readonly StoredInvoice[],
    known: readonly XeroConnection[],
    contextFor: (connection: XeroConnection) => Promise<SimulationContext>,
  ): Promise<readonly Simulated[]> {
    const done = new Map<string, Simulated>();
    const byConnection = new Map<XeroConnection, StoredInvoice[]>();
    for (const invoice of batch) {
      const route = routeFor(invoice, known.filter(isConnected));
      const connection = route.kind === 'to' ? known.find(({ _id }) => _id === route.connectionId) : undefined;
      if (route.kind === 'fault') done.set(invoice._id, faulted(idsOf(invoice), route.problem));
      else if (connection === undefined) done.set(invoice._id, unconnected(idsOf(invoice)));
      else if (isConnected(connection)) byConnection.set(connection, [...(byConnection.get(connection) ?? []), invoice]);
      else done.set(invoice._id, faulted(idsOf(invoice), strandedProblem(invoice.item, connection.organisation.name)));
    }
    for (const [connection, own] of byConnection) {
      const results = await simulateBatch(own, await contextFor(connection));
      for (const [at, invoice] of own.entries()) {
        const result = results[at];
        if (result !== undefined) done.set(invoice._id, result);
      }
    }
    return batch.flatMap(({ _id }) => done.get(_id) ?? []);
  }

  /** One reading of chart and settings for each organisation. */
  function contextsOf({ tenantId, until }: { tenantId: string; until: Date }) {
    const kept = new Map<string, Promise<SimulationContext>>();
    const read = async (connection: XeroConnection): Promise<SimulationContext> => {
      const { engines, customers } = deps;
      const settings = (await engines.forTenant(tenantId).get(connection._id))?.settings;
      if (settings === undefined) throw notSetUp(connection);
      const client = deps.openClient(connection, until);
      const chart = await client.chart();
      return { connectionId: connection._id, tenantId, client, settings, chart, customers, now: clock.now() };
    };
    return (connection: XeroConnection): Promise<SimulationContext> => {
      const known = kept.get(connection._id) ?? read(connection);
      kept.set(connection._id, known);
      return known;
    };
  }
}

/** What a person reads of an answer that is not whole. @throws the error where there is nothing to answer with */
function reasonToStop(error: unknown, hasSome: boolean): string {
  if (isTimeUp(error)) return 'The time was over';
  if (!hasSome || !isAppError(error) || (error.kind !== 'unavailable' && error.kind !== 'rate_limited')) throw error;
  return error.message;
}

function filterOf(request: SimulationRequest) {
  if ('externalId' in request) return { 'source.externalId': request.externalId };
  const { since, cursor } = request;
  return { 'source.invoiceDate': { $gte: since }, ...(cursor === undefined ? {} : { _id: { $gt: cursor } }) };
}

function isConnected({ state }: XeroConnection): boolean {
  return state === 'connected';
}

/** What is or may be in Xero already stays where it is; of the others the rule of today counts. */
function routeFor({ integrationId, connectionId, item, source }: StoredInvoice, connected: readonly XeroConnection[]): Route {
  if (isBound(item) && connectionId !== undefined) return { kind: 'to', connectionId };
  const own = connected.filter((connection) => connection.integrationId === integrationId);
  return routeOf(routedOf(source), own.map(destinationOf));
}

function answerOf(items: readonly Simulated[], wanted: readonly StoredInvoice[], stop: string | undefined): Simulation {
  const count = items.length === 1 ? 'One invoice was' : `${items.length} invoices were`;
  if (stop === undefined) return { items, isComplete: true, sentence: `${count} looked at, and nothing was written.` };
  // The cursor is the last one that is done with; without one the same question begins again.
  const cursor = wanted[items.length - 1]?._id;
  const sentence = `${count} looked at, and nothing was written. ${stop}: ask again with the cursor for the rest.`;
  return { items, isComplete: false, sentence, ...(cursor === undefined ? {} : { cursor }) };
}

function idsOf({ source }: StoredInvoice) {
  return { externalId: source.externalId, number: source.number ?? '' };
}

function unknownInvoice() {
  const message = 'externalId: no invoice with this id was found in Autotask. See whether it lies within the history.';
  return notFound('invoice_unknown', message, { expected: true });
}

function notConnected() {
  return conflict('xero_not_connected', 'No organisation of Xero is connected. Connect one first.', { expected: true });
}

function notSetUp({ organisation }: XeroConnection) {
  const message = `The sync into ${organisation.name} has no settings yet. Save them first.`;
  return conflict('xero_not_set_up', message, { expected: true });
}
