import { toAppError, type Clock } from '@psa-bridge/core';
import type { StoredInvoice } from '../../collections.ts';
import type { EngineSettings } from '../../domain/engine.ts';
import { planOf, type Plan } from '../../domain/plan.ts';
import { problem } from '../../domain/problem.ts';
import { mayHaveActed, troubleOf, type Trouble } from '../../domain/xero/connection-trouble.ts';
import type { Charts } from './charts.ts';
import type { FindCustomers } from './find-customers.ts';
import { findEarlier } from './find-earlier.ts';
import type { SendDocuments } from './send-documents.ts';
import type { SettleTries } from './settle.ts';
import { withdrawDocuments } from './withdraw-documents.ts';
import type { Batch, Ended, Work } from './work.ts';

export interface SyncBatchDeps {
  charts: Charts;
  findCustomers: FindCustomers;
  sendDocuments: SendDocuments;
  settle: SettleTries;
  clock: Clock;
  quarantineMs: number;
  holdMs: number;
}

/**
 * Prepare, find the customers, look for what may be there, send, settle. What is wrong with one invoice ends that one; trouble of
 * the connection sends all that is not settled back to wait, and is answered.
 */
export function makeSyncBatch(deps: SyncBatchDeps) {
  const { charts, findCustomers, sendDocuments, settle, clock, quarantineMs, holdMs } = deps;

  return async (batch: Batch, claimed: readonly StoredInvoice[], settings: EngineSettings): Promise<Trouble | undefined> => {
    const open = new Map(claimed.map((invoice) => [invoice._id, invoice]));
    const end = async (ended: readonly Ended[]): Promise<void> => {
      if (ended.length === 0) return;
      charts.note(batch.connectionId, ended);
      await settle(batch, ended, settings);
      for (const { invoice } of ended) open.delete(invoice._id);
    };
    try {
      const { options } = settings;
      const chart = await charts.of(batch);
      const { works, voided, ended } = planned(claimed, { settings, chart, now: clock.now(), holdMs });
      await end(ended);
      const customers = await findCustomers(batch, works, options.contacts);
      await end(customers.ended);
      const earlier = await findEarlier(batch, customers.found);
      await end(earlier.ended);
      await sendDocuments(batch, earlier, options, end);
      // Voids come after new invoices (CYC-3).
      await withdrawDocuments(batch, voided, options, end);
      return undefined;
    } catch (error) {
      const trouble = troubleOf(error, clock.now());
      const quarantine = new Date(clock.now().getTime() + (mayHaveActed(error) ? quarantineMs : 0));
      const resumeAt = trouble.until > quarantine ? trouble.until : quarantine;
      const outcome = { kind: 'failed', failure: trouble.failure, resumeAt } as const;
      await end([...open.values()].map((invoice) => ({ invoice, outcome })));
      return trouble;
    }
  };
}

export type SyncBatch = ReturnType<typeof makeSyncBatch>;

function planned(claimed: readonly StoredInvoice[], context: Parameters<typeof planOf>[1]) {
  const works: Work[] = [];
  const voided: StoredInvoice[] = [];
  const ended: Ended[] = [];
  for (const invoice of claimed) {
    const plan = planOrBug(invoice, context);
    if (plan.kind === 'send') works.push({ invoice, plan });
    else if (plan.kind === 'void') voided.push(invoice);
    else ended.push({ invoice, outcome: plan.outcome });
  }
  return { works, voided, ended };
}

/** An invoice that we cannot cope with must not hold up the others for ever. */
function planOrBug(invoice: StoredInvoice, context: Parameters<typeof planOf>[1]): Plan {
  try {
    return planOf(invoice, context);
  } catch (error) {
    const { message } = toAppError(error);
    const said = problem('NOT_UNDERSTOOD', 'The invoice could not be prepared', 'Report this, with the id of the invoice.');
    return { kind: 'end', outcome: { kind: 'failed', failure: { ...said, weight: 'strike', details: [message] } } };
  }
}
