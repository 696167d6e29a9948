import { describe, expect, it } from '@jest/globals';
import { ownTenant, type StoreUnderTest } from './fixture.ts';

export function describeTenants(fixture: () => StoreUnderTest): void {
  describe('fences tenants', () => {
    it('answers another tenant as if its documents did not exist, in every operation', async () => {
      const [mine, other] = [ownTenant(fixture()), ownTenant(fixture())];
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

    it('reaches a tenant’s documents in every collection, whoever opened it', async () => {
      const mine = ownTenant(fixture());
      await mine.notes.insert({ _id: mine.id(), tenantId: mine.tenantId, title: 'mine' });

      const every = await fixture().store.everyCollection();
      const counts = await Promise.all(
        every.map(async (each) => [each.spec.name, await each.forTenant(mine.tenantId).count({})]),
      );

      expect(counts.filter(([, count]) => count !== 0)).toEqual([['notes', 1]]);
    });

    it("refuses to write a document as another tenant's", async () => {
      const [mine, other] = [ownTenant(fixture()), ownTenant(fixture())];
      const note = { _id: mine.id(), tenantId: other.tenantId, title: 't' };

      const refusal = { code: 'wrong_tenant', kind: 'bug' };
      await expect(mine.notes.insert(note)).rejects.toMatchObject(refusal);
      await expect(mine.notes.mutate(note._id, () => note)).rejects.toMatchObject(refusal);
      await expect(mine.notes.put(note)).rejects.toMatchObject(refusal);
    });

    it('serves workers across tenants, and even they cannot move a document to another tenant', async () => {
      const [one, two] = [ownTenant(fixture()), ownTenant(fixture())];
      const [a, b] = [one.id(), two.id()];
      await one.notes.insert({ _id: a, tenantId: one.tenantId, title: 't' });
      await two.notes.insert({ _id: b, tenantId: two.tenantId, title: 't' });
      const all = fixture().notes.acrossTenants('test');

      await all.mutateMany([a, b], (_, current) => current && { ...current, number: 9 });

      expect((await all.getMany([a, b])).map((note) => note.number)).toEqual([9, 9]);
      expect(await all.count({ _id: { $in: [a, b] } })).toBe(2);
      await expect(all.mutate(a, (current) => current && { ...current, tenantId: two.tenantId })).rejects.toMatchObject({
        code: 'wrong_tenant',
      });
    });
  });
}
