import { describe, expect, it } from '@jest/globals';
import { ownTenant, type StoreUnderTest } from './fixture.ts';

export function describeFinding(fixture: () => StoreUnderTest): void {
  describe('finds', () => {
    it('answers many who ask by id at once, each with a document of its own, and the absent and the foreign with none', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const foreign = ownTenant(fixture());
      const ids = Array.from({ length: 150 }, id);
      const [first = ''] = ids;
      await notes.insertMany(ids.map((_id) => ({ _id, tenantId, title: _id, nested: { value: 1 } })));
      const strange = foreign.id();
      await foreign.notes.insert({ _id: strange, tenantId: foreign.tenantId, title: 'foreign' });

      const asked = [...ids, first, id(), strange];
      const found = await Promise.all(asked.map((_id) => notes.get(_id)));
      (found[0]?.nested as { value: number }).value = 2;

      expect(found.slice(0, 151).map((note) => note?.title)).toEqual([...ids, first]);
      expect(found[150]?.nested).toEqual({ value: 1 });
      expect(found.slice(151)).toEqual([undefined, undefined]);
    });

    it('sees in a read what was written before it was asked for, whatever was asked before', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const _id = id();

      const before = notes.get(_id);
      await notes.insert({ _id, tenantId, title: 'there' });
      const after = await notes.get(_id);

      expect(after?.title).toBe('there');
      expect([undefined, 'there']).toContain((await before)?.title);
    });

    it('filters with every operator of the port', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
      await notes.insertMany(
        [1, 2, 3, 4].map((number) => ({
          _id: id(),
          tenantId,
          title: `Note ${number}.`,
          number,
          at: at(number),
          ...(number === 4 ? { tags: ['x'] } : {}),
        })),
      );
      const numbers = async (filter: Parameters<typeof notes.find>[0]): Promise<unknown[]> =>
        (await notes.find(filter, { sort: { number: 1 } })).map((note) => note.number);

      expect(await numbers({ number: 2 })).toEqual([2]);
      expect(await numbers({ number: { $eq: 2 } })).toEqual([2]);
      expect(await numbers({ number: { $ne: 2 } })).toEqual([1, 3, 4]);
      expect(await numbers({ number: { $in: [1, 4, 9] } })).toEqual([1, 4]);
      expect(await numbers({ number: { $nin: [1, 4] } })).toEqual([2, 3]);
      expect(await numbers({ number: { $gt: 1, $lte: 3 } })).toEqual([2, 3]);
      expect(await numbers({ at: { $gte: at(2), $lt: at(4) } })).toEqual([2, 3]);
      expect(await numbers({ tags: { $exists: true } })).toEqual([4]);
      expect(await numbers({ tags: { $exists: false } })).toEqual([1, 2, 3]);
      expect(await numbers({ tags: 'x' })).toEqual([4]);
      expect(await numbers({ title: { $regex: '^note 3\\.$', $options: 'i' } })).toEqual([3]);
      expect(await numbers({ $or: [{ number: 1 }, { number: 4 }] })).toEqual([1, 4]);
      expect(await numbers({ $and: [{ number: { $gt: 1 } }, { $or: [{ number: 2 }, { tags: 'x' }] }] })).toEqual([2, 4]);
    });

    it('sorts, skips, limits and takes only the fields that are asked for', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      await notes.insertMany(
        [3, 1, 2].map((number) => ({ _id: id(), tenantId, title: `n${number}`, number, nested: { a: number, b: 0 } })),
      );

      const found = await notes.find({}, { sort: { number: -1 }, skip: 1, limit: 1, fields: ['number', 'nested.a'] });

      expect(found).toEqual([{ _id: expect.any(String), tenantId, version: 1, number: 2, nested: { a: 2 } }]);
    });

    it('takes one member of a list for all that is asked of it', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
      const logs = [
        [1, 9],
        [5, 6],
        [4, 7, 2],
      ];
      await notes.insertMany(
        logs.map((days, number) => ({
          _id: id(),
          tenantId,
          title: 't',
          number,
          nested: { log: days.map((day) => ({ at: at(day) })) },
        })),
      );
      const within = { $elemMatch: { at: { $gte: at(3), $lt: at(6) } } };

      const inDays = await notes.find({ 'nested.log': within }, { sort: { number: 1 } });

      expect(inDays.map(({ number }) => number)).toEqual([1, 2]);
    });

    it('goes through all documents in pages', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      await notes.insertMany(Array.from({ length: 250 }, (_, number) => ({ _id: id(), tenantId, title: 't', number })));

      const sizes: number[] = [];
      const numbers: unknown[] = [];
      for await (const page of notes.pages({ number: { $gte: 5 } }, { sort: { _id: 1 }, pageSize: 100 })) {
        sizes.push(page.length);
        numbers.push(...page.map((note) => note.number));
      }

      expect(sizes).toEqual([100, 100, 45]);
      expect(numbers).toEqual(Array.from({ length: 245 }, (_, at) => at + 5));
    });

    it('counts, and counts by value, leaving out documents without one', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      await notes.insertMany(['a', 'b', 'a', undefined].map((state) => ({ _id: id(), tenantId, title: 't', nested: { state } })));

      expect(await notes.count({ title: 't' })).toBe(4);
      expect(await notes.countBy('nested.state', { title: 't' })).toEqual(
        new Map([
          ['a', 2],
          ['b', 1],
        ]),
      );
    });

    it('refuses a condition that is undefined instead of matching everything', async () => {
      const { notes } = ownTenant(fixture());

      const refusal = { code: 'undefined_condition' };
      await expect(notes.find({ number: undefined })).rejects.toMatchObject(refusal);
      await expect(notes.deleteMany({ $or: [{ number: { $lt: undefined } }] })).rejects.toMatchObject(refusal);
    });
  });
}
