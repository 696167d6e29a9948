import type { Caller } from '@psa-bridge/core';
import type { Collections, StoredInvoice } from '../../collections.ts';
import { csvOf } from '../../domain/csv.ts';
import { invoiceFilter, type InvoiceFilter } from '../../domain/invoice-filter.ts';
import { SYNC_STATES, type SyncState } from '../../domain/life/sync-item.ts';

type Deps = Pick<Collections, 'invoices' | 'orders' | 'engines'>;

/** LOG-2: as many as the reference product shows. */
const EXPORTED = 500;
const PAGE = 500;
const DAY_MS = 24 * 60 * 60_000;
const HEAD = [
  'Autotask id',
  'Number',
  'Date',
  'Customer',
  'Total',
  'Currency',
  'State',
  'Problem',
  'What to do',
  'Number in Xero',
];

export interface CountsRequest {
  from?: string | undefined;
  to?: string | undefined;
  by: 'day' | 'month';
}

export interface PeriodCounts {
  /** `2026-11-02`, or `2026-11`. */
  period: string;
  counts: Readonly<Record<SyncState, number>>;
}

export interface LogRequest {
  externalId?: string | undefined;
  /** A day; all of its lines. */
  day?: string | undefined;
}

export interface LogEntry {
  at: Date;
  kind: 'invoice' | 'purchase-order' | 'organisation';
  /** Empty of what concerns an organisation as a whole. */
  externalId: string;
  number: string;
  text: string;
}

/** What people see of the sync as a whole (XI-07). */
export function makeViewUseCases({ invoices, orders, engines }: Deps) {
  return {
    /** Invoices by their day and state; a period in which there is none is left out. */
    async counts({ tenantId }: Caller, { from, to, by }: CountsRequest): Promise<readonly PeriodCounts[]> {
      const periods = new Map<string, Record<SyncState, number>>();
      const options = {
        sort: { 'source.invoiceDate': 1 },
        pageSize: PAGE,
        fields: ['source.invoiceDate', 'item.state'],
      } as const;
      for await (const page of invoices.forTenant(tenantId).pages(invoiceFilter({ from, to }), options)) {
        for (const { source, item } of page) {
          const period = by === 'day' ? source.invoiceDate : source.invoiceDate.slice(0, 7);
          const counts = periods.get(period) ?? noneYet();
          counts[item.state] += 1;
          periods.set(period, counts);
        }
      }
      return [...periods].map(([period, counts]) => ({ period, counts }));
    },

    /** The last ones that match, as a table. */
    async exported({ tenantId }: Caller, filter: InvoiceFilter): Promise<string> {
      const sort = { 'source.invoiceDate': -1, _id: -1 } as const;
      const found = await invoices.forTenant(tenantId).find(invoiceFilter(filter), { sort, limit: EXPORTED });
      return csvOf([HEAD, ...found.map(rowOf)]);
    },

    /** What happened, the latest first: to what has one id in Autotask, or on a day, or both. */
    async log({ tenantId }: Caller, { externalId, day }: LogRequest): Promise<readonly LogEntry[]> {
      const onDay = day === undefined ? {} : { log: { $elemMatch: { at: withinDay(day) } } };
      const filter = { ...(externalId === undefined ? {} : { 'source.externalId': externalId }), ...onDay };
      const sought = { sort: { loggedAt: -1, _id: -1 }, limit: EXPORTED } as const;
      const [ofInvoices, ofOrders, ofOrganisations] = await Promise.all([
        invoices.forTenant(tenantId).find(filter, sought),
        orders.forTenant(tenantId).find(filter, sought),
        externalId === undefined ? engines.forTenant(tenantId).find(onDay, sought) : [],
      ]);
      const lines = [
        ...ofInvoices.flatMap((invoice) => entriesOf('invoice', invoice)),
        ...ofOrders.flatMap((order) => entriesOf('purchase-order', order)),
        ...ofOrganisations.flatMap(({ log = [] }) => entriesOf('organisation', { source: { externalId: '' }, log })),
      ];
      const wanted = lines.filter(({ at }) => day === undefined || at.toISOString().startsWith(day));
      return wanted.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, EXPORTED);
    },
  };
}

export type ViewUseCases = ReturnType<typeof makeViewUseCases>;

/** Of the lines: what was only written to later would take the place of what was written to on that day. */
function withinDay(day: string) {
  const begin = new Date(`${day}T00:00:00Z`);
  return { $gte: begin, $lt: new Date(begin.getTime() + DAY_MS) };
}

function noneYet(): Record<SyncState, number> {
  return Object.fromEntries(SYNC_STATES.map((state) => [state, 0])) as Record<SyncState, number>;
}

function rowOf({ source, item }: StoredInvoice): string[] {
  const { externalId, number = '', invoiceDate, company, total, currency } = source;
  const said = item.problem?.message ?? item.skipReason ?? item.warnings[0]?.message ?? '';
  return [
    externalId,
    number,
    invoiceDate,
    company.name,
    total,
    currency,
    item.state,
    said,
    item.problem?.cure ?? '',
    item.link?.number ?? '',
  ];
}

function entriesOf(
  kind: LogEntry['kind'],
  { source, log }: { source: { externalId: string; number?: string }; log: StoredInvoice['log'] },
): LogEntry[] {
  return log.map(({ at, text }) => ({ at, kind, externalId: source.externalId, number: source.number ?? '', text }));
}
