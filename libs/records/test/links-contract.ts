import { describe, expect, it } from '@jest/globals';
import { Change } from '@psa-bridge/contracts';
import { newId } from '@psa-bridge/core';
import { newsOf } from './news-of.ts';
import { user, type NewBench } from './records-bench.ts';

/** What a record's links to PSA entities do. */
export function describeLinks(bench: NewBench): void {
  describe('links', () => {
    it('links a record to an entity once, and refuses an entity that another record stands for', async () => {
      const { clock, integrationId, records, linkOf } = bench();
      const [one, two] = [
        await records.create('company', { name: 'One' }, user),
        await records.create('company', { name: 'Two' }, user),
      ];

      const answers = [
        await records.link('company', one._id, integrationId, 'x'),
        await records.link('company', one._id, integrationId, 'x'),
        await records.link('company', two._id, integrationId, 'x'),
      ];

      expect(answers).toEqual([true, true, false]);
      expect(linkOf(await records.get('company', one._id))).toEqual({ id: 'x', sync: { status: 'pending', at: clock.now() } });
      expect(linkOf(await records.get('company', two._id))).toBeUndefined();
      await expect(records.link('company', one._id, integrationId, 'y')).rejects.toMatchObject({
        code: 'record_already_linked',
        kind: 'conflict',
      });
      expect(await records.idsByExternal('company', integrationId, ['x', 'y'])).toEqual(new Map([['x', one._id]]));
    });

    it('merges what the PSA has into the record that was linked, and keeps differing local values with a conflict', async () => {
      const { integrationId, records, incoming, applied, linkOf } = bench();
      const { _id } = await records.create('company', { name: 'Ours', telephone: '1' }, user);
      await records.link('company', _id, integrationId, 'x');

      const record = await applied(incoming('x', { name: 'Theirs', telephone: '1', website: 'https://x.example' }));

      expect(record).toMatchObject({ _id, data: { name: 'Ours', telephone: '1', website: 'https://x.example' } });
      expect(linkOf(record)).toMatchObject({
        conflicts: [{ field: 'name', local: 'Ours', external: 'Theirs' }],
        sync: { status: 'pending' },
      });
      expect(linkOf(record)?.pushedRevision).toBeUndefined();
    });

    it('forgets an entity, so that the record can be linked anew and the entity too', async () => {
      const { clock, integrationId, records, incoming, apply, applied, linkOf } = bench();
      const { _id } = await applied(incoming('x'));

      await records.unlink('company', _id, integrationId);
      await records.unlink('company', _id, integrationId);

      expect(linkOf(await records.get('company', _id))).toEqual({ sync: { status: 'pending', at: clock.now() } });
      expect(await records.idsByExternal('company', integrationId, ['x'])).toEqual(new Map());
      expect(await records.link('company', _id, integrationId, 'y')).toBe(true);
      expect((await apply(incoming('x'))).created).toBe(1);
    });

    it('takes an entity for another one, forgets what it saw of the former and lets that be linked elsewhere (SY-40)', async () => {
      const { clock, integrationId, records, incoming, apply, applied, linkOf } = bench();
      const { _id } = await applied(incoming('x'));

      expect(await records.relink('company', _id, integrationId, 'y')).toBe(true);

      expect(linkOf(await records.get('company', _id))).toEqual({ id: 'y', sync: { status: 'pending', at: clock.now() } });
      expect(await records.idsByExternal('company', integrationId, ['x', 'y'])).toEqual(new Map([['y', _id]]));
      expect((await apply(incoming('y'))).created).toBe(0);
    });

    it('takes no entity that another record has', async () => {
      const { integrationId, records, incoming, applied, linkOf } = bench();
      const { _id } = await applied(incoming('x'));
      await applied(incoming('y'));

      expect(await records.relink('company', _id, integrationId, 'y')).toBe(false);

      expect(linkOf(await records.get('company', _id))).toMatchObject({ id: 'x' });
    });

    it('keeps the bookkeeping of each integration apart and changes only what is given', async () => {
      const { clock, integrationId, records, incoming, applied, linkOf } = bench();
      const other = newId();
      const { _id } = await applied(incoming('x'));

      await records.setExternal('company', _id, integrationId, {
        sync: { status: 'failed', at: clock.now(), code: 'c', message: 'm' },
      });
      await records.setExternal('company', _id, other, { pushedRevision: 1 });

      const record = await records.get('company', _id);
      expect(linkOf(record)).toMatchObject({
        id: 'x',
        pushedRevision: 1,
        seenAt: clock.now(),
        sync: { status: 'failed', code: 'c', message: 'm' },
      });
      expect(record?.external[other]).toEqual({ pushedRevision: 1, sync: { status: 'pending', at: clock.now() } });
      expect(record?.dataRevision).toBe(1);
    });

    it('SY-07 shows an edit as pending until its own push has ended, however an older push ends', async () => {
      const { clock, records, integrationId, applied, incoming, pushing, linkOf } = bench();
      const { _id } = await applied(incoming('x'));
      await records.update('company', _id, { telephone: 'second' }, pushing());
      await records.update('company', _id, { telephone: 'third' }, pushing());
      const end = async (status: 'synchronized' | 'warning' | 'failed', revision: number) => {
        await clock.advance(1_000);
        await records.setExternal('company', _id, integrationId, { sync: { status, at: clock.now() }, syncOf: revision });
        return linkOf(await records.get('company', _id))?.sync.status;
      };

      const shown = [await end('synchronized', 2), await end('warning', 2), await end('failed', 2), await end('synchronized', 3)];

      expect(shown).toEqual(['pending', 'pending', 'pending', 'synchronized']);
    });

    it('SY-07 takes what the PSA changed meanwhile for no pending edit: the push that ran ends synchronized', async () => {
      const { clock, records, integrationId, applied, incoming, pushing, linkOf } = bench();
      const { _id } = await applied(incoming('x'));
      const { dataRevision } = await records.update('company', _id, { telephone: 'ours' }, pushing());
      await clock.advance(1_000);
      const meanwhile = await applied(incoming('x', { website: 'https://x.example' }));

      await records.setExternal('company', _id, integrationId, {
        ...{ seenAt: clock.now(), pushedRevision: dataRevision },
        ...{ sync: { status: 'synchronized', at: clock.now() }, syncOf: dataRevision },
      });

      const record = await records.get('company', _id);
      expect([meanwhile.dataRevision, record?.dataRevision]).toEqual([dataRevision + 1, dataRevision + 1]);
      expect(linkOf(record)?.sync).toEqual({ status: 'synchronized', at: clock.now() });
    });

    it('does not let an older content replace a newer one in the bookkeeping either', async () => {
      const { clock, integrationId, records, incoming, applied, linkOf } = bench();
      const old = clock.now();
      await clock.advance(1_000);
      const { _id } = await applied(incoming('x'));

      await records.setExternal('company', _id, integrationId, { seen: { name: 'old' }, seenAt: old, pushedRevision: 1 });

      expect(linkOf(await records.get('company', _id))).toMatchObject({
        seen: { name: 'Company x' },
        seenAt: clock.now(),
        pushedRevision: 1,
      });
    });

    it('marks a record whose entity is gone, tells of it once, and takes the mark away when a newer answer has it again', async () => {
      const { clock, integrationId, records, incoming, applied, linkOf } = bench();
      const { _id } = await applied(incoming('x'));
      const before = clock.now();
      await clock.advance(1_000);

      const gone = [{ recordId: _id, externalId: 'x' }];
      for (let time = 0; time < 2; time++) await records.markGone('company', integrationId, gone, clock.now());
      const late = await applied(incoming('x', { telephone: 'late' }, before));
      await clock.advance(1_000);
      const back = await applied(incoming('x'));

      expect(linkOf(late)?.deletedAt).toBeDefined();
      expect(linkOf(back)?.deletedAt).toBeUndefined();
      expect(back.data.telephone).toBeUndefined();
      expect(newsOf(back).map((news) => news.change)).toEqual([Change.CREATED, Change.MARKED_DELETED, Change.UPDATED]);
    });

    it('marks as gone only what is still linked to the entity that was looked for, and was not seen since', async () => {
      const { clock, integrationId, records, incoming, applied, linkOf } = bench();
      const gone = await applied(incoming('gone'));
      const seen = await applied(incoming('seen'));
      const other = await applied(incoming('old'));
      const lookedAt = clock.now();
      await clock.advance(1_000);
      await applied(incoming('seen', { telephone: 'new' }));
      await records.relink('company', other._id, integrationId, 'new');
      const pairs = [gone, seen, other].map((record) => ({ recordId: record._id, externalId: linkOf(record)?.id ?? '' }));

      const linkedBefore = (await Array.fromAsync(records.linked('company', integrationId, 2))).flat();
      const marked = await records.markGone('company', integrationId, pairs, lookedAt);
      const linkedAfter = (await Array.fromAsync(records.linked('company', integrationId, 2))).flat();

      expect(marked).toBe(1);
      expect(linkedBefore.map(({ externalId }) => externalId).sort()).toEqual(['gone', 'new', 'seen']);
      expect(linkedAfter.map(({ externalId }) => externalId).sort()).toEqual(['new', 'seen']);
    });
  });
}
