import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import type { RawCollection } from '../src/raw-collection.ts';
import type { Note } from './note.ts';

/** Guarded writes when others came between the read and the write. */
export function describeGuardedWrites(name: string, open: () => RawCollection<Note>): void {
  describe(`guarded writes on ${name}`, () => {
    it('writes those whose version still stands, names the others, and brings nothing back that is gone', async () => {
      const raw = open();
      const [free, taken, current, moved, gone] = [newId(), newId(), newId(), newId(), newId()];
      const note = (_id: string, version: number, title = 'old'): Note => ({ _id, tenantId: 't', version, title });
      await raw.write([note(taken, 1), note(current, 1), note(moved, 2), note(gone, 1)].map((doc) => ({ doc })));
      await raw.remove({ _id: gone });

      const lost = await raw.write([
        { doc: note(moved, 2, 'new'), previous: note(moved, 1) },
        { doc: note(free, 1, 'new') },
        { doc: note(gone, 2, 'new'), previous: note(gone, 1) },
        { doc: note(current, 2, 'new'), previous: note(current, 1) },
        { doc: note(taken, 1, 'new') },
      ]);

      expect([...lost].sort()).toEqual([0, 2, 4]);
      const left = await raw.byIds([free, taken, current, moved, gone]);
      expect(new Map(left.map((doc) => [doc._id, `${doc.title} ${doc.version}`]))).toEqual(
        new Map([
          [free, 'new 1'],
          [taken, 'old 1'],
          [current, 'new 2'],
          [moved, 'old 2'],
        ]),
      );
    });

    it('does the same for a single write', async () => {
      const raw = open();
      const _id = newId();
      const note = (version: number, title: string): Note => ({ _id, tenantId: 't', version, title });

      const answers = [
        await raw.write([{ doc: note(1, 'one') }]),
        await raw.write([{ doc: note(1, 'again') }]),
        await raw.write([{ doc: note(2, 'two'), previous: note(1, 'one') }]),
        await raw.write([{ doc: note(2, 'late'), previous: note(1, 'one') }]),
      ];

      expect(answers.map((lost) => [...lost])).toEqual([[], [0], [], [0]]);
      expect(await raw.byIds([_id])).toEqual([note(2, 'two')]);
    });
  });
}
