import type { Letter } from '@psa-bridge/mail';
import type { KnownInvoice } from './life/take-in.ts';

export interface Alert {
  organisation: string;
  /** All that stand at fault, and the first of them. */
  count: number;
  invoices: readonly Pick<KnownInvoice, 'source' | 'item'>[];
  url: string;
}

/** What a mail about faults says (XI-03): what failed, why, and what to do, without having to open anything. */
export function alertLetter({ organisation, count, invoices, url }: Alert): Letter {
  const lines = invoices.map(({ source, item }) => {
    const { message = '', cure = '' } = item.problem ?? {};
    return `${source.number ?? source.externalId}, ${source.company.name}: ${message}. ${cure}`;
  });
  const more = count > invoices.length ? [`And ${count - invoices.length} more.`] : [];
  return {
    greeting: 'Hello,',
    paragraphs: [`${subjectOf(count, organisation)}.`, ...lines, ...more],
    action: { label: 'See the invoices', url },
    footer: 'At most one such mail is sent in an hour. Who receives it is set under Xero > Options.',
  };
}

export function subjectOf(count: number, organisation: string): string {
  return `${count} ${count === 1 ? 'invoice' : 'invoices'} could not be taken to ${organisation} in Xero`;
}
