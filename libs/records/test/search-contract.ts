import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock, newId, type ManualClock } from '@psa-bridge/core';
import type { DocumentStore } from '@psa-bridge/persistence';
import type { RecordInput, SaveContext, TenantRecords } from '../src/index.ts';
import { createRecordStore } from '../src/record-store.ts';
import fc from 'fast-check';

const user: SaveContext = { source: 'user-1', pushTo: [] };

/** What searches must find on every document store. */
export function describeSearch(name: string, open: (clock: ManualClock) => Promise<DocumentStore>): void {
  describe(`searching on ${name}`, () => {
    let store: DocumentStore;
    let clock: ManualClock;
    let records: TenantRecords;

    beforeAll(async () => {
      clock = createManualClock();
      store = await open(clock);
      await store.prepare();
    });
    afterAll(() => store.close());
    beforeEach(() => {
      records = createRecordStore({ store, clock, source: 'records-test' }).forTenant(newId());
    });

    const companies = (list: readonly RecordInput<'company'>[]) =>
      Promise.all(list.map((data) => records.create('company', data, user)));
    const found = async (request: Partial<Parameters<TenantRecords['search']>[1]>) => {
      const { total, items } = await records.search('company', { from: 0, size: 100, ...request });
      return { total, names: items.map(({ data }) => data.name) };
    };

    it('finds by words in any case, taking them as they stand', async () => {
      await companies([{ name: 'Acme (Bonn)', number: 'A.1' }, { name: 'ACME Berlin', number: 'A21' }, { name: 'Other' }]);
      const sort = [{ field: 'name', direction: 'asc' as const }];

      expect(await found({ query: 'acme', sort })).toEqual({ total: 2, names: ['ACME Berlin', 'Acme (Bonn)'] });
      expect(await found({ query: ' bonn  acme ' })).toEqual({ total: 1, names: ['Acme (Bonn)'] });
      expect(await found({ query: '(bonn)' })).toMatchObject({ names: ['Acme (Bonn)'] });
      expect(await found({ query: 'a.1' })).toMatchObject({ names: ['Acme (Bonn)'] });
      expect(await found({ query: '.*' })).toMatchObject({ total: 0 });
      expect(await found({ query: '[' })).toMatchObject({ total: 0 });
    });

    it('filters by one or several values of a field', async () => {
      await companies([
        { name: 'A', type: '1' },
        { name: 'B', type: '2' },
        { name: 'C', type: '3', isActive: false },
      ]);
      const sort = [{ field: 'name', direction: 'asc' as const }];

      expect(await found({ filters: { type: '2' } })).toEqual({ total: 1, names: ['B'] });
      expect(await found({ filters: { type: ['1', '3'] }, sort })).toEqual({ total: 2, names: ['A', 'C'] });
      expect(await found({ filters: { type: ['1', '3'], isActive: false } })).toEqual({ total: 1, names: ['C'] });
      expect(await found({ filters: { type: [] } })).toEqual({ total: 0, names: [] });
    });

    it('leaves out records by values of a field, also within a filter by the same field', async () => {
      await companies([{ name: 'A', type: '1' }, { name: 'B', type: '2' }, { name: 'C', type: '3' }, { name: 'D' }]);
      const sort = [{ field: 'name', direction: 'asc' as const }];

      expect(await found({ excluded: { type: ['1', '3'] }, sort })).toEqual({ total: 2, names: ['B', 'D'] });
      expect(await found({ filters: { type: ['1', '2'] }, excluded: { type: ['1'] } })).toEqual({ total: 1, names: ['B'] });
      expect(await found({ excluded: { type: [] } })).toMatchObject({ total: 4 });
    });

    it('gives pages that neither overlap nor leave anything out, although all sort alike', async () => {
      await companies(Array.from({ length: 25 }, () => ({ name: 'Same' })));

      const ids: string[] = [];
      for (let from = 0; from < 30; from += 10) {
        const page = await records.search('company', { from, size: 10, sort: [{ field: 'name', direction: 'desc' }] });
        ids.push(...page.items.map(({ _id }) => _id));
        expect(page.total).toBe(25);
      }

      expect(new Set(ids).size).toBe(25);
      expect(ids).toHaveLength(25);
    });

    describe('going on by a cursor', () => {
      type Request = Parameters<TenantRecords['search']>[1];
      /** All pages from the first on; `between` happens after the first. */
      const allPages = async (request: Partial<Request>, between: () => Promise<unknown> = () => Promise.resolve()) => {
        const names: string[] = [];
        let cursor: string | undefined;
        do {
          const given: Request = { from: 0, size: 2, ...request, ...(cursor !== undefined && { cursor }) };
          const { items, next } = await records.search('company', given);
          names.push(...items.map(({ data }) => `${data.name}${data.type ?? ''}`));
          if (cursor === undefined) await between();
          cursor = next;
        } while (cursor !== undefined);
        return names;
      };
      const sortOf = (...fields: string[]) =>
        fields.map((field) => ({
          field: field.replace('-', ''),
          direction: field.startsWith('-') ? ('desc' as const) : ('asc' as const),
        }));
      const varied = [
        { name: 'B', type: '2' },
        { name: 'A' },
        { name: 'B' },
        { name: 'A', type: '1' },
        { name: 'C', type: '1' },
        { name: 'B', type: '2' },
        { name: 'A', type: '1' },
      ];

      it.each([
        ['nothing', []],
        ['a field', ['name']],
        ['a field downwards', ['-name']],
        ['a field that some lack', ['type']],
        ['a field that some lack, downwards', ['-type']],
        ['two fields in two directions', ['-type', 'name']],
        ['one field twice', ['name', '-name']],
        ['a time', ['-createdAt', 'name']],
      ])('gives every record once and in the order of one large page, sorted by %s', async (_what, fields) => {
        for (const data of varied) {
          await records.create('company', data, user);
          await clock.advance(500);
        }
        const { items } = await records.search('company', { from: 0, size: 100, sort: sortOf(...fields) });

        for (const size of [1, 2, 3, 7]) {
          expect(await allPages({ size, sort: sortOf(...fields) })).toEqual(
            items.map(({ data }) => `${data.name}${data.type ?? ''}`),
          );
        }
      });

      it('is not moved by what is added in front of it, and sees what is added behind it', async () => {
        await companies(['C', 'D', 'E', 'F'].map((name) => ({ name })));

        const names = await allPages({ sort: sortOf('name') }, async () => {
          await companies([{ name: 'A' }, { name: 'B' }, { name: 'G' }]);
        });

        expect(names).toEqual(['C', 'D', 'E', 'F', 'G']);
      });

      it('keeps to words and filters, and counts all that they find', async () => {
        await companies([...varied, { name: 'BB', type: '2' }]);
        const first = await records.search('company', { from: 0, size: 2, query: 'b', filters: { type: '2' } });
        const second = await records.search('company', {
          ...{ from: 0, size: 2, query: 'b', filters: { type: '2' } },
          ...(first.next !== undefined && { cursor: first.next }),
        });

        expect([first.total, second.total, second.items.length, second.next]).toEqual([3, 3, 1, undefined]);
      });

      const nextOf = async (request: Partial<Request> = {}, of = records): Promise<string> =>
        (await of.search('company', { from: 0, size: 1, ...request })).next ?? 'none';

      it.each([
        ['of another order', { sort: sortOf('name') }, {}],
        ['of other words', { query: 'b' }, {}],
        ['of other filters', { filters: { type: '2' } }, {}],
        ['of the other direction', { sort: sortOf('name') }, { sort: sortOf('-name') }],
      ])('refuses a cursor %s', async (_what, mine, theirs) => {
        await companies(varied);
        const cursor = await nextOf(theirs);

        await expect(records.search('company', { from: 0, size: 1, ...mine, cursor })).rejects.toMatchObject({
          code: 'invalid_search',
          details: { problems: [{ field: 'cursor', message: expect.stringContaining('belongs to another search') }] },
        });
      });

      it("refuses another tenant's cursor, and one of another type", async () => {
        await companies(varied);
        const other = createRecordStore({ store, clock, source: 'records-test' }).forTenant(newId());
        for (const { name: title } of varied) await other.create('company', { name: title }, user);
        const expected = { details: { problems: [{ field: 'cursor' }] } };

        await expect(records.search('company', { from: 0, size: 1, cursor: await nextOf({}, other) })).rejects.toMatchObject(
          expected,
        );
        await expect(records.search('contact', { from: 0, size: 1, cursor: await nextOf() })).rejects.toMatchObject(expected);
      });

      it('refuses a cursor together with a place by number', async () => {
        await companies(varied);

        await expect(records.search('company', { from: 1, size: 1, cursor: await nextOf() })).rejects.toMatchObject({
          details: { problems: [{ field: 'from' }] },
        });
      });

      it('refuses whatever else is given for a cursor, and never fails otherwise', async () => {
        await companies(varied);
        const sort = sortOf('createdAt', 'name');
        const real = JSON.parse(Buffer.from(await nextOf({ sort }), 'base64url').toString()) as object;
        const changed = fc
          .record({ of: fc.anything(), after: fc.anything(), id: fc.anything() }, { requiredKeys: [] })
          .map((change) => Buffer.from(JSON.stringify({ ...real, ...change })).toString('base64url'));

        await fc.assert(
          fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), changed), async (cursor) => {
            const answer = records.search('company', { from: 0, size: 1, sort, cursor });
            await answer.catch((error: unknown) => expect(error).toMatchObject({ code: 'invalid_search' }));
          }),
          { numRuns: 60 },
        );
      });
    });

    it('sorts by times of the record too', async () => {
      const first = await records.create('company', { name: 'first' }, user);
      await clock.advance(1_000);
      await records.create('company', { name: 'second' }, user);
      await clock.advance(1_000);
      await records.update('company', first._id, { telephone: '1' }, user);

      expect((await found({ sort: [{ field: 'updatedAt', direction: 'desc' }] })).names).toEqual(['first', 'second']);
      expect((await found({ sort: [{ field: 'createdAt', direction: 'desc' }] })).names).toEqual(['second', 'first']);
    });

    it.each([
      ['an unknown filter', { filters: { 'external.x': 'y' } }, 'filters'],
      ['a filter by an object', { filters: { address: 'y' } }, 'filters'],
      ['an unknown exclusion', { excluded: { nowhere: ['y'] } }, 'excluded'],
      ['an unknown sort', { sort: [{ field: '$where', direction: 'asc' as const }] }, 'sort'],
      ['a page that is too large', { size: 5_000 }, 'size'],
      ['a page before the first', { from: -1 }, 'from'],
      ['too many words', { query: 'a '.repeat(11) }, 'query'],
    ])('refuses %s and names it', async (_, request, field) => {
      await expect(records.search('company', { from: 0, size: 10, ...request })).rejects.toMatchObject({
        code: 'invalid_search',
        details: { problems: [{ field }] },
      });
    });

    it('goes through all records in pages, oldest first', async () => {
      const made = [];
      for (let at = 0; at < 7; at++) made.push((await records.create('company', { name: String(at) }, user))._id);

      const pages: string[][] = [];
      for await (const page of records.pages('company', 3)) pages.push(page.map(({ _id }) => _id));

      expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
      expect(pages.flat()).toEqual(made);
    });

    it('goes through the records that filters find', async () => {
      await companies([
        { name: 'A', type: '1' },
        { name: 'B', type: '2' },
        { name: 'C', type: '1' },
      ]);

      const names: string[] = [];
      for await (const page of records.pages('company', 1, { type: ['1'] })) names.push(...page.map(({ data }) => data.name));

      expect(names.sort()).toEqual(['A', 'C']);
    });
  });
}
