import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { category, changePage } from '@psa-bridge/connector-kit/contract-suite';
import { connectedForOneTest, type ConnectedHalo } from './connected-halo.ts';
import { DEMO } from './sales.ts';

const connect = connectedForOneTest();
const SEED = { companies: 1, contactsPerCompany: 1, products: 1, opportunities: 4, quotes: 0, tickets: 0, agreements: 0 };
const PAGES = ['Synchronize', 'Products', 'Opportunities', 'Companies', 'Quotes', 'Account codes', 'Webhooks'];

async function page({ harness, integration }: ConnectedHalo, name: string) {
  return (await harness.call('GET', `/pages/${name}`, { params: { id: integration._id } })) as {
    settings: Readonly<Record<string, unknown>>;
    choices: Readonly<Record<string, readonly { key: string; label: string }[]>>;
  };
}

/** What a save of the page is refused for. */
async function refusals(saving: Promise<void>): Promise<readonly { field: string; message: string }[]> {
  const error: unknown = await saving.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: 'invalid_settings' });
  return (error as { details: { problems: readonly { field: string; message: string }[] } }).details.problems;
}

async function refreshed(): Promise<ConnectedHalo> {
  const connected = await connect({ seed: SEED });
  await connected.sync('fields');
  return connected;
}

describe('the configuration pages of HaloPSA', () => {
  it('HP-10, HP-16: are the seven of the product, in its order', async () => {
    const { harness, integration } = await connect({ seed: SEED });

    const { items } = (await harness.call('GET', '/{id}/pages', { params: { id: integration._id } })) as {
      items: readonly { title: string }[];
    };

    expect(items.map(({ title }) => title)).toEqual(PAGES);
  });

  it('HP-11: Products shows categories and groups, and refuses what is gone, naming each field', async () => {
    const connected = await refreshed();
    const ours = await category(connected, 'Firewalls');
    const { choices } = await page(connected, 'products');
    expect(choices['categories']?.map(({ label }) => label)).toEqual(expect.arrayContaining(['Firewall', 'Licence', 'Labour']));
    // Workstations are equipment and hold no items.
    expect(choices['productGroups']?.map(({ label }) => label)).toEqual(['Hardware', 'Software', 'Services', 'Shipping']);
    expect(choices['itemFields']?.map(({ key }) => key)).toEqual(['CFManufacturer', 'CFManufacturerSku']);
    expect(choices['localCategories']).toMatchObject([{ key: ours }]);

    const problems = await refusals(
      changePage(connected, 'products', {
        categories: { '999': ours, [DEMO.firewall]: newId() },
        productTypes: { labour: '998' },
        productGroups: { '997': 'charge' },
        defaultProductGroup: '996',
        shippingProduct: newId(),
        manufacturerField: 'CFGone',
      }),
    );

    expect(problems.map(({ field }) => field).sort()).toEqual([
      ...['body.categories.120', 'body.categories.999', 'body.defaultProductGroup', 'body.manufacturerField'],
      ...['body.productGroups.997', 'body.productTypes.labour', 'body.shippingProduct'],
    ]);
    expect(problems.find(({ field }) => field === 'body.productTypes.labour')?.message).toContain(
      '998 does not exist in HaloPSA',
    );
  });

  it('HP-12, HP-19: Opportunities shows types, categories, statuses, stages, teams and agents, and refuses what is gone', async () => {
    const connected = await refreshed();
    const { choices } = await page(connected, 'opportunities');
    const labels = (name: string) => choices[name]?.map(({ label }) => label).sort();
    expect(labels('types')).toEqual(['Opportunity', 'Renewal']);
    expect(labels('categories')).toEqual(['Hardware', 'Software']);
    expect(labels('statuses')).toEqual(['Lost', 'Opportunity Open', 'Proposal Sent', 'Won']);
    expect(labels('stages')).toEqual(['Commit', 'Negotiate', 'Propose', 'Qualify']);
    expect(labels('teams')).toEqual(['Renewals', 'Sales']);
    expect(labels('agents')).toEqual(['Demo Seller', 'Demo Technician']);

    const problems = await refusals(
      changePage(connected, 'opportunities', {
        opportunityTypes: [DEMO.renewalType, '1'],
        importCategories: ['Nothing'],
        opportunityStatusesIn: { '9': 'closed' },
        opportunityStatusesOut: { hot: '9' },
        quoteMoves: { approved: { stage: '77', status: '9' } },
        opportunityTeam: '1',
        opportunityAgent: '1',
      }),
    );

    expect(new Set(problems.map(({ field }) => field))).toEqual(
      new Set([
        ...[
          'body.opportunityTypes.1',
          'body.importCategories.0',
          'body.opportunityStatusesIn.9',
          'body.opportunityStatusesOut.hot',
        ],
        ...['body.quoteMoves.approved.stage', 'body.quoteMoves.approved.status', 'body.opportunityTeam', 'body.opportunityAgent'],
      ]),
    );
  });

  it('HP-12: a type of new opportunities that is not imported is refused with the cure', async () => {
    const connected = await refreshed();

    const problems = await refusals(
      changePage(connected, 'opportunities', { opportunityType: DEMO.opportunityType, opportunityTypes: [DEMO.renewalType] }),
    );

    expect(problems).toEqual([
      {
        field: 'body.opportunityType',
        message: 'Opportunities of this type are not imported. Add it to the enabled types, or choose one of those.',
      },
    ]);
  });

  it('HP-13: Companies maps types, the prospect type and address lines, each part of an address to one line', async () => {
    const connected = await refreshed();
    const { choices, settings } = await page(connected, 'companies');
    expect(choices['companyTypes']?.map(({ label }) => label)).toEqual(['Customer', 'Prospect', 'Supplier']);
    expect(settings['addressLines']).toEqual({ line1: 'street', line2: 'apartment', line3: 'city', line4: 'state' });

    const problems = await refusals(
      changePage(connected, 'companies', { companyProspectType: '99', addressLines: { line1: 'street', line3: 'street' } }),
    );

    expect(problems).toEqual([
      { field: 'body.companyProspectType', message: expect.stringContaining('99 does not exist in HaloPSA') },
      { field: 'body.addressLines.line3', message: 'The street stands on line1 already. Choose another part for line3.' },
    ]);
  });

  it('HP-14: Quotes maps each of the five statuses to one of HaloPSA, and refuses one that is gone', async () => {
    const connected = await refreshed();
    const { choices } = await page(connected, 'quotes');
    expect(choices['quoteStatuses']?.map(({ label }) => label)).toEqual(['Draft', 'Sent', 'Accepted', 'Rejected', 'Expired']);
    const all = { draft: '1', sent: '2', approved: '3', declined: '4', expired: '5' };

    await changePage(connected, 'quotes', { quoteStatuses: all });
    const problems = await refusals(changePage(connected, 'quotes', { quoteStatuses: { ...all, expired: '6' } }));

    expect((await page(connected, 'quotes')).settings['quoteStatuses']).toEqual(all);
    expect(problems.map(({ field }) => field)).toEqual(['body.quoteStatuses.expired']);
  });

  it('HP-15: Account codes suggests the codes in use, takes any that is typed, and refuses a group that is gone or has none', async () => {
    const connected = await refreshed();
    const { choices } = await page(connected, 'account-codes');
    expect(choices['accountCodes']?.map(({ key }) => key)).toEqual(expect.arrayContaining(['200', '300', '290', '390']));

    await changePage(connected, 'account-codes', { accountCodes: { [DEMO.hardware]: { income: '4711' } } });
    const problems = await refusals(
      changePage(connected, 'account-codes', { accountCodes: { '999': { income: '1' }, [DEMO.shipping]: {} } }),
    );

    expect(problems.map(({ field }) => field).sort()).toEqual(['body.accountCodes.17', 'body.accountCodes.999']);
  });

  it('a mapping whose target goes away in HaloPSA warns before anything fails', async () => {
    const connected = await refreshed();
    await changePage(connected, 'quotes', { quoteStatuses: { expired: '5' } });
    connected.simulator.control.deactivate({ entity: 'Lookup', id: quoteStatusRow(connected, 'Expired') });

    await connected.sync('fields');

    await connected.harness.until(async () => {
      const open = await connected.harness.openIssues();
      expect(open.map(({ failure }) => failure?.message).join()).toContain('is inactive in HaloPSA');
    });
  });
});

/** The number of the row of a quote status, which shows its code in its place. */
function quoteStatusRow({ simulator }: ConnectedHalo, name: string): number {
  for (let id = 1; id < 200; id += 1) {
    const row = simulator.control.get({ entity: 'Lookup', id });
    if (row?.['lookupid'] === 39 && row['name'] === name) return id;
  }
  throw new Error(`There is no quote status ${name}.`);
}
