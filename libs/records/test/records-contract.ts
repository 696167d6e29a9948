import { describe, expect, it } from '@jest/globals';
import { newId, type ManualClock } from '@psa-bridge/core';
import type { DocumentStore } from '@psa-bridge/persistence';
import { describeIncoming } from './incoming-contract.ts';
import { describeLinks } from './links-contract.ts';
import { useRecordsBench, user } from './records-bench.ts';
import { describeSaving } from './saving-contract.ts';

/** What the record store must do on every document store. `open` gives an empty one. */
export function describeRecords(name: string, open: (clock: ManualClock) => Promise<DocumentStore>): void {
  describe(`records on ${name}`, () => {
    const bench = useRecordsBench(open);
    describeSaving(bench);
    describeIncoming(bench);
    describeLinks(bench);

    it('answers another tenant as if nothing existed, in every method', async () => {
      const { clock, recordStore, integrationId, records, incoming, applied } = bench();
      const { _id } = await applied(incoming('x', { telephone: 'mine' }));
      const before = await records.get('company', _id);
      const other = recordStore.forTenant(newId());
      const absent = { code: 'record_not_found', kind: 'not_found' };

      expect(await other.get('company', _id)).toBeUndefined();
      expect(await other.getMany('company', [_id])).toEqual([]);
      expect(await other.search('company', { from: 0, size: 10 })).toEqual({ total: 0, items: [] });
      expect(await Array.fromAsync(other.pages('company', 10))).toEqual([]);
      expect(await other.idsByExternal('company', integrationId, ['x'])).toEqual(new Map());
      await expect(other.update('company', _id, { name: 'theirs' }, user)).rejects.toMatchObject(absent);
      await expect(other.link('company', _id, newId(), 'y')).rejects.toMatchObject(absent);
      await expect(other.setExternal('company', _id, integrationId, { pushedRevision: 9 })).rejects.toMatchObject(absent);
      await expect(other.unlink('company', _id, integrationId)).rejects.toMatchObject(absent);
      expect(await other.markGone('company', integrationId, [{ recordId: _id, externalId: 'x' }], clock.now())).toBe(0);
      expect(await Array.fromAsync(other.linked('company', integrationId, 10))).toEqual([]);
      await expect(other.relink('company', _id, integrationId, 'y')).rejects.toMatchObject(absent);
      const theirs = await other.create('company', { name: 'theirs' }, user);
      expect(await other.link('company', theirs._id, integrationId, 'x')).toBe(false);
      const outcome = await other.applyIncoming('company', integrationId, [
        incoming('x', { telephone: 'theirs' }),
        incoming('z'),
      ]);
      expect(outcome).toMatchObject({ created: 1, updated: 0 });
      expect([...outcome.ids.keys()]).toEqual(['z']);
      expect([...outcome.refused.keys()]).toEqual(['x']);
      expect(await records.get('company', _id)).toEqual(before);
    });
  });
}
