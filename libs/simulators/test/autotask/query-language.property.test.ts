import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEMO, startSimulator, type Started } from './harness.ts';

const OPERATORS = [
  'eq',
  'noteq',
  'gt',
  'gte',
  'lt',
  'lte',
  'beginsWith',
  'endsWith',
  'contains',
  'exist',
  'notExist',
  'in',
  'notIn',
  'ne',
  '',
  'and',
  'or',
];
const FIELDS = [
  'id',
  'companyName',
  'isActive',
  'companyType',
  'createDate',
  'parentCompanyID',
  'Customer Tier',
  'nonsense',
  '__proto__',
  'constructor',
];

const leaf = fc.record(
  {
    op: fc.oneof(fc.constantFrom(...OPERATORS), fc.jsonValue()),
    field: fc.oneof(fc.constantFrom(...FIELDS), fc.jsonValue()),
    value: fc.jsonValue(),
    udf: fc.boolean(),
  },
  { requiredKeys: [] },
);
const { filter } = fc.letrec((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.record({ op: fc.constantFrom('and', 'or', 'AND'), items: fc.array(tie('filter'), { maxLength: 4 }) }),
  ),
}));

describe('the query parser under any input', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator({ seed: { companies: 20 } });
  });
  afterAll(() => started.simulator.stop());

  async function expectJsonAnswer(body: string): Promise<void> {
    const answer = await started.api.call('POST', 'Companies/query', { body });
    expect([200, 500]).toContain(answer.status);
    expect(answer.json).toEqual(
      answer.status === 200 ? { items: expect.any(Array), pageDetails: expect.any(Object) } : { errors: expect.any(Array) },
    );
    expect(started.simulator.bugs()).toEqual([]);
  }

  it('answers any filter with JSON', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(filter, { maxLength: 5 }),
        fc.jsonValue(),
        fc.jsonValue(),
        async (Filter, MaxRecords, IncludeFields) => expectJsonAnswer(JSON.stringify({ Filter, MaxRecords, IncludeFields })),
      ),
      { numRuns: 300 },
    );
  });

  it('answers any text with JSON', async () => {
    await fc.assert(fc.asyncProperty(fc.string(), expectJsonAnswer), { numRuns: 150 });
  });

  it('answers any search and paging parameter with JSON', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ maxLength: 100 }), fc.json({ maxDepth: 2 })),
        fc.constantFrom('query?search=', 'query/next?paging=', 'query/count?search='),
        async (text, path) => {
          const answer = await started.api.get(`Companies/${path}${encodeURIComponent(text)}`);
          expect([200, 404, 405, 500]).toContain(answer.status);
          expect(started.simulator.bugs()).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('survives nesting of any depth', async () => {
    for (const depth of [50, 100, 10_000]) {
      const body = `{"Filter":[${'{"op":"and","items":['.repeat(depth)}${']}'.repeat(depth)}]}`;
      await expectJsonAnswer(body);
    }
  });

  it('finds the same rows by an id range as by looking at every row', async () => {
    const bound = fc.record({ op: fc.constantFrom('gt', 'gte', 'lt', 'lte', 'eq'), offset: fc.integer({ min: -2, max: 22 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(bound, { minLength: 1, maxLength: 3 }), async (bounds) => {
        const all = await started.api.ids('Companies', [{ op: 'exist', field: 'id' }]);
        const fits: Record<string, (id: number, value: number) => boolean> = {
          gt: (id, value) => id > value,
          gte: (id, value) => id >= value,
          lt: (id, value) => id < value,
          lte: (id, value) => id <= value,
          eq: (id, value) => id === value,
        };

        const found = await started.api.ids(
          'Companies',
          bounds.map(({ op, offset }) => ({ op, field: 'id', value: DEMO.company + offset })),
        );

        expect(found).toEqual(all.filter((id) => bounds.every(({ op, offset }) => fits[op]?.(id, DEMO.company + offset))));
      }),
      { numRuns: 60 },
    );
  });
});
