import type { Filter, FindOptions, Stored } from './port.ts';

/** One guarded write: `previous` is the document it replaces, absent where the id must still be free. */
export interface Write<Doc extends Stored> {
  doc: Doc;
  previous?: Doc;
}

export interface Published {
  documentId: string;
  eventId: string;
}

/**
 * What a technology has to offer; everything else (fence, versions, retries, outbox) is built once on top of it. Documents
 * go in and out as copies. Filters come fenced.
 */
export interface RawCollection<Doc extends Stored> {
  byId(id: string): Promise<Doc | undefined>;
  byIds(ids: readonly string[]): Promise<Doc[]>;
  find(filter: Filter, options: FindOptions): Promise<Doc[]>;
  pages(filter: Filter, options: FindOptions & { pageSize: number }): AsyncIterable<Doc[]>;
  count(filter: Filter): Promise<number>;
  countBy(path: string, filter: Filter): Promise<ReadonlyMap<string, number>>;
  /**
   * Writes each document where nobody came first; answers the positions of those where somebody did.
   * @throws AppError `duplicate_value` when a unique index other than the id refuses one; the others are written.
   */
  write(writes: readonly Write<Doc>[]): Promise<ReadonlySet<number>>;
  /** @throws AppError `id_taken` when the id belongs to another tenant than `tenantId`. */
  put(doc: Doc, tenantId: string | undefined): Promise<void>;
  remove(filter: Filter): Promise<number>;
  pull(published: readonly Published[]): Promise<void>;
}
