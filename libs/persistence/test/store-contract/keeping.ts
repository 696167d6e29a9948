import { describe, expect, it } from '@jest/globals';
import { ownTenant, type StoreUnderTest } from './fixture.ts';

export function describeKeeping(fixture: () => StoreUnderTest): void {
  describe('keeps documents', () => {
    it('gives back dates, bytes, nested objects and lists as they were, and leaves undefined fields out', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const note = {
        _id: id(),
        tenantId,
        title: 'a',
        at: new Date('2026-02-03T04:05:06.007Z'),
        bytes: new Uint8Array([0, 1, 255]),
        nested: { empty: {}, list: [1, null, { deep: true }], none: undefined, when: new Date(5), raw: new Uint8Array([7]) },
      };

      await notes.insert(note);
      const found = await notes.get(note._id);

      expect(found).toStrictEqual({
        ...note,
        nested: { empty: {}, list: [1, null, { deep: true }], when: new Date(5), raw: new Uint8Array([7]) },
        version: 1,
      });
      expect(found?.at).toBeInstanceOf(Date);
      expect(Object.getPrototypeOf(found?.bytes)).toBe(Uint8Array.prototype);
    });

    it('keeps nested names with dots and dollar signs, through an insert, a change and a bulk change', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const [a, b] = [id(), id()];
      const nested = { 'Udf.Name': { $amount: 1 } };

      await notes.insertMany([a, b].map((_id) => ({ _id, tenantId, title: 'x', nested })));
      await notes.mutate(a, (current) => current && { ...current, title: 'y' });
      await notes.mutateMany([a, b], (_, current) => current && { ...current, title: 'z' });

      expect((await notes.getMany([a, b])).map((note) => [note.title, note.nested])).toEqual([
        ['z', nested],
        ['z', nested],
      ]);
    });

    it.each(['a.b', '$set'])('refuses the field name %s at the top', async (field) => {
      const { tenantId, notes, id } = ownTenant(fixture());

      await expect(notes.insert({ _id: id(), tenantId, title: 'x', [field]: 1 })).rejects.toMatchObject({
        code: 'unstorable_value',
        kind: 'bug',
      });
    });

    it('does not share objects with its callers', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const given = { _id: id(), tenantId, title: 'x', nested: { value: 1 } };

      await notes.insert(given);
      given.nested.value = 2;
      const first = await notes.get(given._id);
      (first?.nested as { value: number }).value = 3;

      expect((await notes.get(given._id))?.nested).toEqual({ value: 1 });
    });

    it('answers false for an id that is taken, and changes nothing', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const _id = id();

      const answers = [
        await notes.insert({ _id, tenantId, title: 'first' }),
        await notes.insert({ _id, tenantId, title: 'second' }),
      ];

      expect(answers).toEqual([true, false]);
      expect(await notes.get(_id)).toMatchObject({ title: 'first', version: 1 });
    });

    it('inserts many and names the ids that were taken', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const [a, b, c] = [id(), id(), id()];
      await notes.insert({ _id: b, tenantId, title: 'old' });

      const taken = await notes.insertMany([a, b, c].map((_id) => ({ _id, tenantId, title: 'new' })));

      expect([...taken]).toEqual([b]);
      expect((await notes.getMany([a, b, c])).map((note) => note.title).sort()).toEqual(['new', 'new', 'old']);
    });

    it('refuses a second document with the value of a unique index, as a conflict', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const slug = id();
      await notes.insert({ _id: id(), tenantId, title: 'first', slug });

      const refusal = { code: 'duplicate_value', kind: 'conflict' };
      await expect(notes.insert({ _id: id(), tenantId, title: 'second', slug })).rejects.toMatchObject(refusal);
      await expect(
        notes.insertMany([
          { _id: id(), tenantId, title: 'third', slug },
          { _id: id(), tenantId, title: 'fourth' },
        ]),
      ).rejects.toMatchObject(refusal);

      expect((await notes.find({}, { sort: { title: 1 } })).map((note) => note.title)).toEqual(['first', 'fourth']);
    });
  });
}
