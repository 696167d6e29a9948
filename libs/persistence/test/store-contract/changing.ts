import { describe, expect, it } from '@jest/globals';
import { type Note } from '../note.ts';
import { ownTenant, type StoreUnderTest } from './fixture.ts';

export function describeChanging(fixture: () => StoreUnderTest): void {
  describe('changes documents', () => {
    it('raises the version with each change and removes fields that the change leaves out', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const [a, b] = [id(), id()];
      await notes.insertMany([a, b].map((_id) => ({ _id, tenantId, title: 'one', number: 1, tags: ['x'] })));

      const changed = await notes.mutate(a, (current) => current && { _id: a, tenantId, title: 'two', number: 2 });
      await notes.mutateMany([a, b], (_id, current) => current && { _id, tenantId, title: 'three' });

      expect(changed).toEqual({ _id: a, tenantId, title: 'two', number: 2, version: 2 });
      expect(await notes.get(a)).toEqual({ _id: a, tenantId, title: 'three', version: 3 });
      expect(await notes.get(b)).toEqual({ _id: b, tenantId, title: 'three', version: 2 });
    });

    it('writes nothing where the change answers nothing', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const _id = id();
      await notes.insert({ _id, tenantId, title: 'one' });

      const [unchanged, absent] = [await notes.mutate(_id, () => undefined), await notes.mutate(id(), () => undefined)];

      expect(unchanged).toMatchObject({ title: 'one', version: 1 });
      expect(absent).toBeUndefined();
    });

    it('creates, changes and leaves documents in one go', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const [fresh, old, left, absent] = [id(), id(), id(), id()];
      await notes.insertMany([old, left].map((_id) => ({ _id, tenantId, title: 'old' })));

      const result = await notes.mutateMany([fresh, old, left, absent], (_id, current) => {
        if (_id === fresh || _id === old) return { _id, tenantId, title: current ? 'changed' : 'made' };
        return undefined;
      });

      expect(result.get(fresh)).toMatchObject({ title: 'made', version: 1 });
      expect(result.get(old)).toMatchObject({ title: 'changed', version: 2 });
      expect(result.get(left)).toMatchObject({ title: 'old', version: 1 });
      expect(result.has(absent)).toBe(false);
    });

    it('loses no change of writers at the same time, one by one', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const _id = id();

      await Promise.all(
        Array.from({ length: 12 }, () =>
          notes.mutate(_id, (current) => ({ _id, tenantId, title: 't', number: (current?.number ?? 0) + 1 })),
        ),
      );

      expect(await notes.get(_id)).toMatchObject({ number: 12, version: 12 });
    });

    it('loses no change of writers at the same time, in bulk and one by one mixed', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const ids = Array.from({ length: 20 }, id);
      const add = (_id: string, current: Note | undefined) => ({
        _id,
        tenantId,
        title: 't',
        number: (current?.number ?? 0) + 1,
      });

      await Promise.all([
        ...Array.from({ length: 6 }, () => notes.mutateMany(ids, add)),
        ...ids.map((_id) => notes.mutate(_id, (current) => add(_id, current))),
      ]);

      expect((await notes.getMany(ids)).map((note) => note.number)).toEqual(ids.map(() => 7));
    });

    it('brings no document back that was deleted under a bulk change', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const [a, b] = [id(), id()];
      await notes.insertMany([a, b].map((_id) => ({ _id, tenantId, title: 'one' })));
      const stale = await notes.getMany([a, b]);
      await notes.delete(b);

      const seen: (string | undefined)[] = [];
      const answers = await Promise.all(stale.map((note) => notes.replace(note, { ...note, title: 'two' })));
      await notes.mutateMany([a, b], (_id, current) => {
        seen.push(current?.title);
        return current && { ...current, title: 'three' };
      });

      expect(answers.map((answer) => answer?.title).sort()).toEqual(['two', undefined]);
      expect(seen.sort()).toEqual(['two', undefined]);
      expect((await notes.getMany([a, b])).map((note) => note.title)).toEqual(['three']);
    });

    it('replaces only the version that was read', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const _id = id();
      await notes.insert({ _id, tenantId, title: 'one' });
      const read = (await notes.get(_id)) as Note;

      const first = await notes.replace(read, { ...read, title: 'two' });
      const second = await notes.replace(read, { ...read, title: 'three' });

      expect(first).toMatchObject({ title: 'two', version: 2 });
      expect(second).toBeUndefined();
      expect(await notes.get(_id)).toMatchObject({ title: 'two', version: 2 });
    });

    it('puts a new document by several writers at the same time, and refuses none of them', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const _id = id();
      const titles = Array.from({ length: 20 }, (_, at) => `writer ${at}`);

      await Promise.all(titles.map((title) => notes.put({ _id, tenantId, title })));

      expect(titles).toContain((await notes.get(_id))?.title);
    });

    it('puts over whatever stands there, so that a writer who read before notices', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const _id = id();

      await notes.put({ _id, tenantId, title: 'one', number: 1 });
      const read = (await notes.get(_id)) as Note;
      await notes.put({ _id, tenantId, title: 'two' });
      const late = await notes.replace(read, { ...read, title: 'late' });

      expect(late).toBeUndefined();
      expect(await notes.get(_id)).toEqual({ _id, tenantId, title: 'two', version: expect.any(Number) });
      expect((await notes.get(_id))?.version).toBeGreaterThan(read.version);
    });

    it('deletes by id and by filter', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const ids = Array.from({ length: 5 }, id);
      await notes.insertMany(ids.map((_id, number) => ({ _id, tenantId, title: 't', number })));
      const [first = '', second = ''] = ids;

      expect([await notes.delete(first), await notes.delete(first)]).toEqual([true, false]);
      expect(await notes.deleteMany({ number: { $gte: 3 } })).toBe(2);
      expect(await notes.deleteMany({ _id: { $in: [first, second] } })).toBe(1);
      expect((await notes.find({})).map((note) => note.number)).toEqual([2]);
    });
  });
}
