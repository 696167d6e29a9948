import type { OutboxEvent } from '@psa-bridge/contracts';
import { canonicalJson } from '@psa-bridge/core';
import type { Collection, CollectionSpec, Draft, Stored } from '@psa-bridge/persistence';
import { createHash } from 'node:crypto';
import type { AccountingPart, DocumentPage } from '../definition/accounting.ts';
import type { AnyContext } from '../sessions.ts';
import type { ResultSource } from '../work/results.ts';
import { sinceOf, type Look, type PollState } from './poll-state.ts';

/** What was last told of a document. Its `_id` is that of its kind, see `ToldKind`. */
export interface ToldDocument extends Stored {
  integrationId: string;
  externalId: string;
  contentHash: string;
  /** Rises with every change of the content. */
  revision: number;
}

export function toldDocumentsCollection(provider: string): CollectionSpec<ToldDocument> {
  return { name: `told_documents_${provider}`, writer: `${provider}-connector` };
}

/** Where a document is. */
export interface ToldFrom {
  integrationId: string;
  /** See `toldDatabaseOf`. */
  psaFingerprint?: string;
}

/** One telling of a document. */
export interface Telling extends ToldFrom {
  _id: string;
  tenantId: string;
  revision: number;
  at: Date;
  by: ResultSource;
}

/** How documents of a kind are known and told. */
export interface ToldKind<Document> {
  idOf(from: ToldFrom, externalId: string): string;
  eventOf(document: Document, telling: Telling): OutboxEvent;
}

export interface DocumentReading<Document> {
  poll: Pick<PollState, 'tenantId' | 'integrationId' | 'mark' | 'rereadAt'>;
  part: AccountingPart<unknown, { [key: string]: unknown }, Document>;
  kind: ToldKind<Document>;
  context: AnyContext;
  told: Collection<ToldDocument>;
  psaFingerprint: string | undefined;
  resultSource: ResultSource;
}

/**
 * One look: what was made since the last one, and from time to time all of the history. What was told of a document and the
 * event that tells it are one write, so none is lost, and one that is read again unchanged is not told again.
 */
export async function readDocuments<Document extends { externalId: string }>(reading: DocumentReading<Document>): Promise<Look> {
  const { poll, part, context } = reading;
  const startedAt = context.clock.now();
  const hasReread = startedAt >= poll.rereadAt;
  const historyFrom = new Date(startedAt.getTime() - part.historyMs(context.integration.settings));
  const newest = sinceOf(poll, part, startedAt);
  const since = hasReread || newest < historyFrom ? historyFrom : newest;
  let mark = poll.mark ?? startedAt;
  for (let cursor: string | undefined, isMore = true; isMore;) {
    const page = await part.page(context, { since, ...(cursor === undefined ? {} : { cursor }) });
    await tell(page, reading, startedAt);
    if (page.watermark && page.watermark > mark) mark = page.watermark;
    cursor = page.next;
    isMore = cursor !== undefined;
  }
  return { startedAt, hasReread, mark };
}

async function tell<Document extends { externalId: string }>(
  { documents }: DocumentPage<Document>,
  { poll, told, kind, psaFingerprint, resultSource }: DocumentReading<Document>,
  at: Date,
): Promise<void> {
  const { tenantId } = poll;
  const from = { integrationId: poll.integrationId, ...(psaFingerprint === undefined ? {} : { psaFingerprint }) };
  const byId = new Map(documents.map((document) => [kind.idOf(from, document.externalId), document]));
  if (byId.size === 0) return;
  await told.forTenant(tenantId).mutateMany([...byId.keys()], (_id, current) => {
    const document = byId.get(_id);
    const revision = (current?.revision ?? 0) + 1;
    return document && afterReading({ document, kind }, current, { ...from, _id, tenantId, revision, at, by: resultSource });
  });
}

/** Undefined where nothing has changed. */
function afterReading<Document extends { externalId: string }>(
  { document, kind }: { document: Document; kind: ToldKind<Document> },
  current: ToldDocument | undefined,
  telling: Telling,
): Draft<ToldDocument> | undefined {
  const contentHash = createHash('sha256').update(canonicalJson(document)).digest('hex');
  if (current?.contentHash === contentHash) return undefined;
  const { _id, tenantId, integrationId, revision } = telling;
  const outbox = [...(current?.outbox ?? []), kind.eventOf(document, telling)];
  return { _id, tenantId, integrationId, externalId: document.externalId, contentHash, revision, outbox };
}
