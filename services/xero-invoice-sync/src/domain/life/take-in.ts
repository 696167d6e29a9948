import { canonicalJson } from '@psa-bridge/core';
import type { SourceInvoice } from '../invoice.ts';
import { logged, type LogLine } from './log.ts';
import { nextState } from './next-state.ts';
import { found, type SyncItem } from './sync-item.ts';

/** An invoice as it was last told of, and where it stands. */
export interface KnownInvoice {
  source: SourceInvoice;
  /** Of what was told; an older one changes nothing. */
  revision: number;
  firstSeenAt: Date;
  item: SyncItem;
  log: readonly LogLine[];
  /** Since when it stands at fault. */
  faultedAt?: Date;
  /** How its document stood in Xero when it was last looked at there. */
  inXero?: StandingInXero;
}

export interface StandingInXero {
  status: string;
  /** The day on which nothing was left to pay (PAY-2). `YYYY-MM-DD`. */
  paidOn?: string;
  /** It was paid in full once, and is not any more. */
  wasPaid?: true;
}

/**
 * The invoice after it was told of, or undefined where that is no news. What is in Xero already, at fault or skipped is not sent
 * again for it: that is a person's to ask for (XI-04). What is held is looked at again at once, for it may be complete now (XI-42);
 * what was voided in Autotask is skipped, or voided in Xero too (SEL-6, VOD-1).
 */
export function takeIn(
  known: KnownInvoice | undefined,
  told: Pick<KnownInvoice, 'source' | 'revision'>,
  at: Date,
): KnownInvoice | undefined {
  if (known === undefined)
    return { ...told, firstSeenAt: at, item: found(at), log: logged([], at, ['Found in Autotask: Pending Sync']) };
  if (told.revision <= known.revision) return undefined;
  if (isOwnNumber(known, told.source)) return { ...known, ...told };
  const isVoided = told.source.isVoided && !known.source.isVoided;
  const item = itemAfter(known.item, isVoided, at);
  return { ...known, ...told, item, log: logged(known.log, at, [isVoided ? 'Voided in Autotask' : 'Changed in Autotask']) };
}

function itemAfter(item: SyncItem, isVoided: boolean, at: Date): SyncItem {
  if (item.state === 'held') return { ...item, dueAt: at };
  const isAtRest = item.state === 'complete' || item.state === 'fault';
  return (isVoided && isAtRest && nextState(item, { kind: 'resync', at })) || item;
}

/** Nothing but the number that Xero gave, and that was written back (NUM-4). */
function isOwnNumber({ source: { number: _before, ...before }, item }: KnownInvoice, now: SourceInvoice): boolean {
  const { number, ...rest } = now;
  return number !== undefined && number === item.link?.number && canonicalJson(rest) === canonicalJson(before);
}
