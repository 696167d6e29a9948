import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { category, changePage } from '@psa-bridge/connector-kit/contract-suite';
import { connectedForOneTest } from './connected-connectwise.ts';

const connect = connectedForOneTest();
const SEED = { companies: 1, contactsPerCompany: 0, products: 0, opportunities: 0, tickets: 0, agreements: 0 };
const CW_03 = [
  ...['Synchronize', 'Categories', 'Companies', 'Opportunity status mapping', 'Callbacks', 'Inventories', 'Ticket settings'],
];

describe('the configuration pages of ConnectWise', () => {
  it('CW-03: are the seven of the product, in its order', async () => {
    const { harness, integration } = await connect({ seed: SEED });

    const pages = (await harness.call('GET', '/{id}/pages', { params: { id: integration._id } })) as {
      items: { title: string }[];
    };
    const titles = pages.items.map(({ title }) => title);

    expect(titles).toEqual(CW_03);
  });

  it('CW-10: refuse a category that does not exist on either side, an inactive one and an unknown type, naming each field', async () => {
    const connected = await connect({ seed: SEED });
    await connected.sync('fields');
    const [ours, nowhere] = [await category(connected, 'Hardware'), newId()];

    const saving = changePage(connected, 'categories', {
      categories: { '80': nowhere, '83': ours, '999': ours },
      productTypes: { labour: '999' },
    });

    await expect(saving).rejects.toMatchObject({
      code: 'invalid_settings',
      details: {
        problems: [
          { field: 'body.categories.80', message: expect.stringContaining('There is no category') },
          { field: 'body.categories.83', message: expect.stringContaining('is inactive in ConnectWise') },
          { field: 'body.categories.999', message: expect.stringContaining('999 does not exist in ConnectWise') },
          { field: 'body.productTypes.labour', message: expect.stringContaining('999 does not exist in ConnectWise') },
        ],
      },
    });
  });
});
