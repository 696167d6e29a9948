import type { RecordData, RecordType } from '@psa-bridge/records';
import type { FoundById, Page, PageRequest } from './resource.ts';
import type { PartContext } from './session.ts';

/**
 * Changes of linked entities that neither a webhook nor a delta tells, looked for in a rhythm of their own: the least urgent
 * of what is done by schedule. Only linked entities are touched; others are none of a poll's business.
 */
export interface PollPart<Type extends RecordType, Session, Settings> {
  /** False where the tenant left it off: nothing is read then. Default: always on. */
  isOn?(settings: Settings): boolean;
  /** Milliseconds between two looks. */
  everyMs: number;
  /** Share of the allowance, everyone's use counted, from which on looks are left out: 0 to 1. */
  standsBackAt: number;
  /** What changed since a time, known or not, a page at a time; absent where the PSA cannot tell. */
  changed?(context: PartContext<Session, Settings>, request: PageRequest): Promise<Page<Type>>;
  /** Milliseconds by which a look begins before the latest change seen. Default two minutes. */
  overlapMs?: number;
  /** All linked ones that are worth it are read again, for changes whose time the PSA does not note, and for what is gone. */
  reread: {
    /** Milliseconds between two readings; each is part of a look, so at least `everyMs`. */
    everyMs: number;
    /** Entities that one `read` takes. */
    atOnce: number;
    /** Which records are worth it, such as open ones. */
    worthwhile(context: PartContext<Session, Settings>): Promise<(data: RecordData<Type>) => boolean>;
    /** Reads entities by id; those that are gone are absent. */
    read(context: PartContext<Session, Settings>, externalIds: readonly string[]): Promise<FoundById<Type>>;
  };
}
