import { canonicalJson } from '@psa-bridge/core';
import type { SourceInvoice } from '../invoice.ts';
import { logged, type Logged } from './log.ts';
import { nextState } from './next-state.ts';
import { found, type SyncItem } from './sync-item.ts';

/** An invoice as it was last told of, and where it stands. */
export interface KnownInvoice extends Logged {
  source: SourceInvoice;
  /** Of what was told; an older one changes nothing. */
  revision: number;
  firstSeenAt: Date;
  item: SyncItem;
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
    return { ...told, firstSeenAt: at, item: found(at), ...logged({}, at, ['Found in Autotask: Pending Sync']) };
  if (told.revision <= known.revision) return undefined;
  if (isOwnNumber(known, told.source)) return { ...known, ...told };
  const isVoided = told.source.isVoided && !known.source.isVoided;
  const item = itemAfter(known.item, isVoided, at);
  return { ...known, ...told, item, ...logged(known, at, [isVoided ? 'Voided in Autotask' : 'Changed in Autotask']) };
}

/**
 * The invoice with its void acted upon, where it came to its end before anybody could: what was voided while it was being sent, or
 * while a person had left it out, is to be seen to like any other (VOD-1).
 */
export function heedingVoid<Invoice extends Pick<KnownInvoice, 'source' | 'item'>>(invoice: Invoice, at: Date): Invoice {
  const item = invoice.source.isVoided ? afterVoid(invoice.item, at) : undefined;
  return item ? { ...invoice, item } : invoice;
}

function itemAfter(item: SyncItem, isVoided: boolean, at: Date): SyncItem {
  if (item.state === 'held') return { ...item, dueAt: at };
  return (isVoided && afterVoid(item, at)) || item;
}

/** Undefined where it is seen to anyway, or ended already. */
function afterVoid(item: SyncItem, at: Date): SyncItem | undefined {
  const isAtRest = item.state === 'complete' || item.state === 'fault';
  const again = isAtRest ? nextState(item, { kind: 'resync', at }) : undefined;
  if (again === undefined) return undefined;
  // No person waits for it: voids come after new invoices (CYC-3).
  const { isAsked: _nobody, ...next } = again;
  return next;
}

/** Nothing but the number that Xero gave, and that was written back (NUM-4). */
function isOwnNumber({ source: { number: _before, ...before }, item }: KnownInvoice, now: SourceInvoice): boolean {
  const { number, ...rest } = now;
  return number !== undefined && number === item.link?.number && canonicalJson(rest) === canonicalJson(before);
}
