import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { invoice, options } from '../../../test/invoices.ts';
import { openCollections, type StoredInvoice } from '../../collections.ts';
import { found } from '../../domain/life/sync-item.ts';
import type { Outcome } from '../../domain/life/outcome.ts';
import { makeSettle } from './settle.ts';

const TENANT = 'tenant-a';
const link = { documentId: 'document-1', kind: 'invoice', number: 'INV-1', contentHash: '' } as const;
const written: Outcome = { kind: 'written', link, notes: [], warnings: [] };

/** Ends the try of an invoice of which Autotask told something else, or not, since it was claimed. */
async function settled(claimed: { isVoided: boolean }, told: { isVoided: boolean }, outcome: Outcome) {
  const clock = createManualClock();
  const { invoices, customers } = openCollections(createMemoryStore({ clock }));
  const own = invoices.forTenant(TENANT);
  const at = clock.now();
  const item = { ...found(at), state: 'processing', run: 1 } as const;
  const known = { _id: '1', tenantId: TENANT, integrationId: 'autotask-1', revision: 1, firstSeenAt: at, item, log: [] };
  await own.insert({ ...known, source: invoice(told) });
  const claim: StoredInvoice = { ...known, version: 1, source: invoice(claimed) };
  const settle = makeSettle({ invoices, customers, clock, retryMs: 1_000 });
  const whose = { connectionId: 'connection-1', tenantId: TENANT };
  await settle(whose, [{ invoice: claim, outcome }], { options: options(), alertsTo: [] });
  return own.get('1');
}

describe('the end of a try', () => {
  it('VOD-1: has an invoice seen to again that was voided in Autotask while it was sent, and keeps its document', async () => {
    const after = await settled({ isVoided: false }, { isVoided: true }, written);

    expect(after?.item).toMatchObject({ state: 'pending', link, strikes: 0 });
    // CYC-3: new invoices go before it.
    expect(after?.item).not.toHaveProperty('isAsked');
    // Nobody is told that it is done.
    expect(after?.outbox ?? []).toEqual([]);
  });

  it('is the end where nothing was told meanwhile, or the void itself was tried', async () => {
    const failure = { code: 'CANNOT_VOID', message: 'It has a payment', cure: 'Remove it', weight: 'fault' } as const;

    expect((await settled({ isVoided: false }, { isVoided: false }, written))?.item.state).toBe('complete');
    const refused = await settled({ isVoided: true }, { isVoided: true }, { kind: 'failed', failure, link });
    expect(refused?.item.state).toBe('fault');
  });
});
