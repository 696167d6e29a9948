import { describe, expect, it } from '@jest/globals';
import { category, changePage } from '@psa-bridge/connector-kit/contract-suite';
import { Outcome, Severity } from '@psa-bridge/contracts';
import { connectedForOneTest, type ConnectedConnectWise, type ConnectionOptions } from './connected-connectwise.ts';
import { itemThere } from './there.ts';

const connect = connectedForOneTest();
const SEED = { companies: 3, contactsPerCompany: 0, products: 0, opportunities: 0, tickets: 0, agreements: 0 };
const SOFTWARE = 81;

/** A category of ours that is mapped to an active one there, and a product in it that stands on both sides. */
async function prepare(options: ConnectionOptions = {}) {
  const connected = await connect({ seed: SEED, ...options });
  await connected.sync('fields');
  const categoryId = await category(connected, 'Software');
  await changePage(connected, 'categories', { categories: { [SOFTWARE]: categoryId } });
  const productId = await connected.save('product', { name: 'Demo Suite', categoryId });
  const there = await connected.arrived('product', productId);
  return { connected, categoryId, productId, there };
}

const warnings = async ({ harness }: ConnectedConnectWise) =>
  (await harness.results()).filter(({ entityType }) => entityType === 'mapping');

const disable = ({ simulator }: ConnectedConnectWise): void =>
  void simulator.control.deactivate({ entity: 'Product Category', id: SOFTWARE });

async function page({ harness, integration }: ConnectedConnectWise) {
  return (await harness.call('GET', '/pages/categories', { params: { id: integration._id } })) as {
    settings: Record<string, unknown>;
    choices: Record<string, readonly { key: string; isActive: boolean }[]>;
    problems: readonly { field: string; message: string; isStale: boolean }[];
  };
}

describe('the inactive-category trap', () => {
  it('CW-11: a category that was disabled there is warned of before a product fails, and its side of the mapping is shown as gone', async () => {
    const { connected } = await prepare();

    disable(connected);
    await connected.sync('fields');
    const warned = await connected.harness.until(async () => {
      const told = await warnings(connected);
      expect(told).toHaveLength(1);
      return told[0];
    });

    expect(warned).toMatchObject({
      entityId: `categories:categories.${SOFTWARE}`,
      outcome: Outcome.FAILED,
      severity: Severity.WARNING,
      failure: {
        code: 'mapping_stale',
        message: expect.stringMatching(/^Product category "Software" is inactive in ConnectWise PSA\..*1 product: Demo Suite/),
      },
    });
    const shown = await page(connected);
    expect(shown.problems).toMatchObject([{ field: `categories.${SOFTWARE}`, isStale: true }]);
    expect(shown.choices['categories']).toContainEqual(expect.objectContaining({ key: String(SOFTWARE), isActive: false }));
  });

  it.each([
    ['as documented', {}],
    [
      'with another code, field and wording',
      { inactiveCategoryText: 'item.', inactiveCategoryCode: 'Invalid', inactiveCategoryField: 'id' },
    ],
  ])(
    'CW-12: a product of it fails with ConnectWise’s own text, %s, and the mapping is marked stale at once',
    async (_title, switches) => {
      const { connected, productId } = await prepare({ switches });

      disable(connected);
      await connected.change('product', productId, { price: '5.00' });
      const issue = await connected.issueOf(productId);
      await connected.harness.until(async () => expect(await warnings(connected)).toHaveLength(1));

      expect(issue.failure?.message).toContain(`catalogItem object is invalid. ${SOFTWARE} is an inactive`);
      expect(issue.failure).toMatchObject({ code: 'category_inactive', remedy: expect.stringContaining('delete the mapping') });
      expect((await page(connected)).problems).toMatchObject([{ field: `categories.${SOFTWARE}`, isStale: true }]);
    },
  );

  it('CW-12: what is known to be inactive is named before any call', async () => {
    const { connected, categoryId } = await prepare();
    disable(connected);
    await connected.sync('fields');
    connected.simulator.control.resetCounters({});

    const id = await connected.save('product', { name: 'Demo Late', categoryId });

    expect((await connected.issueOf(id)).failure).toMatchObject({
      code: 'category_inactive',
      message: expect.stringContaining('category: "Software" is inactive in ConnectWise'),
    });
    expect(connected.simulator.control.counters({}).writes).toEqual({});
  });

  it('CW-13, CW-14: the stale mapping is deleted, another one made, and product and warning clear by themselves', async () => {
    const { connected, categoryId, productId, there } = await prepare();
    disable(connected);
    await connected.change('product', productId, { price: '5.00' });
    await connected.issueOf(productId);
    await connected.harness.until(async () => expect(await warnings(connected)).toHaveLength(1));

    await changePage(connected, 'categories', { categories: {} });
    const emptied = await page(connected);
    await changePage(connected, 'categories', { categories: { 82: categoryId } });
    await connected.arrived('product', productId);

    expect(emptied).toMatchObject({ settings: { categories: {} }, problems: [] });
    expect(itemThere(connected, there)).toMatchObject({
      category: 82,
      price: 5,
    });
    await connected.noIssues();
  });
});
