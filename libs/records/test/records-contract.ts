import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decodePayload, events, Change, Lane, type OutboxEvent } from '@psa-bridge/contracts';
import { createManualClock, newId, type ManualClock } from '@psa-bridge/core';
import type { DocumentStore } from '@psa-bridge/persistence';
import { openCollections } from '../src/collections.ts';
import type { BusinessRecord, Incoming, RecordInput, RecordStore, SaveContext, TenantRecords } from '../src/index.ts';
import { createRecordStore } from '../src/record-store.ts';
import { newsOf } from './news-of.ts';

const SERVICE = 'records-test';
const user: SaveContext = { source: 'user-1', pushTo: [] };

/** What the record store must do on every document store. `open` gives an empty one. */
export function describeRecords(name: string, open: (clock: ManualClock) => Promise<DocumentStore>): void {
  describe(`records on ${name}`, () => {
    let store: DocumentStore;
    let clock: ManualClock;
    let recordStore: RecordStore;
    let tenantId: string;
    let records: TenantRecords;
    let integrationId: string;

    beforeAll(async () => {
      clock = createManualClock();
      store = await open(clock);
      recordStore = createRecordStore({ store, clock, source: SERVICE });
      await store.prepare();
    });
    afterAll(() => store.close());
    beforeEach(() => {
      tenantId = newId();
      integrationId = newId();
      records = recordStore.forTenant(tenantId);
    });

    const pushing = (): SaveContext => ({ source: 'user-1', pushTo: [{ integrationId, provider: 'autotask' }] });
    const incoming = (
      externalId: string,
      data: Partial<RecordInput<'company'>> = {},
      seenAt = clock.now(),
    ): Incoming<'company'> => ({
      externalId,
      data: { name: `Company ${externalId}`, ...data },
      seenAt,
    });
    const apply = (...page: Incoming<'company'>[]) => records.applyIncoming('company', integrationId, page);
    /** Applies one entity and answers its record. */
    const applied = async (one: Incoming<'company'>): Promise<BusinessRecord<'company'>> => {
      const { ids } = await apply(one);
      const record = await records.get('company', ids.get(one.externalId) ?? '');
      if (!record) throw new Error('There is no record.');
      return record;
    };
    const linkOf = (record: BusinessRecord | undefined) => record?.external[integrationId];
    describe('saving', () => {
      it('creates a record with the defaults of its type, tells of it and asks for the push in the same write', async () => {
        const record = await records.create('company', { name: ' Acme ' }, { ...pushing(), traceparent: '00-aa-bb-01' });

        expect(await records.get('company', record._id)).toEqual(record);
        expect(record).toMatchObject({ tenantId, type: 'company', dataRevision: 1, data: { name: 'Acme', isActive: true } });
        expect(linkOf(record)).toEqual({ sync: { status: 'pending', at: clock.now() } });
        expect(newsOf(record)).toEqual([
          { topic: 'psa.records.v1', change: Change.CREATED, revision: 1, source: 'user-1' },
          { topic: 'psa.commands.autotask.v1', target: integrationId, revision: 1, lane: Lane.INTERACTIVE },
        ]);
        const [event] = record.outbox as [OutboxEvent];
        expect(event).toMatchObject({
          key: `${tenantId}:company:${record._id}`,
          source: SERVICE,
          tenantId,
          traceparent: '00-aa-bb-01',
          at: clock.now(),
        });
        expect(JSON.parse(decodePayload(events.recordChanged, event.payload).dataJson)).toEqual(record.data);
      });

      it('creates a record once under an id that was claimed for it, also when two complete the claim at the same moment', async () => {
        const id = newId();

        const made = await Promise.all(
          ['Acme', 'Acme again'].map((name) => records.createOnce('company', id, { name }, pushing())),
        );
        const standing = await records.get('company', id);

        expect(made.map((record) => [record._id, record.data])).toEqual(Array(2).fill([id, standing?.data]));
        expect(standing?.version).toBe(1);
        await expect(recordStore.forTenant(newId()).createOnce('company', id, { name: 'Theirs' }, user)).rejects.toMatchObject({
          code: 'id_taken',
        });
      });

      it('raises the revision only when the data changes, and keeps what was not given', async () => {
        const { _id } = await records.create(
          'company',
          { name: 'Acme', telephone: '1', address: { city: 'Bonn', zip: '53111' } },
          user,
        );
        await clock.advance(1_000);

        const same = await records.update('company', _id, { name: 'Acme', address: { zip: '53111', city: 'Bonn' } }, user);
        const changed = await records.update('company', _id, { telephone: '2' }, user);

        expect([same.dataRevision, same.version]).toEqual([1, 1]);
        expect(changed).toMatchObject({
          dataRevision: 2,
          data: { name: 'Acme', telephone: '2', address: { city: 'Bonn' } },
          updatedAt: clock.now(),
        });
        expect(newsOf(changed).map((news) => news.change)).toEqual([Change.CREATED, Change.UPDATED]);
      });

      it('asks a PSA again on a save that changes nothing, but only where the PSA has not got the record yet', async () => {
        const { _id } = await records.create('company', { name: 'Acme' }, pushing());

        const again = await records.update('company', _id, {}, pushing());
        await records.link('company', _id, integrationId, 'ext-1');
        await records.setExternal('company', _id, integrationId, {
          pushedRevision: 1,
          sync: { status: 'synchronized', at: clock.now() },
        });
        const level = await records.update('company', _id, {}, pushing());

        expect(newsOf(again).map((news) => news.revision)).toEqual([1, 1, 1]);
        expect(newsOf(level)).toHaveLength(3);
        expect(linkOf(level)?.sync.status).toBe('synchronized');
      });

      it('clears a field that is given as undefined', async () => {
        const { _id } = await records.create('company', { name: 'Acme', telephone: '1' }, user);

        const changed = await records.update('company', _id, { telephone: undefined }, user);

        expect(changed.data).toEqual({ name: 'Acme', isActive: true });
      });

      it('PA-33 merges custom fields key by key, and null clears one', async () => {
        const { _id } = await records.create('company', { name: 'Acme', customFields: { a: 1, 'b.c': 'x', d: true } }, user);

        const changed = await records.update('company', _id, { customFields: { a: 2, d: null } }, user);

        expect(changed.data.customFields).toEqual({ a: 2, 'b.c': 'x' });
      });

      it('refuses a save of anything but the revision that the caller saw', async () => {
        const { _id } = await records.create('company', { name: 'Acme' }, user);
        await records.update('company', _id, { name: 'Acme 2' }, { ...user, ifRevision: 1 });

        await expect(records.update('company', _id, { name: 'Acme 3' }, { ...user, ifRevision: 1 })).rejects.toMatchObject({
          code: 'revision_conflict',
          kind: 'conflict',
          details: { currentRevision: 2, ifRevision: 1 },
        });
        await expect(records.update('company', _id, {}, { ...user, ifRevision: 1 })).rejects.toMatchObject({
          code: 'revision_conflict',
        });
      });

      it('does not let bookkeeping of a connector break the revision that a user saw', async () => {
        const { _id } = await records.create('company', { name: 'Acme' }, user);
        await records.setExternal('company', _id, integrationId, { sync: { status: 'synchronizing', at: clock.now() } });

        const changed = await records.update('company', _id, { name: 'Acme 2' }, { ...user, ifRevision: 1 });

        expect(changed.dataRevision).toBe(2);
      });

      it('names each field that is wrong and what to do', async () => {
        const data = { name: '', currency: 'EURO', nickname: 'x', address: { planet: 'Mars' } } as RecordInput<'company'>;

        const failure = records.create('company', data, user);

        await expect(failure).rejects.toMatchObject({ code: 'invalid_record', kind: 'invalid_input' });
        const { details } = (await failure.catch((error: unknown) => error)) as {
          details: { problems: { field: string; message: string }[] };
        };
        expect(details.problems.map(({ field }) => field).sort()).toEqual(['address.planet', 'currency', 'name', 'nickname']);
        expect(details.problems.find(({ field }) => field === 'nickname')?.message).toBe(
          'is not a field of a company: leave it out',
        );
      });

      it('answers that there is no record, for an update of one', async () => {
        await expect(records.update('company', newId(), { name: 'x' }, user)).rejects.toMatchObject({
          code: 'record_not_found',
          kind: 'not_found',
        });
      });

      it('ID-50 refuses to change the e-mail of a contact', async () => {
        const { _id } = await records.create('contact', { companyId: newId(), firstName: 'Ada', email: 'ada@example.org' }, user);

        const kept = await records.update('contact', _id, { email: 'ada@example.org', phone: '1' }, user);
        const refused = records.update('contact', _id, { email: 'ada@example.com' }, user);

        expect(kept.data.phone).toBe('1');
        await expect(refused).rejects.toMatchObject({ code: 'contact_email_immutable', kind: 'invalid_input' });
      });

      it('SY-24 keeps values of a PSA as they are, but for their order; local values change freely', async () => {
        const value = { kind: 'pipeline_stage', key: '1', label: 'Lead', integrationId };
        const { ids } = await records.applyIncoming('field_value', integrationId, [
          { externalId: 'pipeline_stage:1', data: value, seenAt: clock.now() },
        ]);
        const fromPsa = ids.get('pipeline_stage:1') ?? '';
        const local = await records.create('field_value', { kind: 'pipeline_stage', key: 'own', label: 'Own' }, user);

        const moved = await records.update('field_value', fromPsa, { position: 7 }, user);
        const renamed = await records.update('field_value', local._id, { label: 'Ours' }, user);

        expect([moved.data.position, renamed.data.label]).toEqual([7, 'Ours']);
        for (const changes of [{ label: 'x' }, { isActive: false }, { position: 1, key: '2' }, { integrationId: undefined }]) {
          await expect(records.update('field_value', fromPsa, changes, user)).rejects.toMatchObject({
            code: 'field_value_read_only',
            kind: 'conflict',
          });
        }
        await expect(records.update('field_value', local._id, { integrationId }, user)).rejects.toMatchObject({
          code: 'field_value_read_only',
        });
      });

      it('SY-24 keeps the order given here when the PSA is read again', async () => {
        const value = (label: string) => ({
          externalId: 's:1',
          data: { kind: 'stage', key: '1', label, position: 0, integrationId },
          seenAt: clock.now(),
        });
        const { ids } = await records.applyIncoming('field_value', integrationId, [value('Lead')]);
        await records.update('field_value', ids.get('s:1') ?? '', { position: 5 }, user);

        await records.applyIncoming('field_value', integrationId, [value('Prospect')]);

        expect((await records.get('field_value', ids.get('s:1') ?? ''))?.data).toMatchObject({ label: 'Prospect', position: 5 });
      });
    });

    describe('what a PSA says', () => {
      it('becomes new records, each with its link, and tells of them without asking for a push', async () => {
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

      it('writes nothing when nothing changed', async () => {
        const first = await apply(incoming('1', { telephone: '1', customFields: { a: 1 } }), incoming('2'));
        const before = await records.getMany('company', [...first.ids.values()]);
        await clock.advance(60_000);

        const second = await apply(incoming('1', { telephone: '1', customFields: { a: 1 } }), incoming('2'));

        expect(second).toMatchObject({ created: 0, updated: 0, unchanged: 2, ids: first.ids });
        expect(await records.getMany('company', [...first.ids.values()])).toEqual(before);
      });

      it('leaves a field as it stands that an answer says nothing of, and clears it for one that does', async () => {
        await applied(incoming('1', { telephone: '1', website: 'https://one.example' }));
        await clock.advance(1_000);

        const silent = await applied({ ...incoming('1', { name: 'New' }), silentOn: ['telephone'] });
        await clock.advance(1_000);
        const speaking = await applied(incoming('1', { name: 'New' }));

        expect(silent.data).toEqual({ name: 'New', telephone: '1', isActive: true });
        expect(speaking.data).toEqual({ name: 'New', isActive: true });
      });

      it('is counted by the group that the PSA files it under, as it stands now and without what is gone there', async () => {
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
        await applied(incoming('1', { telephone: '1', website: 'https://one.example', customFields: { a: 1, b: 1 } }));
        await clock.advance(1_000);

        const record = await applied(incoming('1', { name: 'New', website: 'https://one.example', customFields: { a: 2 } }));

        expect(record).toMatchObject({ dataRevision: 2, updatedAt: clock.now() });
        expect(record.data).toEqual({ name: 'New', website: 'https://one.example', isActive: true, customFields: { a: 2 } });
        expect(linkOf(record)).toMatchObject({ pushedRevision: 2, seenAt: clock.now(), sync: { status: 'synchronized' } });
        expect(newsOf(record).map((news) => news.change)).toEqual([Change.CREATED, Change.UPDATED]);
      });

      it('leaves a pending local edit alone, and keeps the conflict where both sides changed the same field', async () => {
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
        const old = clock.now();
        await clock.advance(1_000);
        await applied(incoming('1', { telephone: 'new' }));

        const outcome = await apply(incoming('1', { telephone: 'old' }, old));

        expect(outcome).toMatchObject({ updated: 0, unchanged: 1 });
        expect((await records.get('company', outcome.ids.get('1') ?? ''))?.data.telephone).toBe('new');
      });

      it('counts once where a page holds an entity twice, as it was read last', async () => {
        const old = clock.now();
        await clock.advance(1_000);

        const outcome = await apply(incoming('1', { telephone: 'new' }), incoming('1', { telephone: 'old' }, old));

        expect(outcome.created).toBe(1);
        expect((await records.get('company', outcome.ids.get('1') ?? ''))?.data.telephone).toBe('new');
      });

      it('clears nothing of which the PSA never spoke, even after a push told the connector that the PSA has it', async () => {
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
        const known = await apply(incoming('1'));

        const outcome = await apply(incoming('1', { currency: 'EURO' }), incoming('2', { name: '' }), incoming('3'));

        expect(outcome).toMatchObject({ created: 1, updated: 0, unchanged: 0 });
        expect([...outcome.refused.keys()].sort()).toEqual(['1', '2']);
        expect(outcome.refused.get('1')).toContain('currency');
        expect(outcome.ids.get('1')).toBe(known.ids.get('1'));
        expect(outcome.ids.has('2')).toBe(false);
      });

      it('completes a link whose record was never made, because the process was killed in between, and makes no second one', async () => {
        const recordId = newId();
        await openCollections(store)
          .links.forTenant(tenantId)
          .insert({ _id: `${integrationId}:company:1`, tenantId, recordId });

        const outcome = await apply(incoming('1'));

        expect(outcome).toMatchObject({ created: 1, ids: new Map([['1', recordId]]) });
        expect((await records.search('company', { from: 0, size: 10 })).total).toBe(1);
      });

      it('makes one record for each entity when several replicas read the same page at the same time', async () => {
        const replicas = Array.from({ length: 4 }, () =>
          createRecordStore({ store, clock, source: SERVICE }).forTenant(tenantId),
        );
        const page = Array.from({ length: 30 }, (_, at) => incoming(String(at)));

        const outcomes = await Promise.all(replicas.map((replica) => replica.applyIncoming('company', integrationId, page)));

        expect((await records.search('company', { from: 0, size: 100 })).total).toBe(30);
        expect(new Set(outcomes.map(({ ids }) => JSON.stringify([...ids].sort()))).size).toBe(1);
        expect(outcomes.reduce((sum, { created }) => sum + created, 0)).toBe(30);
      });

      it('takes an e-mail that was changed in the PSA: only users cannot change it here', async () => {
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

    describe('links', () => {
      it('links a record to an entity once, and refuses an entity that another record stands for', async () => {
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
        const { _id } = await applied(incoming('x'));

        await records.unlink('company', _id, integrationId);
        await records.unlink('company', _id, integrationId);

        expect(linkOf(await records.get('company', _id))).toEqual({ sync: { status: 'pending', at: clock.now() } });
        expect(await records.idsByExternal('company', integrationId, ['x'])).toEqual(new Map());
        expect(await records.link('company', _id, integrationId, 'y')).toBe(true);
        expect((await apply(incoming('x'))).created).toBe(1);
      });

      it('takes an entity for another one, forgets what it saw of the former and lets that be linked elsewhere (SY-40)', async () => {
        const { _id } = await applied(incoming('x'));

        expect(await records.relink('company', _id, integrationId, 'y')).toBe(true);

        expect(linkOf(await records.get('company', _id))).toEqual({ id: 'y', sync: { status: 'pending', at: clock.now() } });
        expect(await records.idsByExternal('company', integrationId, ['x', 'y'])).toEqual(new Map([['y', _id]]));
        expect((await apply(incoming('y'))).created).toBe(0);
      });

      it('takes no entity that another record has', async () => {
        const { _id } = await applied(incoming('x'));
        await applied(incoming('y'));

        expect(await records.relink('company', _id, integrationId, 'y')).toBe(false);

        expect(linkOf(await records.get('company', _id))).toMatchObject({ id: 'x' });
      });

      it('keeps the bookkeeping of each integration apart and changes only what is given', async () => {
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

      it('does not let an older content replace a newer one in the bookkeeping either', async () => {
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
    });

    it('marks as gone only what is still linked to the entity that was looked for, and was not seen since', async () => {
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

    it('answers another tenant as if nothing existed, in every method', async () => {
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
