import { canonicalJson, isAppError, newId } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import { createHash } from 'node:crypto';
import type { Written } from '../../client/wire.ts';
import type { StoredInvoice } from '../../collections.ts';
import { judgeWritten } from '../../domain/document/judge-written.ts';
import { nextState } from '../../domain/life/next-state.ts';
import type { Outcome } from '../../domain/life/outcome.ts';
import type { SyncOptions } from '../../domain/options.ts';
import type { Failure } from '../../domain/problem.ts';
import { refusalOf, warningOf } from '../../domain/xero/read-refusal.ts';
import type { Sorted } from './find-earlier.ts';
import { kindOf, type Addressed, type Batch, type Ended } from './work.ts';

type Replace = Sorted['replace'][number];

/** Called with what is known as soon as it is: what one call settled must not wait for the next. */
export type Settle = (ended: readonly Ended[]) => Promise<void>;

/**
 * Puts documents into Xero, one call for each kind of document and verb. That a document may be made is stored before it is sent,
 * so that whoever comes after a kill looks for it.
 */
export function makeSendDocuments({ invoices }: { invoices: Collection<StoredInvoice> }) {
  async function note(tenantId: string, works: readonly Addressed[]): Promise<readonly Addressed[]> {
    const runs = new Map(works.map(({ invoice }) => [invoice._id, invoice.item.run]));
    const noted = await invoices.forTenant(tenantId).mutateMany([...runs.keys()], (id, current) => {
      const item = current && nextState(current.item, { kind: 'send', run: runs.get(id) ?? 0 });
      return item && { ...current, item };
    });
    // One that was taken from us meanwhile is another's to send.
    return works.filter(({ invoice: { _id, item } }) => {
      const stored = noted.get(_id)?.item;
      return stored?.state === 'processing' && stored.run === item.run;
    });
  }

  return async (batch: Batch, { create, replace }: Sorted, options: SyncOptions, settle: Settle): Promise<void> => {
    const ours = await note(batch.tenantId, create);
    for (const [kind, group] of Map.groupBy(ours, kindOf)) {
      const send = (works: readonly Addressed[]) =>
        batch.client.create(
          kind,
          works.map(({ plan, contactId }) => ({ document: plan.document, contactId })),
          newId(),
        );
      await settle(await sent(group, send, (work, answer) => created(work, answer, options)));
    }
    // One that was found by its mark is there for sure, though no link says so yet.
    const unlinked = replace.filter(({ work }) => work.invoice.item.link === undefined);
    await note(
      batch.tenantId,
      unlinked.map(({ work }) => work),
    );
    for (const [kind, group] of Map.groupBy(replace, ({ work }) => kindOf(work))) {
      const send = (works: readonly Replace[]) =>
        batch.client.update(
          kind,
          works.map(({ replacement }) => replacement),
          newId(),
        );
      await settle(await sent(group, send, (one, answer) => replaced(one, answer, options)));
    }
  };
}

export type SendDocuments = ReturnType<typeof makeSendDocuments>;

/** A batch that Xero cannot read as a whole is sent one by one, so that the one that spoils it fails alone. */
export async function sent<One>(
  group: readonly One[],
  send: (works: readonly One[]) => Promise<readonly Written[]>,
  judge: (one: One, answer: Written) => Ended,
): Promise<Ended[]> {
  const answers = await send(group).catch((error: unknown) => {
    if (!isAppError(error) || error.code !== 'xero_refused') throw error;
    return group.length > 1 ? undefined : [{ kind: 'refused', failure: wordsOf(error.details['messages']) } as const];
  });
  if (answers) return group.flatMap((one, at) => (answers[at] ? [judge(one, answers[at])] : []));
  const ended: Ended[] = [];
  for (const one of group) ended.push(...(await sent([one], send, judge)));
  return ended;
}

function wordsOf(messages: unknown): Failure {
  return refusalOf(Array.isArray(messages) ? messages.filter((text) => typeof text === 'string') : []);
}

function created(work: Addressed, answer: Written, options: SyncOptions): Ended {
  const { invoice } = work;
  if (answer.kind === 'refused') return { invoice, outcome: { kind: 'failed', failure: answer.failure, isAbsent: true } };
  return { invoice, outcome: judged(work, answer, options) };
}

function replaced({ work, replacement }: Replace, answer: Written, options: SyncOptions): Ended {
  const { invoice, plan } = work;
  if (answer.kind === 'written') return { invoice, outcome: judged(work, answer, options) };
  // It stands as it was, and it is this one that a later try replaces.
  const kept = { number: '', contentHash: '', ...invoice.item.link };
  const link = { ...kept, kind: plan.document.kind, documentId: replacement.documentId };
  return { invoice, outcome: { kind: 'failed', failure: answer.failure, link } };
}

function judged({ invoice, plan }: Addressed, answer: Extract<Written, { kind: 'written' }>, options: SyncOptions): Outcome {
  const { documentId, number, total, warnings } = answer;
  const contentHash = createHash('sha256').update(canonicalJson(plan.document)).digest('hex');
  const link = { documentId, number, contentHash, kind: plan.document.kind, total };
  const said = [...plan.warnings, ...warnings.map(warningOf)];
  return judgeWritten(invoice.source, { link, total, notes: plan.notes, warnings: said }, options);
}
