import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import type { LinkedRecord } from '@psa-bridge/records';
import { createSeenIds } from './seen-ids.ts';
import { findUnseen } from './unseen.ts';

const record = (externalId: string): LinkedRecord => ({ recordId: `record of ${externalId}`, externalId });

async function* pagesOf(...pages: readonly string[][]): AsyncIterable<readonly LinkedRecord[]> {
  for (const page of pages) yield await Promise.resolve(page.map(record));
}

describe('the linked records that a full pass did not show', () => {
  const pass = { tenantId: 't', runId: 'run', type: 'company' } as const;

  it.each([1, 2, 3, 100])('are found when %i are held against what it has seen at once', async (atOnce) => {
    const seen = createSeenIds({ store: createMemoryStore({ clock: systemClock }), provider: 'paper' });
    for (let page = 0; page < 30; page++) await seen.note(pass, `page ${page}`, [`${page}-0`, `${page}-1`]);
    await seen.note({ ...pass, runId: 'another run' }, 'first', ['gone-1']);
    await seen.note({ ...pass, type: 'contact' }, 'first', ['gone-2']);

    const looks: number[] = [];
    const found = await findUnseen(
      pagesOf(['29-1', 'gone-1'], ['0-0'], [], ['gone-2', '15-0', '15-1']),
      async (waiting) => {
        looks.push(waiting.size);
        await seen.takeOut(pass, waiting);
      },
      atOnce,
    );

    expect(found).toEqual({ linked: 6, unseen: [record('gone-1'), record('gone-2')] });
    expect(Math.max(...looks)).toBeLessThan(atOnce + 3);
  });
});
