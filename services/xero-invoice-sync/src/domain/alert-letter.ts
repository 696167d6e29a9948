import type { Letter } from '@psa-bridge/mail';
import type { KnownInvoice } from './life/take-in.ts';
import type { KnownOrder } from './purchase/take-in-order.ts';

export type Faulted = Pick<KnownInvoice | KnownOrder, 'source' | 'item'>;

/** How many stand at fault. */
export interface Faults {
  invoices: number;
  orders: number;
}

export interface Alert {
  organisation: string;
  count: Faults;
  /** The latest of them. */
  shown: readonly Faulted[];
  publicUrl: string;
}

/** What a mail about faults says (XI-03): what failed, why, and what to do, without having to open anything. */
export function alertLetter({ organisation, count, shown, publicUrl }: Alert): Letter {
  const lines = shown.map((faulted) => {
    const { message = '', cure = '' } = faulted.item.problem ?? {};
    return `${nameOf(faulted)}: ${message}. ${cure}`;
  });
  const left = count.invoices + count.orders - shown.length;
  const more = left > 0 ? [`And ${left} more.`] : [];
  const [what, page] = count.invoices > 0 ? ['invoices', 'invoices'] : ['purchase orders', 'orders'];
  return {
    greeting: 'Hello,',
    paragraphs: [`${subjectOf(count, organisation)}.`, ...lines, ...more],
    action: { label: `See the ${what}`, url: `${publicUrl}/xero/${page}?state=fault` },
    footer: 'At most one such mail is sent in an hour. Who receives it is set under Xero > Options.',
  };
}

export function subjectOf({ invoices, orders }: Faults, organisation: string): string {
  const what = [...counted(invoices, 'invoice'), ...counted(orders, 'purchase order')].join(' and ');
  return `${what} could not be taken to ${organisation} in Xero`;
}

function counted(count: number, noun: string): string[] {
  if (count === 0) return [];
  return [`${count} ${noun}${count === 1 ? '' : 's'}`];
}

function nameOf({ source }: Faulted): string {
  if ('vendor' in source) return `Purchase order ${source.number}, ${source.vendor.name}`;
  return `${source.number ?? source.externalId}, ${source.company.name}`;
}
