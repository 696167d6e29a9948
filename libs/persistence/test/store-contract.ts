import { describe, expect, it, beforeAll, afterAll } from '@jest/globals';
import { createManualClock, newId, type ManualClock } from '@psa-bridge/core';
import type { Collection, DocumentStore, TenantCollection } from '../src/port.ts';
import { eventOf, noteSpec, type Note } from './note.ts';

interface Fixture {
  store: DocumentStore;
  clock: ManualClock;
  notes: Collection<Note>;
}

/** What both stores must do alike. `open` gives a store with nothing in it. */
export function describeStore(name: string, open: (clock: ManualClock) => Promise<DocumentStore>): void {
  describe(`document store on ${name}`, () => {
    let fixture: Fixture;
    beforeAll(async () => {
      const clock = createManualClock();
      const store = await open(clock);
      fixture = { store, clock, notes: store.collection(noteSpec) };
      await store.prepare();
    });
    afterAll(() => fixture.store.close());

    /** A tenant of its own for each test, so that tests do not meet. */
    const tenant = (): { tenantId: string; notes: TenantCollection<Note>; id: () => string } => {
      const tenantId = newId();
      return { tenantId, notes: fixture.notes.forTenant(tenantId), id: newId };
    };

    describe('keeps documents', () => {
      it('gives back dates, bytes, nested objects and lists as they were, and leaves undefined fields out', async () => {
        const { tenantId, notes, id } = tenant();
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
        const { tenantId, notes, id } = tenant();
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
        const { tenantId, notes, id } = tenant();

        await expect(notes.insert({ _id: id(), tenantId, title: 'x', [field]: 1 })).rejects.toMatchObject({
          code: 'unstorable_value',
          kind: 'bug',
        });
      });

      it('does not share objects with its callers', async () => {
        const { tenantId, notes, id } = tenant();
        const given = { _id: id(), tenantId, title: 'x', nested: { value: 1 } };

        await notes.insert(given);
        given.nested.value = 2;
        const first = await notes.get(given._id);
        (first?.nested as { value: number }).value = 3;

        expect((await notes.get(given._id))?.nested).toEqual({ value: 1 });
      });

      it('answers false for an id that is taken, and changes nothing', async () => {
        const { tenantId, notes, id } = tenant();
        const _id = id();

        const answers = [
          await notes.insert({ _id, tenantId, title: 'first' }),
          await notes.insert({ _id, tenantId, title: 'second' }),
        ];

        expect(answers).toEqual([true, false]);
        expect(await notes.get(_id)).toMatchObject({ title: 'first', version: 1 });
      });

      it('inserts many and names the ids that were taken', async () => {
        const { tenantId, notes, id } = tenant();
        const [a, b, c] = [id(), id(), id()];
        await notes.insert({ _id: b, tenantId, title: 'old' });

        const taken = await notes.insertMany([a, b, c].map((_id) => ({ _id, tenantId, title: 'new' })));

        expect([...taken]).toEqual([b]);
        expect((await notes.getMany([a, b, c])).map((note) => note.title).sort()).toEqual(['new', 'new', 'old']);
      });

      it('refuses a second document with the value of a unique index, as a conflict', async () => {
        const { tenantId, notes, id } = tenant();
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

    describe('finds', () => {
      it('filters with every operator of the port', async () => {
        const { tenantId, notes, id } = tenant();
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
        const { tenantId, notes, id } = tenant();
        await notes.insertMany(
          [3, 1, 2].map((number) => ({ _id: id(), tenantId, title: `n${number}`, number, nested: { a: number, b: 0 } })),
        );

        const found = await notes.find({}, { sort: { number: -1 }, skip: 1, limit: 1, fields: ['number', 'nested.a'] });

        expect(found).toEqual([{ _id: expect.any(String), tenantId, version: 1, number: 2, nested: { a: 2 } }]);
      });

      it('goes through all documents in pages', async () => {
        const { tenantId, notes, id } = tenant();
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
        const { tenantId, notes, id } = tenant();
        await notes.insertMany(
          ['a', 'b', 'a', undefined].map((state) => ({ _id: id(), tenantId, title: 't', nested: { state } })),
        );

        expect(await notes.count({ title: 't' })).toBe(4);
        expect(await notes.countBy('nested.state', { title: 't' })).toEqual(
          new Map([
            ['a', 2],
            ['b', 1],
          ]),
        );
      });

      it('refuses a condition that is undefined instead of matching everything', async () => {
        const { notes } = tenant();

        const refusal = { code: 'undefined_condition' };
        await expect(notes.find({ number: undefined })).rejects.toMatchObject(refusal);
        await expect(notes.deleteMany({ $or: [{ number: { $lt: undefined } }] })).rejects.toMatchObject(refusal);
      });
    });

    describe('changes documents', () => {
      it('raises the version with each change and removes fields that the change leaves out', async () => {
        const { tenantId, notes, id } = tenant();
        const [a, b] = [id(), id()];
        await notes.insertMany([a, b].map((_id) => ({ _id, tenantId, title: 'one', number: 1, tags: ['x'] })));

        const changed = await notes.mutate(a, (current) => current && { _id: a, tenantId, title: 'two', number: 2 });
        await notes.mutateMany([a, b], (_id, current) => current && { _id, tenantId, title: 'three' });

        expect(changed).toEqual({ _id: a, tenantId, title: 'two', number: 2, version: 2 });
        expect(await notes.get(a)).toEqual({ _id: a, tenantId, title: 'three', version: 3 });
        expect(await notes.get(b)).toEqual({ _id: b, tenantId, title: 'three', version: 2 });
      });

      it('writes nothing where the change answers nothing', async () => {
        const { tenantId, notes, id } = tenant();
        const _id = id();
        await notes.insert({ _id, tenantId, title: 'one' });

        const [unchanged, absent] = [await notes.mutate(_id, () => undefined), await notes.mutate(id(), () => undefined)];

        expect(unchanged).toMatchObject({ title: 'one', version: 1 });
        expect(absent).toBeUndefined();
      });

      it('creates, changes and leaves documents in one go', async () => {
        const { tenantId, notes, id } = tenant();
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
        const { tenantId, notes, id } = tenant();
        const _id = id();

        await Promise.all(
          Array.from({ length: 12 }, () =>
            notes.mutate(_id, (current) => ({ _id, tenantId, title: 't', number: (current?.number ?? 0) + 1 })),
          ),
        );

        expect(await notes.get(_id)).toMatchObject({ number: 12, version: 12 });
      });

      it('loses no change of writers at the same time, in bulk and one by one mixed', async () => {
        const { tenantId, notes, id } = tenant();
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
        const { tenantId, notes, id } = tenant();
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
        const { tenantId, notes, id } = tenant();
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
        const { tenantId, notes, id } = tenant();
        const _id = id();
        const titles = Array.from({ length: 20 }, (_, at) => `writer ${at}`);

        await Promise.all(titles.map((title) => notes.put({ _id, tenantId, title })));

        expect(titles).toContain((await notes.get(_id))?.title);
      });

      it('puts over whatever stands there, so that a writer who read before notices', async () => {
        const { tenantId, notes, id } = tenant();
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
        const { tenantId, notes, id } = tenant();
        const ids = Array.from({ length: 5 }, id);
        await notes.insertMany(ids.map((_id, number) => ({ _id, tenantId, title: 't', number })));
        const [first = '', second = ''] = ids;

        expect([await notes.delete(first), await notes.delete(first)]).toEqual([true, false]);
        expect(await notes.deleteMany({ number: { $gte: 3 } })).toBe(2);
        expect(await notes.deleteMany({ _id: { $in: [first, second] } })).toBe(1);
        expect((await notes.find({})).map((note) => note.number)).toEqual([2]);
      });
    });

    describe('fences tenants', () => {
      it('answers another tenant as if its documents did not exist, in every operation', async () => {
        const [mine, other] = [tenant(), tenant()];
        const _id = mine.id();
        const note = { _id, tenantId: mine.tenantId, title: 'mine' };
        await mine.notes.insert(note);
        const foreign = { _id, tenantId: other.tenantId, title: 'theirs' };

        expect(await other.notes.get(_id)).toBeUndefined();
        expect(await other.notes.getMany([_id])).toEqual([]);
        expect(await other.notes.find({ _id })).toEqual([]);
        expect(await other.notes.find({ tenantId: mine.tenantId })).toEqual([]);
        expect(await other.notes.count({})).toBe(0);
        expect((await other.notes.countBy('title', {})).size).toBe(0);
        expect(await other.notes.insert(foreign)).toBe(false);
        expect([...(await other.notes.insertMany([foreign]))]).toEqual([_id]);
        expect(await other.notes.mutate(_id, () => undefined)).toBeUndefined();
        await expect(other.notes.mutate(_id, () => foreign)).rejects.toMatchObject({ code: 'id_taken', kind: 'conflict' });
        await expect(other.notes.put(foreign)).rejects.toMatchObject({ code: 'id_taken', kind: 'conflict' });
        expect(await other.notes.delete(_id)).toBe(false);
        expect(await other.notes.deleteMany({ _id })).toBe(0);
        expect(await other.notes.deleteMany({ title: 'mine' })).toBe(0);
        expect(await mine.notes.get(_id)).toEqual({ ...note, version: 1 });
      });

      it("refuses to write a document as another tenant's", async () => {
        const [mine, other] = [tenant(), tenant()];
        const note = { _id: mine.id(), tenantId: other.tenantId, title: 't' };

        const refusal = { code: 'wrong_tenant', kind: 'bug' };
        await expect(mine.notes.insert(note)).rejects.toMatchObject(refusal);
        await expect(mine.notes.mutate(note._id, () => note)).rejects.toMatchObject(refusal);
        await expect(mine.notes.put(note)).rejects.toMatchObject(refusal);
      });

      it('serves workers across tenants, and even they cannot move a document to another tenant', async () => {
        const [one, two] = [tenant(), tenant()];
        const [a, b] = [one.id(), two.id()];
        await one.notes.insert({ _id: a, tenantId: one.tenantId, title: 't' });
        await two.notes.insert({ _id: b, tenantId: two.tenantId, title: 't' });
        const all = fixture.notes.acrossTenants('test');

        await all.mutateMany([a, b], (_, current) => current && { ...current, number: 9 });

        expect((await all.getMany([a, b])).map((note) => note.number)).toEqual([9, 9]);
        expect(await all.count({ _id: { $in: [a, b] } })).toBe(2);
        await expect(all.mutate(a, (current) => current && { ...current, tenantId: two.tenantId })).rejects.toMatchObject({
          code: 'wrong_tenant',
        });
      });
    });

    describe('keeps events beside the change', () => {
      it('announces documents written here with their events, and finds them until they are cleared', async () => {
        const { tenantId, notes, id } = tenant();
        const [a, b] = [id(), id()];
        const heard: string[] = [];
        const forget = fixture.notes.onOutbox((note) => heard.push(`${note._id} ${note.version}`));

        await notes.insert({ _id: a, tenantId, title: 'a', outbox: [eventOf(`${a}-1`, tenantId)] });
        await notes.insertMany([{ _id: b, tenantId, title: 'b' }]);
        await notes.mutateMany(
          [a, b],
          (_, current) => current && { ...current, outbox: [eventOf(`${current._id}-2`, tenantId)] },
        );
        forget();
        const waiting = (await fixture.notes.withOutbox(1_000)).filter((note) => note.tenantId === tenantId);

        expect(heard.sort()).toEqual([`${a} 1`, `${a} 2`, `${b} 2`].sort());
        expect(new Map(waiting.map((note) => [note._id, note.outbox?.map((event) => event.id)]))).toEqual(
          new Map([
            [a, [`${a}-1`, `${a}-2`]],
            [b, [`${b}-2`]],
          ]),
        );
        expect(waiting[0]?.outbox?.[0]?.payload).toEqual(new Uint8Array([1, 2, 255]));

        await fixture.notes.clearOutbox([
          { documentId: a, eventId: `${a}-1` },
          { documentId: b, eventId: `${b}-2` },
        ]);

        const left = (await fixture.notes.withOutbox(1_000)).filter((note) => note.tenantId === tenantId);
        expect(left.map((note) => [note._id, note.outbox?.map((event) => event.id)])).toEqual([[a, [`${a}-2`]]]);
        expect((await notes.get(a))?.version).toBe(2);
      });

      it('keeps waiting events when a change says nothing of them, and takes each only once', async () => {
        const { tenantId, notes, id } = tenant();
        const _id = id();
        const first = eventOf(`${_id}-1`, tenantId);
        await notes.insert({ _id, tenantId, title: 'a', outbox: [first] });

        await notes.mutate(_id, () => ({ _id, tenantId, title: 'b' }));
        await notes.mutate(
          _id,
          (current) => current && { ...current, outbox: [...(current.outbox ?? []), eventOf(`${_id}-2`, tenantId)] },
        );

        expect((await notes.get(_id))?.outbox?.map((event) => event.id)).toEqual([`${_id}-1`, `${_id}-2`]);
        await fixture.notes.clearOutbox([1, 2].map((n) => ({ documentId: _id, eventId: `${_id}-${n}` })));
      });

      it('refuses events on a put, which would lose those that wait', async () => {
        const { tenantId, notes, id } = tenant();
        const _id = id();

        await expect(notes.put({ _id, tenantId, title: 'a', outbox: [eventOf('e', tenantId)] })).rejects.toMatchObject({
          code: 'outbox_on_put',
        });
      });
    });

    describe('leases', () => {
      it('has one holder until the time is over or the holder lets go, with a token that rises', async () => {
        const { store, clock } = fixture;
        const name = newId();

        const first = await store.leases.acquire(name, 'a', 1_000);
        const refused = await store.leases.acquire(name, 'b', 1_000);
        await clock.advance(600);
        const renewed = await store.leases.acquire(name, 'a', 1_000);
        await clock.advance(600);
        const stillRefused = await store.leases.acquire(name, 'b', 1_000);
        await clock.advance(400);
        const taken = await store.leases.acquire(name, 'b', 1_000);
        await store.leases.release(name, 'a');
        const notReleasedByOther = await store.leases.acquire(name, 'a', 1_000);
        await store.leases.release(name, 'b');
        const again = await store.leases.acquire(name, 'a', 1_000);

        expect([first, refused, renewed, stillRefused, taken, notReleasedByOther, again]).toEqual([
          1,
          undefined,
          1,
          undefined,
          2,
          undefined,
          3,
        ]);
      });

      it('gives a lapsed holder a new token, for somebody may have looked meanwhile', async () => {
        const { store, clock } = fixture;
        const name = newId();

        const first = await store.leases.acquire(name, 'a', 1_000);
        await clock.advance(1_000);
        const second = await store.leases.acquire(name, 'a', 1_000);

        expect([first, second]).toEqual([1, 2]);
      });

      it('gives a free lease to exactly one of many who ask at the same time', async () => {
        const { store } = fixture;
        const name = newId();

        const tokens = await Promise.all(Array.from({ length: 8 }, (_, at) => store.leases.acquire(name, `owner-${at}`, 1_000)));

        expect(tokens.filter((token) => token !== undefined)).toEqual([1]);
      });
    });

    it('is healthy', async () => {
      expect(await fixture.store.isHealthy()).toBe(true);
    });
  });
}
