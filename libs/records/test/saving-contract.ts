import { describe, expect, it } from '@jest/globals';
import { Change, Lane, decodePayload, events, type OutboxEvent } from '@psa-bridge/contracts';
import { newId } from '@psa-bridge/core';
import { type RecordInput } from '../src/index.ts';
import { actionsOf, newsOf } from './news-of.ts';
import { SERVICE, user, type NewBench } from './records-bench.ts';

/** What saving a record does. */
export function describeSaving(bench: NewBench): void {
  describe('saving', () => {
    it('creates a record with the defaults of its type, tells of it and asks for the push in the same write', async () => {
      const { clock, tenantId, integrationId, records, pushing, linkOf } = bench();
      const record = await records.create('company', { name: ' Acme ' }, { ...pushing(), traceparent: '00-aa-bb-01' });

      expect(await records.get('company', record._id)).toEqual(record);
      expect(record).toMatchObject({ tenantId, type: 'company', dataRevision: 1, data: { name: 'Acme', isActive: true } });
      expect(linkOf(record)).toEqual({ sync: { status: 'pending', at: clock.now(), revision: 1 } });
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

    it('tells the audit in the same write who changed which fields, from what to what (OP-01)', async () => {
      const { records, pushing } = bench();
      const { _id } = await records.create('company', { name: 'Acme', telephone: '11' }, pushing());

      const changed = await records.update('company', _id, { name: 'Acme again', telephone: '12' }, pushing());

      const [made, action] = actionsOf(changed);
      expect([made?.kind, action?.kind]).toEqual(['company.created', 'company.updated']);
      expect(action).toMatchObject({ actorKind: 'user', actorId: 'user-1', recordId: _id, recordName: 'Acme again' });
      expect(action?.changes).toMatchObject([
        { field: 'name', beforeJson: '"Acme"', afterJson: '"Acme again"' },
        { field: 'telephone' },
      ]);
    });

    it('creates a record once under an id that was claimed for it, also when two complete the claim at the same moment', async () => {
      const { recordStore, records, pushing } = bench();
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
      const { clock, records } = bench();
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
      const { clock, integrationId, records, pushing, linkOf } = bench();
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
      const { records } = bench();
      const { _id } = await records.create('company', { name: 'Acme', telephone: '1' }, user);

      const changed = await records.update('company', _id, { telephone: undefined }, user);

      expect(changed.data).toEqual({ name: 'Acme', isActive: true });
    });

    it('PA-33 merges custom fields key by key, and null clears one', async () => {
      const { records } = bench();
      const { _id } = await records.create('company', { name: 'Acme', customFields: { a: 1, 'b.c': 'x', d: true } }, user);

      const changed = await records.update('company', _id, { customFields: { a: 2, d: null } }, user);

      expect(changed.data.customFields).toEqual({ a: 2, 'b.c': 'x' });
    });

    it('refuses a save of anything but the revision that the caller saw', async () => {
      const { records } = bench();
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
      const { clock, integrationId, records } = bench();
      const { _id } = await records.create('company', { name: 'Acme' }, user);
      await records.setExternal('company', _id, integrationId, { sync: { status: 'synchronizing', at: clock.now() } });

      const changed = await records.update('company', _id, { name: 'Acme 2' }, { ...user, ifRevision: 1 });

      expect(changed.dataRevision).toBe(2);
    });

    it('names each field that is wrong and what to do', async () => {
      const { records } = bench();
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
      const { records } = bench();
      await expect(records.update('company', newId(), { name: 'x' }, user)).rejects.toMatchObject({
        code: 'record_not_found',
        kind: 'not_found',
      });
    });

    it('ID-50 refuses to change the e-mail of a contact', async () => {
      const { records } = bench();
      const { _id } = await records.create('contact', { companyId: newId(), firstName: 'Ada', email: 'ada@example.org' }, user);

      const kept = await records.update('contact', _id, { email: 'ada@example.org', phone: '1' }, user);
      const refused = records.update('contact', _id, { email: 'ada@example.com' }, user);

      expect(kept.data.phone).toBe('1');
      await expect(refused).rejects.toMatchObject({ code: 'contact_email_immutable', kind: 'invalid_input' });
    });

    it('SY-24 keeps values of a PSA as they are, but for their order; local values change freely', async () => {
      const { clock, integrationId, records } = bench();
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
      const { clock, integrationId, records } = bench();
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
}
