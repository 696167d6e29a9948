import { newId, type ManualClock } from '@psa-bridge/core';
import type { Collection, DocumentStore, TenantCollection } from '../../src/port.ts';
import type { Note } from '../note.ts';

/** A prepared store; the suites of one contract use it together. */
export interface StoreUnderTest {
  store: DocumentStore;
  clock: ManualClock;
  notes: Collection<Note>;
}

/** A tenant of its own for each test, so that tests do not meet. */
export function ownTenant({ notes }: StoreUnderTest): { tenantId: string; notes: TenantCollection<Note>; id: () => string } {
  const tenantId = newId();
  return { tenantId, notes: notes.forTenant(tenantId), id: newId };
}
