import { describe, expect, it } from '@jest/globals';
import { documentsFrom } from '../../src/kept.ts';
import { eventOf } from '../note.ts';
import { ownTenant, type StoreUnderTest } from './fixture.ts';

export function describeEvents(fixture: () => StoreUnderTest): void {
  describe('keeps events beside the change', () => {
    it('announces documents written here with their events, and finds them until they are cleared', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const [a, b] = [id(), id()];
      const heard: string[] = [];
      const forget = fixture().notes.onOutbox((note) => heard.push(`${note._id} ${note.version}`));

      await notes.insert({ _id: a, tenantId, title: 'a', outbox: [eventOf(`${a}-1`, tenantId)] });
      await notes.insertMany([{ _id: b, tenantId, title: 'b' }]);
      await notes.mutateMany([a, b], (_, current) => current && { ...current, outbox: [eventOf(`${current._id}-2`, tenantId)] });
      forget();
      const waiting = (await fixture().notes.withOutbox(1_000)).filter((note) => note.tenantId === tenantId);

      expect(heard.sort()).toEqual([`${a} 1`, `${a} 2`, `${b} 2`].sort());
      expect(new Map(waiting.map((note) => [note._id, note.outbox?.map((event) => event.id)]))).toEqual(
        new Map([
          [a, [`${a}-1`, `${a}-2`]],
          [b, [`${b}-2`]],
        ]),
      );
      expect(waiting[0]?.outbox?.[0]?.payload).toEqual(new Uint8Array([1, 2, 255]));

      await fixture().notes.clearOutbox([
        { documentId: a, eventId: `${a}-1` },
        { documentId: b, eventId: `${b}-2` },
      ]);

      const left = (await fixture().notes.withOutbox(1_000)).filter((note) => note.tenantId === tenantId);
      expect(left.map((note) => [note._id, note.outbox?.map((event) => event.id)])).toEqual([[a, [`${a}-2`]]]);
      expect((await notes.get(a))?.version).toBe(2);
    });

    it('keeps waiting events when a change says nothing of them, and takes each only once', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const _id = id();
      const first = eventOf(`${_id}-1`, tenantId);
      await notes.insert({ _id, tenantId, title: 'a', outbox: [first] });

      await notes.mutate(_id, () => ({ _id, tenantId, title: 'b' }));
      await notes.mutate(
        _id,
        (current) => current && { ...current, outbox: [...(current.outbox ?? []), eventOf(`${_id}-2`, tenantId)] },
      );

      expect((await notes.get(_id))?.outbox?.map((event) => event.id)).toEqual([`${_id}-1`, `${_id}-2`]);
      await fixture().notes.clearOutbox([1, 2].map((n) => ({ documentId: _id, eventId: `${_id}-${n}` })));
    });

    it('takes away what is old, but nothing whose events are not published yet', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const [never, told, untold] = [id(), id(), id()];
      await notes.insert({ _id: never, tenantId, title: 'old' });
      for (const _id of [told, untold])
        await notes.insert({ _id, tenantId, title: 'old', outbox: [eventOf(`${_id}-1`, tenantId)] });
      await fixture().notes.clearOutbox([{ documentId: told, eventId: `${told}-1` }]);

      const takeAway = documentsFrom(fixture().notes, () => ({ tenantId, title: 'old' }));
      const taken = await Array.fromAsync(takeAway(new Date()));

      expect(taken).toEqual([2]);
      expect((await notes.find({})).map(({ _id }) => _id)).toEqual([untold]);
      await fixture().notes.clearOutbox([{ documentId: untold, eventId: `${untold}-1` }]);
    });

    it('refuses events on a put, which would lose those that wait', async () => {
      const { tenantId, notes, id } = ownTenant(fixture());
      const _id = id();

      await expect(notes.put({ _id, tenantId, title: 'a', outbox: [eventOf('e', tenantId)] })).rejects.toMatchObject({
        code: 'outbox_on_put',
      });
    });
  });
}
