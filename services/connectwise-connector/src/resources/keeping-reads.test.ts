import { describe, expect, it } from '@jest/globals';
import { readInPieces, type PartContext, type SessionMemory } from '@psa-bridge/connector-kit';
import { createManualClock, rateLimited, unavailable, type AppError } from '@psa-bridge/core';
import { CreatedRow } from '../client/types.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { keepingReads } from './keeping-reads.ts';

/** What a process remembers of an integration. */
function memory(): SessionMemory {
  const kept = new Map<string, unknown>();
  return {
    async remember<Value>(key: string, _ttlMs: number, load: () => Promise<Value>): Promise<Value> {
      if (!kept.has(key)) kept.set(key, await load());
      return kept.get(key) as Value;
    },
    forget: (key) => void kept.delete(key),
  };
}

/** A PSA whose limit, or another trouble, comes at every second call. */
function limited() {
  const clock = createManualClock();
  const paths: string[] = [];
  const remembered = memory();
  let calls = 0;
  let trouble = rateLimited('limit', 'Too many.');
  const client = {
    list(path: string) {
      calls += 1;
      if (calls % 2 === 0) return Promise.reject(trouble);
      paths.push(path);
      return Promise.resolve([{ id: paths.length }]);
    },
  };
  const session = { clock, client, inPieces: (read: never) => readInPieces(remembered, read) };
  const context = { clock, session } as unknown as PartContext<ConnectWiseSession, ConnectWiseSettings>;
  const read = (name: string) =>
    keepingReads(name, context, async (kept) => {
      const at = kept.session.clock.now();
      for (const path of ['one', 'two']) await kept.session.client.list(path, {}, CreatedRow);
      return at;
    });
  return { clock, paths, read, fail: (error: AppError) => void (trouble = error) };
}

describe('a reading of several calls that meets the limit between them', () => {
  it('goes on where it stopped, and is as old as its first try (CW-60)', async () => {
    const { clock, paths, read } = limited();
    const begun = clock.now();

    await expect(read('agreements')).rejects.toMatchObject({ code: 'limit' });
    await clock.advance(60_000);

    expect(await read('agreements')).toEqual(begun);
    expect(paths).toEqual(['one', 'two']);
  });

  it('keeps nothing where it ended for another reason than the limit', async () => {
    const { paths, read, fail } = limited();
    fail(unavailable('psa_unavailable', 'Down.'));

    await expect(read('agreements')).rejects.toMatchObject({ code: 'psa_unavailable' });
    await expect(read('agreements')).rejects.toMatchObject({ code: 'psa_unavailable' });

    expect(paths).toEqual(['one', 'one']);
  });

  it('gives nothing to another reading', async () => {
    const { paths, read } = limited();

    await expect(read('agreements')).rejects.toMatchObject({ code: 'limit' });
    await expect(read('another')).rejects.toMatchObject({ code: 'limit' });

    expect(paths).toEqual(['one', 'one']);
  });

  it('begins anew once it is whole', async () => {
    const { clock, paths, read } = limited();
    await expect(read('agreements')).rejects.toMatchObject({ code: 'limit' });
    await read('agreements');
    await clock.advance(60_000);

    for (let tries = 1; tries <= 2; tries += 1) await expect(read('agreements')).rejects.toMatchObject({ code: 'limit' });
    expect(await read('agreements')).toEqual(clock.now());

    expect(paths).toEqual(['one', 'two', 'one', 'two']);
  });
});
