import type { ActorKind } from '@psa-bridge/audit';
import type { BusinessRecord, ExternalLink, SyncState } from './domain/record.ts';
import type { RecordInput, RecordType } from './domain/record-types.ts';

export type SearchFilters = Readonly<Record<string, string | number | boolean | readonly (string | number | boolean)[]>>;

export interface SearchRequest {
  from: number;
  /** The `next` of the page before: goes on behind it, whatever was added or taken away meanwhile. */
  cursor?: string;
  /** 1 to 1,000. */
  size: number;
  /** Words that must occur in the record's name, number or e-mail. */
  query?: string;
  /** Field of `data` → the value or values it may have. */
  filters?: SearchFilters;
  /** Field of `data` → the values it must not have; a record without the field is found. */
  excluded?: Readonly<Record<string, readonly string[]>>;
  sort?: readonly { field: string; direction: 'asc' | 'desc' }[];
}

export interface SearchResult<Type extends RecordType> {
  total: number;
  items: readonly BusinessRecord<Type>[];
  /** The cursor of the next page; none after the last one. */
  next?: string;
}

/** One entity as read from a PSA, in our shape. */
export interface Incoming<Type extends RecordType = RecordType> {
  externalId: string;
  data: RecordInput<Type>;
  /** When the PSA was read. */
  seenAt: Date;
  /** What the PSA files it under, such as `category:5`: by it `countByGroup` counts. */
  group?: string;
  /** Fields that this answer says nothing of, although the PSA speaks of them elsewhere: what stands here stays. */
  silentOn?: readonly string[];
}

export interface ApplyOutcome {
  created: number;
  updated: number;
  /** Equal to what was already known: nothing was written but, at most, the time. */
  unchanged: number;
  /** Record id of each external id that was given. */
  ids: ReadonlyMap<string, string>;
  /** External ids whose data our schema refuses, with the reason naming the field. */
  refused: ReadonlyMap<string, string>;
}

/** An integration that gets a push command for every save. */
export interface PushTarget {
  integrationId: string;
  provider: string;
}

export interface ReindexPage {
  /** The last record that is done already. */
  after?: string | undefined;
  size: number;
  /** The user who asked for it. */
  source: string;
}

export interface Reindexed {
  done: number;
  /** Where to go on; absent at the end. */
  last?: string;
}

export interface SaveContext {
  /** Who saves: a user's id, for the record's history. */
  source: string;
  /** What the source is; a user where nothing is said. */
  sourceKind?: ActorKind;
  pushTo: readonly PushTarget[];
  /** Another record that this save is of consequence for, such as the opportunity of a first quote: asked for as it stands. */
  asks?: { type: RecordType; id: string; of: readonly PushTarget[] };
  traceparent?: string;
}

/** What a connector may write of a link; the id is written by `link` and `unlink` alone, that it is gone by `markGone`. */
export type ExternalChange = Partial<Omit<ExternalLink, 'sync' | 'id' | 'deletedAt' | 'former'>> & {
  sync?: SyncState;
  /** The dataRevision that `sync` tells of: while a later one waits for its push, that is what is shown. */
  syncOf?: number;
};

/** A record and the PSA entity that it stands for. */
export interface LinkedRecord {
  recordId: string;
  externalId: string;
}

/** The records of one tenant. Every method is fenced to it. */
export interface TenantRecords {
  get<Type extends RecordType>(type: Type, id: string): Promise<BusinessRecord<Type> | undefined>;
  getMany<Type extends RecordType>(type: Type, ids: readonly string[]): Promise<BusinessRecord<Type>[]>;
  search<Type extends RecordType>(type: Type, request: SearchRequest): Promise<SearchResult<Type>>;
  /** All records of a type, or those that the filters find, in pages, oldest id first; for exports and planning. */
  pages<Type extends RecordType>(
    type: Type,
    pageSize: number,
    filters?: SearchFilters,
  ): AsyncIterable<readonly BusinessRecord<Type>[]>;

