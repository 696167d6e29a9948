import type { FoundDocument } from '../../client/wire.ts';
import type { Replacement, XeroClient } from '../../client/xero.client.ts';
import type { StoredInvoice } from '../../collections.ts';
import { isMarkedFor } from '../../domain/document/number.ts';
import { ownIdOf } from '../../domain/invoice.ts';
import type { XeroDocument } from '../../domain/document/xero-document.ts';
import { problem, type Failure } from '../../domain/problem.ts';
import { kindOf, type Addressed, type Batch, type Ended } from './work.ts';

/** What is to be done about each invoice, once it is known what Xero has of it. */
export interface Sorted {
  create: readonly Addressed[];
  replace: readonly { work: Addressed; replacement: Replacement }[];
  ended: readonly Ended[];
}

/**
 * An invoice becomes a second document on no account (XI-05): one that is linked is read again by its id, and one that may have
 * been made is looked for by its mark, all of a batch in one question.
 */
export async function findEarlier({ client }: Batch, works: readonly Addressed[]): Promise<Sorted> {
  const found = await documentsOf(
    client,
    works.map((work) => ({ invoice: work.invoice, kind: kindOf(work) })),
  );
  return sort(works, found);
}

/** An invoice, and what its document would be now. */
export interface Sought {
  invoice: StoredInvoice;
  kind: XeroDocument['kind'];
}

const OTHER = { invoice: 'credit-note', 'credit-note': 'invoice' } as const;

/** The documents that Xero has of invoices, by the invoices' ids; those found by mark only where they still stand. */
export async function documentsOf(
  client: Pick<XeroClient, 'findMarked' | 'findDocuments'>,
  sought: readonly Sought[],
): Promise<ReadonlyMap<string, FoundDocument>> {
  const found = new Map<string, FoundDocument>();
  const note = ({ _id }: StoredInvoice, document: FoundDocument | undefined) => {
    if (document && !found.has(_id)) found.set(_id, document);
  };
  const lookByMark = async (unsure: readonly Sought[]): Promise<void> => {
    for (const [kind, group] of Map.groupBy(unsure, ({ kind: ofIt }) => ofIt)) {
      const ids = group.map(({ invoice }) => ownIdOf(invoice.source));
      const marked = (await client.findMarked(kind, ids)).filter(stands);
      for (const { invoice } of group)
        note(
          invoice,
          marked.find(({ reference }) => isMarkedFor(reference, ownIdOf(invoice.source))),
        );
    }
  };
  const unsure = sought.filter(isUnsure);
  await lookByMark(unsure);
  // The total may have changed its sign since it was sent.
  const others = unsure.filter(({ invoice }) => !found.has(invoice._id));
  await lookByMark(others.map(({ invoice, kind }) => ({ invoice, kind: OTHER[kind] })));
  const linked = sought.flatMap(({ invoice }) => (invoice.item.link ? [{ invoice, link: invoice.item.link }] : []));
  for (const [kind, group] of Map.groupBy(linked, ({ link }) => link.kind)) {
    const documents = await client.findDocuments(
      kind,
      group.map(({ link }) => link.documentId),
    );
    for (const { invoice, link } of group)
      note(
        invoice,
        documents.find(({ documentId }) => documentId === link.documentId),
      );
  }
  return found;
}

/** Whether there may be a document that no link leads to: none does yet, or it leads to the one in whose place that was made. */
function isUnsure({ invoice: { item } }: Sought): boolean {
  return item.mayExist === true && (item.link === undefined || item.mayReplace === true);
}

function sort(works: readonly Addressed[], found: ReadonlyMap<string, FoundDocument>): Sorted {
  const create: Addressed[] = [];
  const replace: { work: Addressed; replacement: Replacement }[] = [];
  const ended: Ended[] = [];
  for (const work of works) {
    const earlier = found.get(work.invoice._id);
    const standing = earlier && stands(earlier) ? earlier : undefined;
    const obstacle = obstacleOf(work, standing);
    if (obstacle) ended.push(failed(work, obstacle, standing));
    else if (standing) replace.push({ work, replacement: replacementOf(work, standing) });
    else create.push(work);
  }
  return { create, replace, ended };
}

/** What a person has to decide: its document stands no more, or is of the other kind. */
function obstacleOf(work: Addressed, standing: FoundDocument | undefined): Failure | undefined {
  const { link, mayReplace } = work.invoice.item;
  if (standing !== undefined) return standing.kind === kindOf(work) ? undefined : otherKind();
  return link === undefined || mayReplace === true ? undefined : gone(link.number);
}

function replacementOf({ plan: { document }, contactId }: Addressed, { documentId, status }: FoundDocument): Replacement {
  return { documentId, status, document, contactId };
}

/** Neither deleted nor voided. */
export function stands({ status }: Pick<FoundDocument, 'status'>): boolean {
  return status !== 'DELETED' && status !== 'VOIDED';
}

/** Where a document was found that no link leads to, one does from now on. */
function failed({ invoice }: Addressed, failure: Failure, standing: FoundDocument | undefined): Ended {
  if (standing === undefined || standing.documentId === invoice.item.link?.documentId)
    return { invoice, outcome: { kind: 'failed', failure } };
  const { documentId, kind, number } = standing;
  return { invoice, outcome: { kind: 'failed', failure, link: { documentId, kind, number, contentHash: '' } } };
}

function gone(number: string): Failure {
  return {
    ...problem(
      'DELETED_IN_XERO',
      `The document ${number} was deleted or voided in Xero`,
      'Leave it so; or resync with "create a new document" to have another one in its place.',
    ),
    weight: 'fault',
  };
}

function otherKind(): Failure {
  return {
    ...problem(
      'KIND_CHANGED',
      'The total changed its sign: an invoice in Xero cannot become a credit note, nor the other way round',
      'Delete or void the document in Xero, then resync with "create a new document".',
    ),
    weight: 'fault',
  };
}
