import { newId } from '@psa-bridge/core';
import type { FoundDocument, Written } from '../../client/wire.ts';
import type { StoredInvoice } from '../../collections.ts';
import { amount } from '../../domain/money.ts';
import type { Outcome } from '../../domain/life/outcome.ts';
import type { XeroLink } from '../../domain/life/sync-item.ts';
import type { SyncOptions } from '../../domain/options.ts';
import { problem, type Problem } from '../../domain/problem.ts';
import { documentsOf, stands, type Sought } from './find-earlier.ts';
import { sent, type Settle } from './send-documents.ts';
import type { Batch, Ended } from './work.ts';

const VOIDED = 'The invoice is voided in Autotask';

interface Withdrawal extends Sought {
  document: FoundDocument;
}

/**
 * What becomes in Xero of invoices that were voided in Autotask (VOD-1, VOD-2): their documents are deleted or voided where that is
 * chosen, and otherwise named. Whoever is killed on the way finds them withdrawn already.
 */
export async function withdrawDocuments(
  batch: Batch,
  invoices: readonly StoredInvoice[],
  { carriesVoids }: Pick<SyncOptions, 'carriesVoids'>,
  settle: Settle,
): Promise<void> {
  const sought = invoices.map(soughtOf);
  const found = await documentsOf(batch.client, sought);
  const standing = sought.flatMap((one) => withDocument(one, found.get(one.invoice._id)));
  const known = new Set(standing.map(({ invoice }) => invoice._id));
  const gone = invoices.filter(({ _id }) => !known.has(_id));
  await settle(gone.map((invoice) => ({ invoice, outcome: { kind: 'skipped', reason: VOIDED } })));
  if (!carriesVoids) return settle(standing.map((one) => ({ invoice: one.invoice, outcome: left(one) })));
  for (const [kind, group] of Map.groupBy(standing, ({ document }) => document.kind)) {
    const send = (works: readonly Withdrawal[]) =>
      batch.client.withdraw(
        kind,
        works.map(({ document }) => document),
        newId(),
      );
    await settle(await sent(group, send, withdrawn));
  }
}

/** Where no link says it, the sign of the total tells what was made of it (CRN-1). */
export function soughtOf(invoice: StoredInvoice): Sought {
  return { invoice, kind: amount(invoice.source.total).isNegative() ? 'credit-note' : 'invoice' };
}

function withDocument(sought: Sought, document: FoundDocument | undefined): Withdrawal[] {
  return document && stands(document) ? [{ ...sought, document }] : [];
}

function withdrawn(one: Withdrawal, answer: Written): Ended {
  const { invoice } = one;
  const link = linkOf(one);
  // Paid or credited, it cannot be voided (VOD-4): a person is told, and it is not tried again and again.
  if (answer.kind === 'refused') return { invoice, outcome: { kind: 'failed', failure: answer.failure, link } };
  const reason = `${VOIDED}, and so is its document ${link.number} in Xero`;
  return { invoice, outcome: { kind: 'skipped', reason, link, isWithdrawn: true } };
}

function left(one: Withdrawal): Outcome {
  const link = linkOf(one);
  return { kind: 'skipped', reason: VOIDED, warnings: [stillThere(link.number)], link };
}

export function stillThere(number: string): Problem {
  return problem(
    'VOIDED_IN_AUTOTASK',
    `The invoice is voided in Autotask, and its document ${number} still stands in Xero`,
    'Void it in Xero; or have voids carried over under Xero > Options, then resync.',
  );
}

function linkOf({ invoice, document: { documentId, kind, number } }: Withdrawal): XeroLink {
  return { contentHash: '', ...invoice.item.link, documentId, kind, number };
}
