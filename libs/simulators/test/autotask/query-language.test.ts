import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEMO, startSimulator, type Started } from './harness.ts';

type Leaf = Record<string, unknown>;

describe('the query language (autotask.md 2.2)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator({ seed: { companies: 6, contactsPerCompany: 1 } });
    const { control } = started.simulator;
    const names = ['Alpha', 'alphabet', 'Beta', 'Gamma', 'Delta', 'Gamma Ray'];
    names.forEach((companyName, index) => {
      const parent = index < 2 ? { parentCompanyID: 0 } : {};
      control.patch({
        entity: 'Companies',
        id: DEMO.company + index,
        values: { companyName, companyType: index + 1 < 5 ? index + 1 : 7, ...parent },
      });
    });
    control.patch({ entity: 'Companies', id: DEMO.company, udfs: { 'Customer Tier': '3', 'Account Reference': 'REF-1' } });
    control.patch({ entity: 'Companies', id: DEMO.otherCompany, udfs: { 'Customer Tier': '2' } });
  });
  beforeEach(() => {
    started.simulator.control.setSwitches({ dropUnknownOperators: true, noteqMatchesNull: false });
  });
  afterAll(() => started.simulator.stop());

  /** Matches as offsets from the first demo company; -1 is the own company. */
  async function matches(...filter: Leaf[]): Promise<number[]> {
    const ids = await started.api.ids('Companies', filter);
    return ids.map((id) => (id === 0 ? -1 : id - DEMO.company));
  }
  async function errorOf(filter: unknown, entity = 'Companies'): Promise<string> {
    const answer = await started.api.call('POST', `${entity}/query`, { body: { Filter: filter } });
    return answer.status === 500 ? String(answer.json.errors[0]) : `status ${answer.status}`;
  }

  const name = 'companyName';
  it.each<[string, Leaf, number[]]>([
    ['eq without case', { op: 'EQ', field: 'COMPANYNAME', value: 'ALPHA' }, [0]],
    ['noteq', { op: 'noteq', field: name, value: 'alpha' }, [-1, 1, 2, 3, 4, 5]],
    ['gt', { op: 'gt', field: 'id', value: DEMO.company + 3 }, [4, 5]],
    ['gte', { op: 'gte', field: 'id', value: DEMO.company + 4 }, [4, 5]],
    ['lt', { op: 'lt', field: 'id', value: DEMO.otherCompany }, [-1, 0]],
    ['lte', { op: 'lte', field: 'id', value: DEMO.company }, [-1, 0]],
    ['beginsWith', { op: 'beginsWith', field: name, value: 'alph' }, [0, 1]],
    ['endsWith', { op: 'endsWith', field: name, value: 'A' }, [0, 2, 3, 4]],
    ['contains', { op: 'contains', field: name, value: 'mm' }, [3, 5]],
    ['exist', { op: 'exist', field: 'parentCompanyID' }, [0, 1]],
    ['notExist', { op: 'notExist', field: 'parentCompanyID' }, [-1, 2, 3, 4, 5]],
    ['in', { op: 'in', field: 'id', value: [0, DEMO.company + 5, 12] }, [-1, 5]],
    ['notIn', { op: 'notIn', field: name, value: ['Alpha', 'BETA', 'Demo MSP'] }, [1, 3, 4, 5]],
    ['a boolean', { op: 'eq', field: 'isActive', value: false }, []],
    ['a picklist value', { op: 'eq', field: 'companyType', value: 2 }, [1]],
    ['a picklist value as text', { op: 'eq', field: 'companyType', value: '2' }, [1]],
    ['text on a long field, which finds nothing', { op: 'eq', field: 'id', value: String(DEMO.company) }, []],
    ['null, which nothing equals', { op: 'eq', field: 'parentCompanyID', value: null }, []],
    ['noteq, which does not match nulls', { op: 'noteq', field: 'parentCompanyID', value: 7 }, [0, 1]],
    ['a list UDF by value', { op: 'eq', field: 'customer tier', value: '3', udf: true }, [0]],
    ['a UDF that exists', { op: 'exist', field: 'Account Reference', udf: true }, [0]],
  ])('%s', async (_name, leaf, expected) => {
    expect(await matches(leaf)).toEqual(expected);
  });

  it('nests groups and joins the members at the top with and', async () => {
    const or = {
      op: 'or',
      items: [
        { op: 'eq', field: name, value: 'beta' },
        {
          op: 'and',
          items: [
            { op: 'contains', field: name, value: 'gamma' },
            { op: 'endsWith', field: name, value: 'ray' },
          ],
        },
      ],
    };

    expect(await matches(or)).toEqual([2, 5]);
    expect(await matches(or, { op: 'lt', field: 'id', value: DEMO.company + 3 })).toEqual([2]);
  });

  it('drops a condition with an unknown operator and returns everything, or refuses it', async () => {
    const ne = { op: 'ne', field: name, value: 'Alpha' };

    const dropped = await matches(ne);
    const kept = await matches(ne, { op: 'eq', field: name, value: 'Beta' });
    const emptied = await matches({ op: 'or', items: [ne] });
    started.simulator.control.setSwitches({ dropUnknownOperators: false });

    expect(dropped).toHaveLength(7);
    expect(kept).toEqual([2]);
    expect(emptied).toHaveLength(7);
    expect(await errorOf([ne])).toContain("'ne' is not an operator");
  });

  it('lets noteq and notIn match nulls where the switch says so', async () => {
    started.simulator.control.setSwitches({ noteqMatchesNull: true });

    expect(await matches({ op: 'noteq', field: 'parentCompanyID', value: 0 })).toEqual([-1, 2, 3, 4, 5]);
    expect(await matches({ op: 'notIn', field: 'parentCompanyID', value: [0] })).toEqual([-1, 2, 3, 4, 5]);
  });

  it.each<[string, unknown, string]>([
    ['an unknown field', [{ op: 'eq', field: 'accountId', value: 1 }], 'Unable to find accountId in the Company Entity.'],
    [
      'a field that cannot be queried',
      [{ op: 'eq', field: 'sicCode', value: 'x' }],
      'Unable to find sicCode in the Company Entity.',
    ],
    [
      'a UDF without udf',
      [{ op: 'eq', field: 'Customer Tier', value: '3' }],
      'Unable to find Customer Tier in the Company Entity.',
    ],
    [
      'a multi-select UDF',
      [{ op: 'eq', field: 'Interests', value: '1', udf: true }],
      'Unable to find Interests in the Company Entity.',
    ],
    [
      'a picklist label',
      [{ op: 'eq', field: 'companyType', value: 'Customer' }],
      "Conversion failed when converting the varchar value 'Customer' to data type int.",
    ],
    [
      'a list on a plain operator',
      [{ op: 'eq', field: 'companyType', value: [1] }],
      'Unexpected character encountered while parsing value: [',
    ],
    [
      'a bad date',
      [{ op: 'gte', field: 'createDate', value: 'yesterday' }],
      'Conversion failed when converting date and/or time',
    ],
    ['a number for a boolean', [{ op: 'eq', field: 'isActive', value: 1 }], 'Conversion failed'],
    ['contains on a number', [{ op: 'contains', field: 'id', value: '1' }], "The operator 'contains' cannot be used"],
    ['in without a list', [{ op: 'in', field: 'id', value: 1 }], "'in' needs an array"],
    ['a group without items', [{ op: 'and' }], "'and' needs items"],
    ['a condition without a field', [{ op: 'eq', value: 1 }], 'A condition needs a field'],
    ['an item that is no object', ['eq'], 'must be an object'],
    ['an empty filter', [], 'Filter is required'],
    ['no filter', undefined, 'Filter is required'],
  ])('refuses %s', async (_name, filter, text) => {
    expect(await errorOf(filter)).toContain(text);
  });

  it('takes 500 OR conditions or list members, and not one more', async () => {
    const list = (length: number) => Array.from({ length }, (_, index) => index);
    const or = (length: number) => [{ op: 'or', items: list(length).map((value) => ({ op: 'eq', field: 'id', value })) }];
    const text = "Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions.";

    expect(await errorOf(or(500))).toBe('status 200');
    expect(await errorOf(or(501))).toBe(text);
    expect(await errorOf([{ op: 'in', field: 'id', value: list(500) }])).toBe('status 200');
    expect(await errorOf([{ op: 'in', field: 'id', value: list(501) }])).toBe(text);
  });

  it('takes one UDF condition only', async () => {
    const tier = { op: 'eq', field: 'Customer Tier', value: '3', udf: true };

    expect(await errorOf([tier, { op: 'exist', field: 'Account Reference', udf: true }])).toContain(
      'limited to one UDF condition',
    );
  });

  it('compares isActive of contacts as a number and instants exactly', async () => {
    const { api, simulator } = started;
    const at = '2026-01-05T10:00:00.500Z';
    simulator.control.setSwitches({ dateTimeFormat: 'iso' });
    simulator.control.patch({ entity: 'Companies', id: DEMO.company, values: { lastActivityDate: at, phone: '1' } });
    const { lastActivityDate } = (await api.get(`Companies/${DEMO.company}`)).json.item;

    const active = await api.ids('Contacts', [{ op: 'eq', field: 'isActive', value: 1 }]);

    expect(active).toHaveLength(6);
    expect(await errorOf([{ op: 'eq', field: 'isActive', value: true }], 'Contacts')).toContain('Conversion failed');
    expect(await matches({ op: 'eq', field: 'lastActivityDate', value: lastActivityDate })).toEqual([0]);
    expect(await matches({ op: 'eq', field: 'lastActivityDate', value: lastActivityDate.replace('Z', '+00:00') })).toEqual([0]);
    expect(await matches({ op: 'gt', field: 'lastActivityDate', value: lastActivityDate })).toEqual([]);
  });

  it.each(['', 'nonsense', '[]', 'null', '"text"', '{"Filter":', '{"Filter":{}}'])(
    'refuses the body %s as JSON errors',
    async (body) => {
      const answer = await started.api.call('POST', 'Companies/query', { body });

      expect(answer.status).toBe(500);
      expect(answer.json.errors).toHaveLength(1);
    },
  );
});
