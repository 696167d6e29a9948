import type { ArmedPoints } from '@psa-bridge/core';
import { toldDatabaseOf, type Integration } from '../integrations/integration.ts';
import type { AnyContext, AnyDefinition } from '../sessions.ts';
import type { HeldRow } from './held-row.ts';
import type { OperationResult } from './push.ts';

export interface NotingDeps {
  definition: AnyDefinition;
  integration: Integration;
  context: AnyContext;
  faults: ArmedPoints;
}

/**
 * Has the PSA's invoice say which document it has become (NUM-4). Safe to repeat, so an unclear answer needs no search. The same
 * id in another database than the one that the document was made of is another invoice, and is left alone.
 */
export async function noteInvoice(
  held: HeldRow,
  { definition, integration, context, faults }: NotingDeps,
): Promise<OperationResult> {
  const { entityId: externalId, note } = held.current();
  const result = { entityId: externalId, externalId, failedParts: [], isNews: false };
  const part = definition.invoices;
  if (!note || !part?.note || note.psaFingerprint !== toldDatabaseOf(integration)) return result;
  const { number, takenAt, name, paidOn } = note;
  const taken = takenAt === undefined ? {} : { takenAt };
  const paid = paidOn === undefined ? {} : { paidOn: paidOn === '' ? null : paidOn };
  await faults.reach('before_call', 'push:posted_invoice');
  await part.note(context, { externalId, ...taken, ...(number === undefined ? {} : { number }), ...paid });
  await faults.reach('after_call', 'push:posted_invoice');
  return { ...result, entityName: name };
}