  /** @throws AppError `invalid_record` naming the field. */
  create<Type extends RecordType>(type: Type, data: RecordInput<Type>, context: SaveContext): Promise<BusinessRecord<Type>>;
  /**
   * Creates a record under an id that was claimed for it before; one that stands there already is answered as it is. So
   * whoever finds a claim without its record can complete it.
   * @throws AppError `invalid_record` naming the field.
   */
  createOnce<Type extends RecordType>(
    type: Type,
    id: string,
    data: RecordInput<Type>,
    context: SaveContext,
  ): Promise<BusinessRecord<Type>>;
  /**
   * Changes the given fields; one that is given as undefined is cleared. `customFields` are merged key by key, null clears
   * (PA-33). Nothing is written where nothing changes, except that a PSA that does not have the record yet is asked again.
   * @throws AppError `record_not_found`; `revision_conflict` when `ifRevision` is not the current one; `invalid_record`;
   * `contact_email_immutable` (ID-50); `field_value_read_only` (SY-24).
   */
  update<Type extends RecordType>(
    type: Type,
    id: string,
    changes: Partial<RecordInput<Type>>,
    context: SaveContext & { ifRevision?: number },
  ): Promise<BusinessRecord<Type>>;

  /**
   * Brings a page of records, oldest id first, into the form that searches look at now, and tells of each again (OP-02). Nothing is
   * pushed. Safe to repeat.
   */
  reindex(type: RecordType, page: ReindexPage): Promise<Reindexed>;

  /** Record ids by external id, for those that are linked. */
  idsByExternal(type: RecordType, integrationId: string, externalIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** How many records of an integration stand in each group of its PSA, those that are gone there left out. */
  countByGroup(type: RecordType, integrationId: string): Promise<ReadonlyMap<string, number>>;
  /**
   * Brings a page of entities read from the PSA into the records: creates, or merges field by field against what was last
   * seen (a pending local edit wins and the conflict is kept), ignores answers older than what was seen, and writes
   * nothing where nothing changed. A field that is absent counts as empty in the PSA if any answer of this integration ever
   * held it, else as none of the PSA's business. Safe to repeat.
   */
  applyIncoming<Type extends RecordType>(
    type: Type,
    integrationId: string,
    page: readonly Incoming<Type>[],
  ): Promise<ApplyOutcome>;
  /**
   * Links a record to a PSA entity. False when that entity is linked to another record already.
   * @throws AppError `record_not_found`; `record_already_linked` when the record has another entity.
   */
  link(type: RecordType, id: string, integrationId: string, externalId: string): Promise<boolean>;
  /**
   * Links a record to another entity than the one it has, which is gone (SY-40). False when that entity is linked to another
   * record already.
   * @throws AppError `record_not_found`
   */
  relink(type: RecordType, id: string, integrationId: string, externalId: string): Promise<boolean>;
  /**
   * The connector's bookkeeping on a record; merges into the link. Content (`seen`) that is older than the link's is left out.
   * @throws AppError `record_not_found`
   */
  setExternal(type: RecordType, id: string, integrationId: string, change: ExternalChange): Promise<void>;
  /** Linked records of a type with their entities, but for those that are marked as gone, in pages. */
  linked(type: RecordType, integrationId: string, pageSize: number): AsyncIterable<readonly LinkedRecord[]>;
  /**
   * Marks records as gone in the PSA, each with its event: those that are still linked to the entity that was looked for, and
   * were not seen since. Answers how many were marked just now.
   */
  markGone(type: RecordType, integrationId: string, gone: readonly LinkedRecord[], lookedAt: Date): Promise<number>;
  /**
   * Takes all records of a type off their entities, because the integration moves from this PSA database to another: what they
   * stood for is kept as their former link. Safe to repeat.
   */
  retireLinks(type: RecordType, integrationId: string, psa: string): Promise<void>;
  /** Forgets a PSA id that turned out to be wrong, so that the record can be linked anew. */
  unlink(type: RecordType, id: string, integrationId: string): Promise<void>;
}

export interface RecordStore {
  forTenant(tenantId: string): TenantRecords;
}
