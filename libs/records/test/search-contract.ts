import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock, newId, type ManualClock } from '@psa-bridge/core';
import type { DocumentStore } from '@psa-bridge/persistence';
import type { RecordInput, SaveContext, TenantRecords } from '../src/index.ts';
import { createRecordStore } from '../src/record-store.ts';

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
