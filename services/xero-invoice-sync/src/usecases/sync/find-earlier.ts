import type { FoundDocument } from '../../client/wire.ts';
import type { Replacement } from '../../client/xero.client.ts';
import { isMarkedFor } from '../../domain/document/number.ts';
import { ownIdOf } from '../../domain/invoice.ts';
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
  const found = new Map<Addressed, FoundDocument | undefined>();
  for (const [kind, group] of Map.groupBy(works, kindOf)) {
    const unsure = group.filter(({ invoice: { item } }) => !item.link && item.mayExist === true);
    const marked = (
      await client.findMarked(
        kind,
        unsure.map(({ invoice }) => ownIdOf(invoice.source)),
      )
    ).filter(stands);
    for (const work of unsure)
      found.set(
        work,
        marked.find(({ reference }) => isMarkedFor(reference, ownIdOf(work.invoice.source))),
      );
  }
  const linked = works.filter(({ invoice: { item } }) => item.link !== undefined);
  for (const [kind, group] of Map.groupBy(linked, ({ invoice: { item } }) => item.link?.kind ?? 'invoice')) {
    const ids = group.map(({ invoice: { item } }) => item.link?.documentId ?? '');
    const documents = await client.findDocuments(kind, ids);
    for (const work of group)
      found.set(
        work,
        documents.find(({ documentId }) => documentId === work.invoice.item.link?.documentId),
      );
  }
  return sort(works, found);
}

function sort(works: readonly Addressed[], found: ReadonlyMap<Addressed, FoundDocument | undefined>): Sorted {
  const create: Addressed[] = [];
  const replace: { work: Addressed; replacement: Replacement }[] = [];
  const ended: Ended[] = [];
  for (const work of works) {
    const earlier = found.get(work);
    const { link, mayReplace } = work.invoice.item;
    const isGone = link !== undefined && (earlier === undefined || !stands(earlier));
    if (isGone && mayReplace !== true) ended.push(failed(work, gone(link.number)));
    else if (!isGone && link && link.kind !== kindOf(work)) ended.push(failed(work, otherKind()));
    else if (earlier && stands(earlier)) replace.push({ work, replacement: replacementOf(work, earlier) });
    else create.push(work);
  }
  return { create, replace, ended };
}

function replacementOf({ plan: { document }, contactId }: Addressed, { documentId, status }: FoundDocument): Replacement {
  return { documentId, status, document, contactId };
}

function stands({ status }: FoundDocument): boolean {
  return status !== 'DELETED' && status !== 'VOIDED';
}

function failed({ invoice }: Addressed, failure: Failure): Ended {
  return { invoice, outcome: { kind: 'failed', failure } };
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
