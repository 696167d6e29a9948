import type { Clock } from '@psa-bridge/core';
import type { Collection, Draft } from '@psa-bridge/persistence';
import { SERVICE_NAME, type CustomerLink, type StoredInvoice } from '../../collections.ts';
import { afterTry, type Outcome } from '../../domain/life/outcome.ts';
import type { XeroLink } from '../../domain/life/sync-item.ts';
import { heedingVoid } from '../../domain/life/take-in.ts';
import type { EngineSettings } from '../../domain/engine.ts';
import { nameOf, noteInvoice, paidDayOf } from '../../domain/note-invoice.ts';
import type { Problem } from '../../domain/problem.ts';
import { nextSequence, syncResult } from '../../domain/sync-result.ts';
import { customerId } from './find-customers.ts';
import type { Batch, Ended } from './work.ts';

export interface SettleDeps {
  invoices: Collection<StoredInvoice>;
  customers: Collection<CustomerLink>;
  clock: Clock;
  retryMs: number;
}

type Whose = Pick<Batch, 'connectionId' | 'tenantId'>;

/** Stores how tries ended; what people are to know of it goes out with the same write. */
export function makeSettle({ invoices, customers, clock, retryMs }: SettleDeps) {
  return async ({ connectionId, tenantId }: Whose, ended: readonly Ended[], settings: EngineSettings): Promise<void> => {
    const at = clock.now();
    const byId = new Map(ended.map((one) => [one.invoice._id, one]));
    const suspects = ended.filter(metNoContact).map((one) => customerId(connectionId, companyOf(one)));
    await customers.forTenant(tenantId).mutateMany(suspects, (_id, link) => link && { ...link, isSuspect: true });
    await invoices.forTenant(tenantId).mutateMany([...byId.keys()], (id, current) => {
      const one = byId.get(id);
      const next = current && one && afterTry(current, { run: one.invoice.item.run, outcome: one.outcome, at, retryMs });
      if (next === undefined || one === undefined) return undefined;
      // What was sent knew nothing of a void that was told since.
      const heeded = one.invoice.source.isVoided ? next : heedingVoid(next, at);
      return withNoteOf(withResult(heeded, at), one.outcome, { settings, at });
    });
  };
}

export type SettleTries = ReturnType<typeof makeSettle>;

/** A contact that Xero archived or merged away is read again before the next try. */
const CONTACT_GONE = 'CONTACT_ARCHIVED';

export function isContactGone({ code }: Pick<Problem, 'code'>): boolean {
  return code === CONTACT_GONE;
}

function metNoContact({ outcome }: { outcome: Outcome }): boolean {
  return outcome.kind === 'failed' && isContactGone(outcome.failure);
}

function companyOf({ invoice }: Ended): string {
  return invoice.source.company.externalId;
}

interface NotingContext {
  /** Another day of payment than Xero's. */
  paidOn?: string;
  /** Of a document that is written: Autotask's stamp is the time at which it was taken, and not that of its payment. */
  takenAt?: Date;
  settings: EngineSettings;
  at: Date;
}

/** What came to Xero is told to Autotask too, where that is wanted. */
function withNoteOf(invoice: Draft<StoredInvoice>, outcome: Outcome, context: NotingContext): Draft<StoredInvoice> {
  if (outcome.kind === 'written') return withNote(invoice, outcome.link, { ...context, takenAt: context.at });
  if (outcome.kind !== 'skipped' || outcome.isWithdrawn !== true || outcome.link === undefined) return invoice;
  // VOD-2: nobody is to wait for the money of what is voided on both sides.
  return withNote(invoice, outcome.link, { ...context, paidOn: context.at.toISOString().slice(0, 10) });
}

/** The invoice that has Autotask told of its document, and of its payment, where that is wanted. */
export function withNote(
  invoice: Draft<StoredInvoice>,
  link: XeroLink,
  { settings: { writesBack, options }, at, takenAt, paidOn = paidDayOf(invoice.inXero) }: NotingContext,
): Draft<StoredInvoice> {
  if (writesBack !== true) return invoice;
  const { tenantId, integrationId, psa: origin, source, outbox = [] } = invoice;
  const { numbering } = options;
  const event = noteInvoice({
    tenantId,
    integrationId,
    origin,
    invoice: source,
    link,
    numbering,
    paidOn,
    takenAt,
    at,
    source: SERVICE_NAME,
  });
  return { ...invoice, outbox: [...outbox, event] };
}

/** Told where it came to an end: what is tried again by itself, or waits, is nobody's to act upon yet. */
export function withResult(invoice: StoredInvoice, at: Date): Draft<StoredInvoice> {
  const { item, source, tenantId, integrationId, _id } = invoice;
  if (item.state === 'pending' || item.state === 'held' || item.state === 'processing') return invoice;
  const sequence = nextSequence(invoice.told?.sequence, at);
  // What a person dismissed is nobody's concern any more.
  const open = item.dismissed === undefined ? item.warnings[0] : undefined;
  const problem: Problem | undefined = item.state === 'fault' ? item.problem : open;
  const event = syncResult({
    ...{ tenantId, integrationId, entityType: 'invoice', entityId: _id, sequence, at, source: SERVICE_NAME },
    ...{ entityName: nameOf(source), externalId: source.externalId },
    ...{ attempts: item.strikes, isWarning: item.state !== 'fault' },
    ...(problem ? { problem } : {}),
  });
  return { ...invoice, told: { sequence }, outbox: [...(invoice.outbox ?? []), event] };
}
