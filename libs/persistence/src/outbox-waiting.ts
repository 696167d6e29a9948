import type { Collection, Stored } from './port.ts';

/** What the relay needs of a collection. */
export type OutboxCollection = Pick<Collection<Stored>, 'spec' | 'clearOutbox' | 'withOutbox' | 'onOutbox'>;

/** What publishing needs of a document: thousands wait while a full sync writes faster than events are published. */
export type DocumentWithEvents = Pick<Stored, '_id' | 'version' | 'outbox'>;

export interface WaitingDocument {
  collection: OutboxCollection;
  doc: DocumentWithEvents;
}

/**
 * The documents whose events wait to be published by this process: each once, as last written. When it is full, further ones
 * are left to the poll; they are in the database anyway.
 */
export function createWaitingDocuments(capacity: number) {
  const documents = new Map<string, WaitingDocument>();

  return {
    offer(collection: OutboxCollection, { _id, version, outbox = [] }: DocumentWithEvents): void {
      const key = `${collection.spec.name}\n${_id}`;
      const known = documents.get(key);
      const isNews = known ? known.doc.version < version : documents.size < capacity;
      if (isNews) documents.set(key, { collection, doc: { _id, version, outbox } });
    },
    take(count: number): WaitingDocument[] {
      const taken = [...documents].slice(0, count);
      for (const [key] of taken) documents.delete(key);
      return taken.map(([, waiting]) => waiting);
    },
    clear: () => documents.clear(),
    size: () => documents.size,
  };
}

/**
 * Remembers which events this process published lately: a document read or written before its outbox was cleared still shows
 * them, and they are then only cleared again.
 */
export function createRecentIds(capacity: number) {
  const ids = new Set<string>();

  return {
    has: (id: string): boolean => ids.has(id),
    add(id: string): void {
      ids.add(id);
      if (ids.size > capacity) ids.delete(ids.values().next().value as string);
    },
  };
}

/** When the first of a document's waiting events was made; now and later for a document without any. */
export function oldestOf(doc: Stored): Date {
  return new Date(Math.min(...(doc.outbox ?? []).map((event) => event.at.getTime()), 8.64e15));
}
