import { logged, type Logged } from '../life/log.ts';
import { found, type SyncItem } from '../life/sync-item.ts';
import type { SourceOrder } from './purchase-order.ts';

/** A purchase order as it was last told of, and where it stands. */
export interface KnownOrder extends Logged {
  source: SourceOrder;
  /** Its status in small letters, by which those are found that have come to the chosen one. */
  statusKey: string;
  revision: number;
  firstSeenAt: Date;
  item: SyncItem;
  /** Since when it stands at fault. */
  faultedAt?: Date;
  /** What was told when it was sent: a later telling is shown, and never sent (PO-3, PO-10). */
  sentRevision?: number;
}

/** The order after it was told of, or undefined where that is no news. */
export function takeInOrder(
  known: KnownOrder | undefined,
  told: Pick<KnownOrder, 'source' | 'revision'>,
  at: Date,
): KnownOrder | undefined {
  const statusKey = told.source.status.trim().toLocaleLowerCase('en');
  if (known === undefined)
    return { ...told, statusKey, firstSeenAt: at, item: found(at), ...logged({}, at, ['Found in Autotask: Pending Sync']) };
  return told.revision <= known.revision ? undefined : { ...known, ...told, statusKey };
}

/** Whether Autotask's order says something else than what was sent. */
export function hasChangedSince({ sentRevision, revision }: KnownOrder): boolean {
  return sentRevision !== undefined && revision > sentRevision;
}
