import { decodePayload, events, topics, type EventData } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import { openCollections } from '../src/collections.ts';
import type { EngineSettings } from '../src/domain/engine.ts';
import type { SourceInvoice } from '../src/domain/invoice.ts';
import { startConnectingApp } from './connecting-app.ts';
import { invoice, options } from './invoices.ts';
import { purchases } from './orders.ts';
import { INTEGRATION, messageOf, TENANT, type XeroRow } from './xero-app.ts';

/** The position of each at the simulated Xero; each takes what bears its name. */
const ORGANISATIONS = { North: 0, South: 1 } as const;
export type Organisation = keyof typeof ORGANISATIONS;

type Entity = 'Invoices' | 'CreditNotes' | 'PurchaseOrders';

const TICK_MS = 10_000;
const REASON = 'Nobody finds it there';

/** The service with two organisations of one consent, both switched on. */
export async function startTwoOrganisations(settings: Partial<EngineSettings> = {}) {
  const base = await startConnectingApp();
  const { app, bus, call, clock, simulator, store } = base;
  const collections = openCollections(store);
  const own = collections.invoices.forTenant(TENANT);

  async function connect(...names: readonly Organisation[]): Promise<void> {
    simulator.control.setConsent({ organisations: names.map((name) => ORGANISATIONS[name]) });
    await base.connect();
  }

  // Of another country, and yet the same invoice may go to either.
  simulator.control.create({ entity: 'Currencies', organisation: ORGANISATIONS.South, values: { Code: invoice().currency } });
  await connect('North', 'South');
  const guids = simulator.tenantIds();
  const all = await collections.connections.forTenant(TENANT).find({});
  const connectionOf = (name: Organisation) => {
    const found = all.find(({ organisation }) => organisation.id === guids[ORGANISATIONS[name]]);
    if (found === undefined) throw new Error(`${name} is not connected`);
    return found;
  };
  for (const name of ['North', 'South'] as const) {
    const { _id } = connectionOf(name);
    await call('POST', `/${_id}/use`);
    await call('PUT', `/${_id}/takes`, { body: { takes: [name] } });
    const engine = { _id, tenantId: TENANT, isActive: true, revision: 1 };
    const wanted = { options: options(), purchases: purchases(), alertsTo: [`${name}@demo.example`], ...settings };
    await collections.engines.forTenant(TENANT).insert({ ...engine, settings: wanted });
  }

  async function tell(source: SourceInvoice, revision = 1n): Promise<void> {
    await bus.publish(topics.invoices.name, [messageOf(source, revision)]);
    await eventually(async () => {
      if ((await own.get(`${INTEGRATION}:${source.externalId}`))?.revision !== Number(revision)) throw new Error('not told yet');
    });
  }

  return {
    ...{ ...base, collections, connect, connectionOf, tell },
    nameOf: (name: Organisation): string => connectionOf(name).organisation.name,
    disconnect: (name: Organisation) => call('DELETE', `/${connectionOf(name)._id}`),
    get: () => own.get(`${INTEGRATION}:4711`),
    /** A person decides upon the invoice, or the order. */
    decide: (what: 'invoices/autotask-1:4711' | 'purchase-orders/autotask-1:700', verb: 'dismiss' | 'restore' | 'resync') =>
      call('POST', `/../${what}/${verb}`, verb === 'restore' ? {} : { body: verb === 'dismiss' ? { reason: REASON } : {} }),
    /** Lets the loop look again and again until it is so. */
    until: <Result>(expected: () => Result | Promise<Result>): Promise<Result> =>
      eventually(async () => {
        await clock.leap(TICK_MS);
        return expected();
      }),
    /** So many looks of the loop, each with the time to do something that nobody waits for. */
    async ticks(count: number, ms = TICK_MS): Promise<void> {
      for (let tick = 0; tick < count; tick += 1) {
        await clock.leap(ms);
        await call('GET', '');
      }
    },
    /** How many documents each organisation has. */
    count: (entity: Entity = 'Invoices') =>
      Object.values(ORGANISATIONS).map((organisation) => simulator.control.count({ entity, organisation })),
    documents: (name: Organisation) =>
      simulator.control.list({ entity: 'Invoices', organisation: ORGANISATIONS[name] }) as unknown as readonly XeroRow[],
    async deeds(): Promise<EventData<typeof events.actionTaken>[]> {
      await app.flushOutbox();
      const messages = await Array.fromAsync(bus.readAll(topics.audit.name));
      return messages.map(({ value }) => decodePayload(events.actionTaken, value));
    },
    mails: () => collections.mailOutbox.forTenant(TENANT).find({}),
  };
}

export type TwoOrganisations = Awaited<ReturnType<typeof startTwoOrganisations>>;

/** An invoice that the rules send to an organisation. */
export function invoiceFor(organisation: Organisation, more: Partial<SourceInvoice> = {}): SourceInvoice {
  return invoice({ company: { ...invoice().company, organisation }, ...more });
}
