import type { AccountedInvoice, PartContext } from '@psa-bridge/connector-kit';
import { checkedRow } from '../resources/checked-row.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';

const INVOICES = 'Invoices';

/**
 * The number, and the stamp by which integrations say that they took an invoice: all but the day of payment that Autotask lets
 * others write (autotask.md sections 7.1 and 7.3).
 */
export async function noteInvoice(
  context: PartContext<AutotaskSession, AutotaskSettings>,
  { externalId, number, takenAt }: AccountedInvoice,
): Promise<void> {
  const said = { webServiceDate: takenAt.toISOString(), ...(number === undefined ? {} : { invoiceNumber: number }) };
  const row = await checkedRow(INVOICES, said, { isNew: false }, context);
  await context.session.client.patch(INVOICES, { id: Number(externalId), ...row });
}
