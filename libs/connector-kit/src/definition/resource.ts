import type { JsonObject } from '@psa-bridge/core';
import type { BusinessRecord, ExternalLink, Incoming, RecordData, RecordInput, RecordType } from '@psa-bridge/records';
import type { FailedPart } from './failure.ts';
import type { PollPart } from './poll.ts';
import type { PartContext } from './session.ts';

export interface PageRequest {
  /** `next` of the page before; absent for the first. */
  cursor?: string;
  /** Only what changed at or after this time: set on delta runs where the part says `changes: 'since'`. */
  since?: Date;
  /**
   * Of a full pass: whatever did not change at or after this time was read before, under the settings of now, and stands in
   * `lastSeen`. For lists that say less than the entities themselves: those need not be read again.
   */
  readUpTo?: Date;
}

export interface Page<Type extends RecordType> {
  items: readonly Incoming<Type>[];
  /**
   * Ids among the items of entities that are not wanted as new records, such as those of a category that is not mapped: kept in
   * step where a record stands for them already, else left out.
   */
  notImported?: ReadonlySet<string>;
  /** Records that these entities speak of by name only, each made once and before them. */
  companions?: readonly Companion[];
  /** Entities that cannot be mapped, with a reason that names the field: each becomes an issue. */
  refused?: readonly { externalId: string; name?: string; reason: string }[];
  /** Ids of entities that are there and none of ours, such as the contacts of a company that is not synced: nothing is said of them. */
  passedOver?: readonly string[];
  /** Absent on the last page. Must not depend on this process: any replica may go on from it. */
  next?: string;
  /** The latest change time, by the PSA's clock, among this page's entities. */
  watermark?: Date;
  /** How many entities the whole pass has, where the PSA tells without another call. */
  total?: number;
}

/**
 * A record that an import makes where none of its type has that name yet, such as a manufacturer's company. It stays here until
 * somebody saves it: a name alone is seldom what a PSA takes.
 */
export interface Companion {
  type: 'company';
  data: RecordInput<'company'>;
}

export type FoundById<Type extends RecordType> = Pick<Page<Type>, 'items' | 'notImported' | 'refused' | 'passedOver'>;

export interface PullPart<Type extends RecordType, Session, Settings> {
  /** What people call it in the progress, such as `Companies`. */
  label: string;
  /** `since`: `page` honours `since`. `full`: only a full pass finds changes, so delta runs leave this type out. */
  changes: 'since' | 'full';
  /** Milliseconds by which a delta begins before the last watermark. Default two minutes. */
  overlapMs?: number;
  /** Milliseconds that lie between two readings at least; deltas in between leave this type out. Default: every delta reads it. */
  everyMs?: number;
  page(context: PartContext<Session, Settings>, request: PageRequest): Promise<Page<Type>>;
  /** How many entities a full pass has, for the progress; one call. */
  count?(context: PartContext<Session, Settings>): Promise<number>;
  /**
   * Reads entities by id, at most 200. Those that are gone are absent; one that is there but cannot be mapped is among the
   * refused or passed over, for absence means that it was deleted. Used for hints, references and stale links.
   */
  getMany?(context: PartContext<Session, Settings>, externalIds: readonly string[]): Promise<FoundById<Type>>;
}

export interface RecordRef {
  type: RecordType;
  id: string;
}

/** What is known before a create, stored first: natural key, marker, highest id known … (architecture rule 6). */
export type Claim = JsonObject;

export interface CreateSteps {
  /** What `find` and `create` are given; stored before the call. Computed once per claim. */
  claim?(): Promise<Claim> | Claim;
  /** The id of the entity that an earlier try of this step made, by marker or natural key. Called only after an unclear answer. */
  find(claim: Claim): Promise<string | undefined>;
  /** Makes it and answers its PSA id. */
  create(claim: Claim): Promise<string>;
}

