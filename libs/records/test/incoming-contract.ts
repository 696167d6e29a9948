import { describe, expect, it } from '@jest/globals';
import { Change } from '@psa-bridge/contracts';
import { newId } from '@psa-bridge/core';
import { openCollections } from '../src/collections.ts';
import { type BusinessRecord } from '../src/index.ts';
import { createRecordStore } from '../src/record-store.ts';
import { actionsOf, newsOf } from './news-of.ts';
import { SERVICE, type NewBench } from './records-bench.ts';

/** What bringing in what a PSA says does. */
export function describeIncoming(bench: NewBench): void {
  describe('what a PSA says', () => {
    it('becomes new records, each with its link, and tells of them without asking for a push', async () => {
      const { clock, integrationId, records, incoming, apply, linkOf } = bench();
      const outcome = await apply(incoming('1', { telephone: '11', customFields: { a: null, b: 2 } }), incoming('2'));

      expect(outcome).toMatchObject({ created: 2, updated: 0, unchanged: 0, refused: new Map() });
      expect(await records.idsByExternal('company', integrationId, ['1', '2', '3'])).toEqual(outcome.ids);
      const record = await records.get('company', outcome.ids.get('1') ?? '');
      expect(record).toMatchObject({
        dataRevision: 1,
        data: { name: 'Company 1', telephone: '11', isActive: true, customFields: { b: 2 } },
      });
      expect(linkOf(record)).toEqual({
        id: '1',
        seen: { name: 'Company 1', telephone: '11', customFields: { b: 2 } },
        seenAt: clock.now(),
        pushedRevision: 1,
        sync: { status: 'synchronized', at: clock.now() },
      });
      expect(record && newsOf(record)).toEqual([
        { topic: 'psa.records.v1', change: Change.CREATED, revision: 1, source: integrationId },
      ]);
    });

    it('is told to the audit as the integration’s own doing (OP-01)', async () => {
      const { clock, integrationId, records, incoming, apply } = bench();
      const { ids } = await apply(incoming('1', { website: 'old.example' }));
      await clock.advance(60_000);
      await apply(incoming('1', { website: 'new.example' }));

      const record = await records.get('company', ids.get('1') ?? '');
      const actions = record ? actionsOf(record) : [];

      expect(actions).toMatchObject([
        { kind: 'company.created', actorKind: 'integration', actorId: integrationId, furtherRecordIds: [] },
        { kind: 'company.updated', actorKind: 'integration', actorId: integrationId, changes: [{ field: 'website' }] },
      ]);
    });

    it('is one deed for the audit where a page makes many records, and a deed for each that it changes (OP-01)', async () => {
      const { clock, integrationId, records, incoming, apply } = bench();
      await apply(incoming('1', { website: 'old.example' }));
      await clock.advance(60_000);

      const { ids } = await apply(incoming('1', { website: 'new.example' }), incoming('2'), incoming('3'), incoming('4'));

      const ofEach = await Promise.all([...ids.values()].map(async (id) => await records.get('company', id)));
      const later = ofEach
        .flatMap((record) => (record ? actionsOf(record) : []))
        .filter(({ kind }) => kind !== 'company.created');
      const imported = later.filter(({ kind }) => kind === 'company.imported');
      expect(later.map(({ kind }) => kind).sort()).toEqual(['company.imported', 'company.updated']);
      expect(imported).toMatchObject([{ actorKind: 'integration', actorId: integrationId, recordType: 'company', changes: [] }]);
      expect(imported.flatMap(({ recordId, furtherRecordIds }) => [recordId, ...furtherRecordIds]).sort()).toEqual(
        ['2', '3', '4'].map((externalId) => ids.get(externalId)).sort(),
      );
    });

    it('writes nothing when nothing changed', async () => {
      const { clock, records, incoming, apply } = bench();
      const first = await apply(incoming('1', { telephone: '1', customFields: { a: 1 } }), incoming('2'));
      const before = await records.getMany('company', [...first.ids.values()]);
      await clock.advance(60_000);

      const second = await apply(incoming('1', { telephone: '1', customFields: { a: 1 } }), incoming('2'));

      expect(second).toMatchObject({ created: 0, updated: 0, unchanged: 2, ids: first.ids });
      expect(await records.getMany('company', [...first.ids.values()])).toEqual(before);
    });

    it('leaves a field as it stands that an answer says nothing of, and clears it for one that does', async () => {
      const { clock, incoming, applied } = bench();
      await applied(incoming('1', { telephone: '1', website: 'https://one.example' }));
      await clock.advance(1_000);

      const silent = await applied({ ...incoming('1', { name: 'New' }), silentOn: ['telephone'] });
      await clock.advance(1_000);
      const speaking = await applied(incoming('1', { name: 'New' }));

      expect(silent.data).toEqual({ name: 'New', telephone: '1', isActive: true });
      expect(speaking.data).toEqual({ name: 'New', isActive: true });
    });

    it('is counted by the group that the PSA files it under, as it stands now and without what is gone there', async () => {
      const { clock, recordStore, integrationId, records, incoming, apply } = bench();
      const inGroup = (externalId: string, group: string) => ({ ...incoming(externalId), group });
      const { ids } = await apply(inGroup('1', 'a'), inGroup('2', 'a'), inGroup('3', 'b'), incoming('4'), inGroup('5', 'b'));
      await clock.advance(1_000);

      await apply(inGroup('2', 'b'));
      const gone = { recordId: ids.get('5') ?? '', externalId: '5' };
      await records.markGone('company', integrationId, [gone], clock.now());

      expect(await records.countByGroup('company', integrationId)).toEqual(
        new Map([
          ['a', 1],
          ['b', 2],
        ]),
      );
      expect(await records.countByGroup('company', newId())).toEqual(new Map());
      expect(await recordStore.forTenant(newId()).countByGroup('company', integrationId)).toEqual(new Map());
    });

    it('is taken where only the PSA changed, cleared fields too', async () => {
      const { clock, incoming, applied, linkOf } = bench();
      await applied(incoming('1', { telephone: '1', website: 'https://one.example', customFields: { a: 1, b: 1 } }));
      await clock.advance(1_000);

      const record = await applied(incoming('1', { name: 'New', website: 'https://one.example', customFields: { a: 2 } }));

      expect(record).toMatchObject({ dataRevision: 2, updatedAt: clock.now() });
      expect(record.data).toEqual({ name: 'New', website: 'https://one.example', isActive: true, customFields: { a: 2 } });
      expect(linkOf(record)).toMatchObject({ pushedRevision: 2, seenAt: clock.now(), sync: { status: 'synchronized' } });
      expect(newsOf(record).map((news) => news.change)).toEqual([Change.CREATED, Change.UPDATED]);
    });

    it('leaves a pending local edit alone, and keeps the conflict where both sides changed the same field', async () => {
      const { clock, records, pushing, incoming, applied, linkOf } = bench();
      const { _id } = await applied(incoming('1', { telephone: '1', number: 'N1' }));
      await records.update('company', _id, { telephone: 'here' }, pushing());
      await clock.advance(1_000);

      const record = await applied(incoming('1', { telephone: 'there', number: 'N2' }));
      const again = await applied(incoming('1', { telephone: 'there', number: 'N2' }));

      expect(record.data).toMatchObject({ telephone: 'here', number: 'N2' });
      expect(linkOf(record)).toMatchObject({
        sync: { status: 'pending' },
        pushedRevision: 1,
        conflicts: [{ field: 'telephone', local: 'here', external: 'there', kept: 'local', at: clock.now() }],
      });
      expect(again.version).toBe(record.version);
    });

    it('keeps the 20 newest conflicts', async () => {
      const { clock, records, pushing, incoming, applied, linkOf } = bench();
      const { _id } = await applied(incoming('1', { telephone: '0' }));
      await records.update('company', _id, { telephone: 'here' }, pushing());
      let record: BusinessRecord | undefined;

      for (let at = 1; at <= 22; at++) {
        await clock.advance(1_000);
        record = await applied(incoming('1', { telephone: String(at) }));
      }

      expect(linkOf(record)?.conflicts).toHaveLength(20);
      expect(linkOf(record)?.conflicts?.[0]).toMatchObject({ external: '22' });
    });

    it('never lets an older answer overwrite a newer one', async () => {
      const { clock, records, incoming, apply, applied } = bench();
      const old = clock.now();
      await clock.advance(1_000);
      await applied(incoming('1', { telephone: 'new' }));

      const outcome = await apply(incoming('1', { telephone: 'old' }, old));

      expect(outcome).toMatchObject({ updated: 0, unchanged: 1 });
      expect((await records.get('company', outcome.ids.get('1') ?? ''))?.data.telephone).toBe('new');
    });

    it('counts once where a page holds an entity twice, as it was read last', async () => {
      const { clock, records, incoming, apply } = bench();
      const old = clock.now();
      await clock.advance(1_000);

      const outcome = await apply(incoming('1', { telephone: 'new' }), incoming('1', { telephone: 'old' }, old));

      expect(outcome.created).toBe(1);
      expect((await records.get('company', outcome.ids.get('1') ?? ''))?.data.telephone).toBe('new');
    });

    it('clears nothing of which the PSA never spoke, even after a push told the connector that the PSA has it', async () => {
      const { clock, integrationId, records, pushing, incoming, applied } = bench();
      const { _id, data } = await records.create(
        'company',
        { name: 'Company 1', taxId: 'T', customFields: { local: 1 } },
        pushing(),
      );
      await records.link('company', _id, integrationId, '1');
      await records.setExternal('company', _id, integrationId, { seen: data, seenAt: clock.now(), pushedRevision: 1 });
      await clock.advance(1_000);

      const record = await applied(incoming('1', { telephone: '1' }));

      expect(record._id).toBe(_id);
      expect(record.data).toEqual({
        name: 'Company 1',
        taxId: 'T',
        telephone: '1',
        isActive: true,
        customFields: { local: 1 },
      });
    });

    it('is refused where our schema cannot hold it, naming the field, while the others go on', async () => {
      const { incoming, apply } = bench();
      const known = await apply(incoming('1'));

      const outcome = await apply(incoming('1', { currency: 'EURO' }), incoming('2', { name: '' }), incoming('3'));

      expect(outcome).toMatchObject({ created: 1, updated: 0, unchanged: 0 });
      expect([...outcome.refused.keys()].sort()).toEqual(['1', '2']);
      expect(outcome.refused.get('1')).toContain('currency');
      expect(outcome.ids.get('1')).toBe(known.ids.get('1'));
      expect(outcome.ids.has('2')).toBe(false);
    });

    it('completes a link whose record was never made, because the process was killed in between, and makes no second one', async () => {
      const { store, tenantId, integrationId, records, incoming, apply } = bench();
      const recordId = newId();
      await openCollections(store)
        .links.forTenant(tenantId)
        .insert({ _id: `${integrationId}:company:1`, tenantId, recordId });

      const outcome = await apply(incoming('1'));

      expect(outcome).toMatchObject({ created: 1, ids: new Map([['1', recordId]]) });
      expect((await records.search('company', { from: 0, size: 10 })).total).toBe(1);
    });

    it('makes one record for each entity when several replicas read the same page at the same time', async () => {
      const { store, clock, tenantId, integrationId, records, incoming } = bench();
      const replicas = Array.from({ length: 4 }, () => createRecordStore({ store, clock, source: SERVICE }).forTenant(tenantId));
      const page = Array.from({ length: 30 }, (_, at) => incoming(String(at)));

      const outcomes = await Promise.all(replicas.map((replica) => replica.applyIncoming('company', integrationId, page)));

      expect((await records.search('company', { from: 0, size: 100 })).total).toBe(30);
      expect(new Set(outcomes.map(({ ids }) => JSON.stringify([...ids].sort()))).size).toBe(1);
      expect(outcomes.reduce((sum, { created }) => sum + created, 0)).toBe(30);
    });

    it('takes an e-mail that was changed in the PSA: only users cannot change it here', async () => {
      const { clock, integrationId, records } = bench();
      const contact = (email: string) => ({
        externalId: 'c',
        data: { companyId, firstName: 'Ada', email },
        seenAt: clock.now(),
      });
      const companyId = newId();
      const { ids } = await records.applyIncoming('contact', integrationId, [contact('old@example.org')]);

      await records.applyIncoming('contact', integrationId, [contact('new@example.org')]);

      expect((await records.get('contact', ids.get('c') ?? ''))?.data.email).toBe('new@example.org');
    });
  });
}
