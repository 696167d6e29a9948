import type { AccountedInvoice, PartContext } from '@psa-bridge/connector-kit';
import { checkedRow } from '../resources/checked-row.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';

const INVOICES = 'Invoices';

/**
 * The number, the stamp by which integrations say that they took an invoice, and the day of payment: all that Autotask lets others
 * write (autotask.md sections 7.1 and 7.3).
 */
export async function noteInvoice(
  context: PartContext<AutotaskSession, AutotaskSettings>,
  { externalId, number, takenAt, paidOn }: AccountedInvoice,
): Promise<void> {
  const said = {
    ...(takenAt === undefined ? {} : { webServiceDate: takenAt.toISOString() }),
    ...(number === undefined ? {} : { invoiceNumber: number }),
    // A day has no zone, and goes as its midnight (autotask.md section 4).
    ...(paidOn === undefined ? {} : { paidDate: paidOn === null ? null : `${paidOn}T00:00:00Z` }),
  };
  const row = await checkedRow(INVOICES, said, { isNew: false }, context);
  await context.session.client.patch(INVOICES, { id: Number(externalId), ...row });
}
