import type { OutboxEvent } from '@psa-bridge/contracts';

/**
 * What every stored document has. `version` rises with each write and guards the next one; it is bookkeeping and never an
 * ETag. Events that a change causes wait in `outbox` of the same document, so both are one atomic write.
 */
export interface Stored {
  readonly _id: string;
  readonly tenantId: string;
  readonly version: number;
  readonly outbox?: readonly OutboxEvent[];
}

/** A document as its owner writes it: the store keeps `version`. */
export type Draft<Doc extends Stored> = Omit<Doc, 'version'>;

/** The part of MongoDB's query language that both adapters speak. Anything else is refused by the type. */
export type Condition<Value = unknown> =
  | Value
  | {
      $eq?: Value;
      $ne?: Value | null;
      $in?: readonly Value[];
      $nin?: readonly Value[];
      $lt?: Value;
      $lte?: Value;
      $gt?: Value;
      $gte?: Value;
      $exists?: boolean;
      $regex?: string;
      $options?: 'i';
    };
export interface Filter {
  readonly [path: string]: Condition | readonly Filter[] | undefined;
  readonly $and?: readonly Filter[];
  readonly $or?: readonly Filter[];
}

export interface FindOptions {
  /** Dotted paths; 1 ascending, -1 descending. */
  sort?: Readonly<Record<string, 1 | -1>>;
  skip?: number;
  limit?: number;
  /** Only these paths (and `_id`, `tenantId`, `version`). */
  fields?: readonly string[];
}

export interface IndexSpec {
  keys: Readonly<Record<string, 1 | -1>>;
  unique?: boolean;
  sparse?: boolean;
}

export interface CollectionSpec<Doc extends Stored> {
  /** The collection's name in the database. */
  name: string;
  /** The one service (or `records`) that writes it. */
  writer: string;
  indexes?: readonly IndexSpec[];
  /** Only carries the type. */
  readonly doc?: Doc;
}

/**
 * One collection within one tenant. Every read and write is fenced to the tenant: another tenant's ids answer as if they
 * did not exist.
 */
export interface TenantCollection<Doc extends Stored> {
  get(id: string): Promise<Doc | undefined>;
  /** The documents that exist, in no particular order. */
  getMany(ids: readonly string[]): Promise<Doc[]>;
  find(filter: Filter, options?: FindOptions): Promise<Doc[]>;
  /**
   * The documents page by page, from one read of the database: what is written meanwhile may or may not be seen. Take each
   * page within minutes, or the database ends the read.
   */
  pages(filter: Filter, options: FindOptions & { pageSize: number }): AsyncIterable<Doc[]>;
  count(filter: Filter): Promise<number>;
  /** How many documents there are for each value of a path; those that have no text, number or boolean there are left out. */
  countBy(path: string, filter: Filter): Promise<ReadonlyMap<string, number>>;
  /** Writes a new document with version 1. False when the id is taken: nothing is changed then. */
  insert(doc: Draft<Doc>): Promise<boolean>;
  /** Inserts many at once; answers the ids that were taken already. */
  insertMany(docs: readonly Draft<Doc>[]): Promise<ReadonlySet<string>>;
  /**
   * Reads, changes and writes one document, again when another writer came between (optimistic concurrency). `change` is
   * pure: it gets the document (undefined when there is none) and answers the new one, or undefined to leave it as it is.
   * Answers the document as it stands afterwards.
   */
  mutate(id: string, change: (current: Doc | undefined) => Draft<Doc> | undefined): Promise<Doc | undefined>;
  /** `mutate` for many documents with a handful of round trips. */
  mutateMany(
    ids: readonly string[],
    change: (id: string, current: Doc | undefined) => Draft<Doc> | undefined,
  ): Promise<ReadonlyMap<string, Doc>>;
  /** Writes only if the stored version is still that of `doc`; answers the new document, or undefined when it moved on. One round trip. */
  replace(doc: Doc, next: Draft<Doc>): Promise<Doc | undefined>;
  /** Writes the document whatever stands there, in one round trip: for projections, whose last writer is right. */
  put(doc: Draft<Doc>): Promise<void>;
  delete(id: string): Promise<boolean>;
  deleteMany(filter: Filter): Promise<number>;
}

/** A collection as the platform sees it. */
export interface Collection<Doc extends Stored> {
  readonly spec: CollectionSpec<Doc>;
  forTenant(tenantId: string): TenantCollection<Doc>;
  /**
   * The same operations over all tenants, for workers that serve every tenant (schedulers, relays, migrations): never for
   * a request. `reason` is for the reader of the code.
   */
  acrossTenants(reason: string): TenantCollection<Doc>;
  /** Published events out of their documents, in two round trips. Used by the outbox relay. */
  clearOutbox(published: readonly { documentId: string; eventId: string }[]): Promise<void>;
  /** Documents that have events waiting. */
  withOutbox(limit: number): Promise<Doc[]>;
  /** Called with each document written through this process that carries events, so the relay need not wait for its poll. */
  onOutbox(listener: (doc: Doc) => void): () => void;
}

/** A named lock with an owner and an end, so that a killed owner's lock lapses. */
export interface Leases {
  /** The fencing token (rises with every new holder), or undefined while another owner holds it. Taking it again renews it. */
  acquire(name: string, owner: string, ttlMs: number): Promise<number | undefined>;
  release(name: string, owner: string): Promise<void>;
}

export interface DocumentStore {
  collection<Doc extends Stored>(spec: CollectionSpec<Doc>): Collection<Doc>;
  readonly leases: Leases;
  /** Every collection that the database has, whoever writes it: for what concerns a tenant as a whole. */
  everyCollection(): Promise<readonly Collection<Stored>[]>;
  /** Makes indexes and runs what must exist before first use. */
  prepare(): Promise<void>;
  /** True while the database answers. */
  isHealthy(): Promise<boolean>;
  close(): Promise<void>;
}
