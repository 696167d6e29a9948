import { beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock, newId } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createRecordStore, type TenantRecords } from '@psa-bridge/records';
import { assessAffected } from './affected.ts';

const user = { source: 'user', pushTo: [] };

describe('who would fail with a stale mapping', () => {
  let records: TenantRecords;
  let companyId: string;
  let opportunityId: string;

  beforeEach(async () => {
    const clock = createManualClock();
    records = createRecordStore({ store: createMemoryStore({ clock }), clock, source: 'test' }).forTenant(newId());
    companyId = (await records.create('company', { name: 'Acme', type: '7' }, user))._id;
    opportunityId = (await records.create('opportunity', { name: 'Deal', companyId }, user))._id;
  });

  const category = async (name: string) => (await records.create('category', { name }, user))._id;
  const product = async (name: string, categoryId?: string) =>
    (await records.create('product', { name, ...(categoryId === undefined ? {} : { categoryId }) }, user))._id;
  const quote = (title: string, status: 'draft' | 'sent' | 'approved', sold: { productId?: string; serviceId?: string }[]) =>
    records.create(
      'quote',
      {
        ...{ title, status, companyId, opportunityId },
        items: sold.map((line) => ({ id: newId(), name: 'Line', quantity: 1, unitPrice: '1.00', ...line })),
      },
      user,
    );

  it('is what the condition finds, its category, and the draft and sent quotes that sell some of it, each once', async () => {
    const [servers, laptops] = [await category('Servers'), await category('Laptops')];
    const [one, two, other] = [await product('One', servers), await product('Two', servers), await product('Other', laptops)];
    await quote('Draft', 'draft', [{ productId: one }, { productId: two }]);
    await quote('Sent', 'sent', [{ productId: other }, { productId: two }]);
    await quote('Approved', 'approved', [{ productId: one }]);
    await quote('Unconcerned', 'sent', [{ productId: other }, {}]);

    const [affected] = await assessAffected([[{ type: 'product', filters: { categoryId: servers } }]], records);

    expect(Object.fromEntries(affected ?? [])).toEqual({
      category: { total: 1, names: ['Servers'] },
      product: { total: 2, names: ['One', 'Two'] },
      'open quote': { total: 2, names: ['Draft', 'Sent'] },
    });
  });

  it('is for a default everything but what has a mapping of its own, products without a category included', async () => {
    const [servers, laptops] = [await category('Servers'), await category('Laptops')];
    const [one, other, loose] = [await product('One', servers), await product('Other', laptops), await product('Loose')];
    await quote('Own', 'sent', [{ productId: one }]);
    await quote('Default', 'sent', [{ productId: other }]);
    await quote('Loose', 'sent', [{ productId: loose }]);

    const [affected] = await assessAffected([[{ type: 'product', excluded: { categoryId: [servers] } }]], records);

    expect(Object.fromEntries(affected ?? [])).toEqual({
      category: { total: 1, names: ['Laptops'] },
      product: { total: 2, names: ['Other', 'Loose'] },
      'open quote': { total: 2, names: ['Default', 'Loose'] },
    });
  });

  it('tells services, companies and quotes by their own conditions, each mapping for itself', async () => {
    const managed = await category('Managed');
    const serviceId = (await records.create('service', { name: 'Backup', categoryId: managed }, user))._id;
    await quote('Recurring', 'draft', [{ serviceId }]);
    await quote('Done', 'approved', []);

    const affected = await assessAffected(
      [
        [{ type: 'service', filters: { categoryId: managed } }],
        [{ type: 'company', filters: { type: '7' } }],
        [{ type: 'quote', filters: { status: 'draft' } }],
        [{ type: 'quote', filters: { status: 'approved' } }],
        [],
      ],
      records,
    );

    expect(affected.map((tallies) => Object.fromEntries(tallies))).toEqual([
      {
        category: { total: 1, names: ['Managed'] },
        service: { total: 1, names: ['Backup'] },
        'open quote': { total: 1, names: ['Recurring'] },
      },
      { company: { total: 1, names: ['Acme'] } },
      { 'open quote': { total: 1, names: ['Recurring'] } },
      { quote: { total: 1, names: ['Done'] } },
      {},
    ]);
  });

  it('finds what carries a data point, whatever it is called, with the open quotes of such opportunities', async () => {
    const customFields = { 'Fax No. $1': 'x' };
    const carrying = (await records.create('opportunity', { name: 'Carrying', companyId, customFields }, user))._id;
    await records.create('quote', { title: 'Concerned', companyId, opportunityId: carrying }, user);
    await quote('Unconcerned', 'sent', []);

    const [affected] = await assessAffected([[{ type: 'opportunity', carries: 'Fax No. $1' }]], records);

    expect(Object.fromEntries(affected ?? [])).toEqual({
      opportunity: { total: 1, names: ['Carrying'] },
      'open quote': { total: 1, names: ['Concerned'] },
    });
  });

  it('keeps ten names of each sort and asks as often for 300 mappings of one condition as for one', async () => {
    const servers = await category('Servers');
    const ids: string[] = [];
    for (let at = 0; at < 25; at++) ids.push(await product(`P${at}`, servers));
    for (const [at, productId] of ids.entries()) await quote(`Q${at}`, 'sent', [{ productId }]);
    const asked: string[] = [];
    const telling = new Proxy(records, {
      get(of, name, receiver) {
        asked.push(String(name));
        return Reflect.get(of, name, receiver) as unknown;
      },
    });
    const affects = [{ type: 'product' as const, filters: { categoryId: servers } }];

    const [one] = await assessAffected([affects], telling);
    const askedForOne = asked.splice(0);
    const many = await assessAffected(
      Array.from({ length: 300 }, () => affects),
      telling,
    );

    expect(one?.get('product')).toEqual({ total: 25, names: ids.slice(0, 10).map((_, at) => `P${at}`) });
    expect(one?.get('open quote')).toMatchObject({ total: 25, names: { length: 10 } });
    expect(many[299]).toEqual(one);
    expect(asked).toEqual(askedForOne);
    expect(askedForOne).toHaveLength(4);
  });
});
