import type { InvoiceQuery, LogQuery, OrderQuery } from '../../api/xero.ts';
import { oneOf, textOf, type ChangeAddress, type RawAddress } from '../address.ts';

export const STATES = ['pending', 'processing', 'complete', 'fault', 'skipped', 'held'] as const;
type State = (typeof STATES)[number];
export const PERIODS = ['month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

/** What the address of the dashboard says. */
export interface PeriodSearch {
  period?: Period;
}

/** Which invoices, which one is open, and whether it is compared with Xero. */
export interface InvoiceSearch {
  search?: string;
  state?: State;
  /** Of the problem. */
  code?: string;
  dateFrom?: string;
  dateTo?: string;
  invoice?: string;
  audit?: 'yes';
}

export interface OrderSearch {
  state?: State;
}

export interface LogSearch {
  externalId?: string;
  day?: string;
}

export type ChangeInvoices = ChangeAddress<InvoiceSearch>;

const FILTERS = ['search', 'state', 'code', 'dateFrom', 'dateTo'] as const;

export function toPeriodSearch(raw: RawAddress): PeriodSearch {
  return oneOf(raw, 'period', PERIODS);
}

export function toInvoiceSearch(raw: RawAddress): InvoiceSearch {
  return {
    ...textOf(raw, 'search'),
    ...oneOf(raw, 'state', STATES),
    ...textOf(raw, 'code'),
    ...dayOf(raw, 'dateFrom'),
    ...dayOf(raw, 'dateTo'),
    ...textOf(raw, 'invoice'),
    ...oneOf(raw, 'audit', ['yes'] as const),
  };
}

export function toOrderSearch(raw: RawAddress): OrderSearch {
  return oneOf(raw, 'state', STATES);
}

export function toLogSearch(raw: RawAddress): LogSearch {
  return { ...textOf(raw, 'externalId'), ...dayOf(raw, 'day') };
}

/** What a request asks for, of what the address says. */
export function invoicesOf(search: InvoiceSearch): InvoiceQuery {
  const asked = FILTERS.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]] as const]));
  return Object.fromEntries(asked);
}

export function hasFilters(search: InvoiceSearch): boolean {
  return FILTERS.some((name) => search[name] !== undefined);
}

export function ordersOf({ state }: OrderSearch): OrderQuery {
  return state === undefined ? {} : { state };
}

/** Without an id or a day it is what happened last. */
export function logOf(search: LogSearch): LogQuery {
  return { ...search };
}

function dayOf<Name extends string>(raw: RawAddress, name: Name): Partial<Record<Name, string>> {
  const value = raw[name];
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
  return (isDay ? { [name]: value } : {}) as Partial<Record<Name, string>>;
}