export interface PushContext<Session, Settings> extends PartContext<Session, Settings> {
  /** The same for every try of one creation: use it as a marker. */
  operationId: string;
  /**
   * Carries out a step exactly once over all tries, crashes and unclear answers: claim → create → confirm, stored in the
   * work row. Answers the id at once where the step was confirmed before. `step` is unique within the record, such as
   * `location:bill-to` or `item:<item id>`.
   */
  once(step: string, steps: CreateSteps): Promise<string>;
  /** The confirmed id of a step of this record, if there is one. */
  stepId(step: string): string | undefined;
  /** What was claimed for a confirmed step: what it was carried out with. */
  stepClaim(step: string): Claim | undefined;
  /** Confirmed steps whose name begins so: step name → id. For reconciling parts that were removed here. */
  stepIds(prefix: string): ReadonlyMap<string, string>;
  /** Forgets a confirmed step, so that `once` makes it anew: for a part that was deleted. */
  forgetStep(step: string): Promise<void>;
  /**
   * Brings entities of another type in that were read because this push made or moved them, such as the charges of a ticket:
   * what became of them shows at once, not with the next delta. Safe to repeat.
   */
  bringIn<Type extends RecordType>(type: Type, items: readonly Incoming<Type>[]): Promise<void>;
  /** A part failed, the whole goes on: the result becomes a warning (IS-09). */
  failPart(part: FailedPart): void;
  /** `classify` of the connector with the kit's words as fallback: for `failPart`. */
  explain(error: unknown): Omit<FailedPart, 'itemId' | 'itemName'> & { remedy: string; isRefusal: boolean };
}

export interface PushPart<Type extends RecordType, Session, Settings> {
  /** False: this record is none of the PSA's business now (a draft quote, a product while the switch is off). Default true. */
  wants?(record: BusinessRecord<Type>, context: PartContext<Session, Settings>): boolean | Promise<boolean>;
  /** Records that must be linked first; each that is not is pushed before (SY-10), else `<Type> has no external identifier`. */
  requires?(record: BusinessRecord<Type>): readonly RecordRef[];
  /** Records that are pushed before where they are not linked, but whose failure does not stop this one, such as a quote's products (IS-09). */
  prefers?(record: BusinessRecord<Type>): readonly RecordRef[];
  /** Absent: this type is never created in the PSA. */
  create?: {
    claim?(record: BusinessRecord<Type>, context: PushContext<Session, Settings>): Promise<Claim> | Claim;
    find(claim: Claim, record: BusinessRecord<Type>, context: PushContext<Session, Settings>): Promise<string | undefined>;
    /** Answers the PSA id. What it needs made before (a quote's locations) are steps of their own by `context.once`. */
    send(record: BusinessRecord<Type>, claim: Claim, context: PushContext<Session, Settings>): Promise<string>;
  };
  /** Absent: it is never changed after its creation. */
  update?(
    record: BusinessRecord<Type>,
    link: ExternalLink & { id: string },
    context: PushContext<Session, Settings>,
  ): Promise<void>;
  /** Reads what was sent again and brings it in, because the PSA fills in fields of its own, such as a number. */
  readBack?: {
    after: 'creation' | 'every_push';
    read(externalId: string, context: PartContext<Session, Settings>): Promise<FoundById<Type>>;
  };
  /** What belongs to it and is sent after it was created or updated, such as a quote's items. */
  parts?(record: BusinessRecord<Type>, externalId: string, context: PushContext<Session, Settings>): Promise<void>;
}

/** In falling strength: an e-mail address or a domain before a name. Values are compared trimmed and without case. */
export interface NaturalKey {
  kind: 'number' | 'email' | 'domain' | 'name';
  value: string;
}

/** One record type of a connector. Each capability is an optional part. */
export interface Resource<Type extends RecordType, Session, Settings> {
  pull?: PullPart<Type, Session, Settings>;
  push?: PushPart<Type, Session, Settings>;
  poll?: PollPart<Type, Session, Settings>;
  /** By what existing records of both sides are matched: at the first connect (architecture rule 9) and where a stored id is stale (SY-40). */
  naturalKeys?(data: RecordData<Type>): readonly NaturalKey[];
  /** What people call a record of this type, for issues. Default: its name, title or e-mail. */
  nameOf?(data: RecordData<Type>): string;
}

/** By record type, in the order in which a full sync reads them: what others refer to first. */
export type Resources<Session, Settings> = {
  readonly [Type in Exclude<RecordType, 'field_value'>]?: Resource<Type, Session, Settings>;
};

/** One step of a fields sync: the values of one or more kinds. Values that are gone become inactive (SY-24). */
export interface FieldValuesPart<Session, Settings> {
  label: string;
  /** The kinds that this step reads in full, such as `pipeline_stage`. */
  kinds: readonly string[];
  /**
   * An answer without any value of a kind is believed. Default: it counts as not read and the values stay as they were, for a
   * permission that was taken away looks the same.
   */
  mayBeEmpty?: boolean;
  read(context: PartContext<Session, Settings>): Promise<readonly Omit<RecordInput<'field_value'>, 'integrationId'>[]>;
}
