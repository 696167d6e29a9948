import { actionTaken } from '@psa-bridge/audit';
import { conflict, notFound, type Caller, type Clock } from '@psa-bridge/core';
import { findPage, type Page, type PageRequest } from '@psa-bridge/persistence';
import { SERVICE_NAME, type Collections, type StoredInvoice } from '../../collections.ts';
import { invoiceFilter, type InvoiceFilter } from '../../domain/invoice-filter.ts';
import { logged } from '../../domain/life/log.ts';
import { nextState } from '../../domain/life/next-state.ts';
import { heedingVoid } from '../../domain/life/take-in.ts';
import { afterDecision, dismissal, restoration, unconnected, type Decision } from '../decide.ts';
import { withResult } from '../sync/settle.ts';

export interface InvoiceDeps extends Pick<Collections, 'connections' | 'invoices'> {
  clock: Clock;
  wake(): void;
}

/** Only a person's wish to have another document in the place of one that is gone makes one. */
export interface Resync {
  createNew: boolean;
}

/** What people see of invoices, and what they say of one. */
export function makeInvoiceUseCases({ connections, invoices, clock, wake }: InvoiceDeps) {
  /** Undefined where there is no such invoice. */
  async function ask(tenantId: string, id: string, { createNew, isTold }: Resync & { isTold: boolean }) {
    const at = clock.now();
    let isAsked = false;
    const invoice = await invoices.forTenant(tenantId).mutate(id, (current) => {
      const item = current && nextState(current.item, { kind: 'resync', at, mayReplace: createNew });
      isAsked = item !== undefined;
      if (!current || !item) return undefined;
      const record = { type: 'xero_invoice', id, name: current.source.number };
      const action = { kind: 'xero_invoice.resync_asked', record };
      const told = isTold ? [actionTaken(action, { tenantId, source: SERVICE_NAME, at })] : [];
      const lines = logged(current, at, ['Resync was asked for: Pending Sync']);
      return { ...current, item, ...lines, outbox: [...(current.outbox ?? []), ...told] };
    });
    if (isAsked) wake();
    return invoice;
  }

  async function decided({ tenantId }: Caller, id: string, decision: Decision, at: Date): Promise<StoredInvoice> {
    const invoice = await invoices.forTenant(tenantId).mutate(id, (current) => {
      const next = afterDecision(current, decision, { type: 'xero_invoice', at });
      return next && withResult(heedingVoid(next, at), at);
    });
    wake();
    const known = required(invoice);
    if (known.item.state === 'processing') throw beingSynchronized();
    return known;
  }

  return {
    list({ tenantId }: Caller, { filter, ...request }: PageRequest & { filter: InvoiceFilter }): Promise<Page<StoredInvoice>> {
      const list = {
        of: [tenantId, 'xero_invoices'],
        filter: invoiceFilter(filter),
        order: LATEST_FIRST,
      };
      return findPage(invoices.forTenant(tenantId), list, request);
    },

    /** @throws AppError `invoice_not_found` */
    async get({ tenantId }: Caller, id: string): Promise<StoredInvoice> {
      return required(await invoices.forTenant(tenantId).get(id));
    },

    /**
     * XI-04; asked for twice it runs once (RSY-7).
     * @throws AppError `invoice_not_found`; `being_synchronized` while it runs (RSY-6); `invoice_dismissed`
     */
    async resync({ tenantId }: Caller, id: string, { createNew }: Resync): Promise<StoredInvoice> {
      const invoice = required(await ask(tenantId, id, { createNew, isTold: true }));
      if (invoice.item.state === 'processing') throw beingSynchronized();
      if (invoice.item.dismissed !== undefined) throw isDismissed();
      return invoice;
    },

    /**
     * XI-01: it is not to go to Xero; what is there of it stays, and Autotask is not asked. Said twice it is as said once.
     * @throws AppError `invoice_not_found`; `being_synchronized` while it runs
     */
    dismiss: (caller: Caller, id: string, { reason }: { reason: string }): Promise<StoredInvoice> =>
      decided(caller, id, dismissal(reason), clock.now()),

    /** Takes that back. @throws AppError `invoice_not_found` */
    async restore(caller: Caller, id: string): Promise<StoredInvoice> {
      const at = clock.now();
      return decided(caller, id, restoration(at, await unconnected(connections, caller)), at);
    },

    /** A retry of its issue: told to the audit as such. False where there is no such invoice. */
    retry: async (tenantId: string, id: string): Promise<boolean> =>
      (await ask(tenantId, id, { createNew: false, isTold: false })) !== undefined,
  };
}

const LATEST_FIRST = [
  ['source.invoiceDate', -1],
  ['_id', -1],
] as const;

export type InvoiceUseCases = ReturnType<typeof makeInvoiceUseCases>;

function required(invoice: StoredInvoice | undefined): StoredInvoice {
  if (invoice !== undefined) return invoice;
  throw notFound(
    'invoice_not_found',
    'There is no such invoice. It is listed once Autotask has posted it and invoices are read.',
  );
}

function isDismissed() {
  return conflict('invoice_dismissed', 'The invoice was dismissed. Take that back, and it is sent.', { expected: true });
}

function beingSynchronized() {
  return conflict('being_synchronized', 'The invoice is being sent to Xero now. Wait for the result.', { expected: true });
}
