import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { findPage } from './find-page.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Stored } from './port.ts';

interface Letter extends Stored {
  subject: string;
  at: Date;
  body: string;
}

async function letters() {
  const store = createMemoryStore({ clock: createManualClock() });
  const own = store.collection<Letter>({ name: 'letters', writer: 'test' }).forTenant('t1');
  for (const day of [1, 2, 3]) {
    await own.insert({
      _id: `l${day}`,
      tenantId: 't1',
      subject: `Letter ${day}`,
      at: new Date(Date.UTC(2026, 0, day)),
      body: 'Dear reader',
    });
  }
  return own;
}

const list = { of: ['t1', 'letters'], filter: {}, order: [['at', -1]] as const, fields: ['subject'] };

describe('a page of a list that shows some fields', () => {
  it('reads those, and where its documents stand', async () => {
    const { items } = await findPage(await letters(), list, { from: 0, size: 1 });

    expect(items).toEqual([{ _id: 'l3', tenantId: 't1', version: 1, subject: 'Letter 3', at: new Date(Date.UTC(2026, 0, 3)) }]);
  });

  it('leads to every page after it', async () => {
    const own = await letters();
    const first = await findPage(own, list, { from: 0, size: 2 });

    const second = await findPage(own, list, { from: 0, size: 2, cursor: first.next });

    expect([...first.items, ...second.items].map(({ _id }) => _id)).toEqual(['l3', 'l2', 'l1']);
    expect(second).toMatchObject({ total: 3 });
    expect(second.next).toBeUndefined();
  });
});
