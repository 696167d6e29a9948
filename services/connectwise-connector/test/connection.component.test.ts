import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedConnectWise } from './connected-connectwise.ts';

interface Check {
  name: string;
  ok: boolean;
  isWarning?: boolean;
  message: string;
  remedy?: string;
}

const connect = connectedForOneTest();

async function tested({ harness, integration }: ConnectedConnectWise): Promise<{ state: string; failed: readonly Check[] }> {
  const answer = (await harness.call('POST', '/{id}/test', { params: { id: integration._id } })) as {
    integration: { state: string; checks: readonly Check[] };
  };
  const { state, checks } = answer.integration;
  return { state, failed: checks.filter(({ ok }) => !ok) };
}

/** As the setup page of the product and the vendor's documents have them (connectwise.md section 3). */
const TABLE_SETUP = [
  ...['Address Formats', 'Company Status', 'Company Type', 'Country', 'Team Role'].map((entry) => `Company/${entry}`),
  ...['Expense/Payment Type', 'Inventory/Warehouse Bin'],
  ...['Billing Cycle', 'Billing Terms', 'Tax Code'].map((entry) => `Invoicing/${entry}`),
  ...['Opportunity Status', 'Sales Probability', 'Sales Stage', 'Sales Teams', 'Opportunity Type'].map(
    (entry) => `Opportunities/${entry}`,
  ),
  ...['Category', 'Manufacturers', 'Product Type', 'Subcategory'].map((entry) => `Products/${entry}`),
  ...['Priority', 'Service Board', 'Severity', 'SLA'].map((entry) => `Service/${entry}`),
];

describe('the connection test', () => {
  it('finds nothing to say where the security role has all that is needed', async () => {
    expect(await tested(await connect())).toEqual({ state: 'connected', failed: [] });
  });

  it.each([
    ['Companies', 'module_companies'],
    ['Finance', 'module_finance'],
    ['Procurement', 'module_procurement'],
    ['Sales', 'module_sales'],
    ['Service Desk', 'module_service_desk'],
  ])('CW-01: names the module %s where the role lacks it, with where to give it', async (module, name) => {
    const connected = await connect();
    connected.simulator.control.setSecurity({ denied: [{ module }] });

    const { state, failed } = await tested(connected);

    expect(state).toBe('connecting');
    expect(failed).toContainEqual({
      ...{ name, ok: false, message: `${module}: cannot be read.` },
      remedy: `In System > Security Roles, give the API member's role access to the module ${module}, then test again.`,
    });
  });

  it.each([
    ['Products/Category', 'setup_table_products_category', 'Products / Category'],
    ['Invoicing/Billing Terms', 'setup_table_invoicing_billing_terms', 'Invoicing / Billing Terms'],
    ['Service/Service Board', 'setup_table_service_service_board', 'Service / Service Board'],
  ])('CW-02: names the Table Setup entry %s alone where the role does not show it', async (setupTable, name, title) => {
    const connected = await connect();
    connected.simulator.control.setSecurity({ denied: [{ setupTable }] });

    const { failed } = await tested(connected);

    expect(failed).toEqual([
      {
        ...{ name, ok: false, message: `${title}: cannot be read.` },
        remedy: `In System > Security Roles, in the role's Table Setup, allow the entry ${title}, then test again.`,
      },
    ]);
  });

  it('CW-01, CW-02: names all eight modules and all 23 entries where the role shows none of them', async () => {
    const connected = await connect();
    const modules = ['Companies', 'Finance', 'Marketing', 'Procurement', 'Project', 'Sales', 'Service Desk', 'System'];
    connected.simulator.control.setSecurity({
      denied: [
        ...modules.map((module) => ({ module })),
        // The vendor calls two of them shorter than the product does.
        ...TABLE_SETUP.map((entry) => ({ setupTable: entry.replace('/Opportunity ', '/') })),
      ],
    });

    const { failed } = await tested(connected);

    const missing = failed.map(({ message }) => message.replace(': cannot be read.', '').replace(' / ', '/'));
    expect(missing.sort()).toEqual([...modules, ...TABLE_SETUP].sort());
  });

  it('CW-02: an entry that only some of the product needs leaves the connection usable', async () => {
    const connected = await connect();
    connected.simulator.control.setSecurity({ denied: [{ setupTable: 'Service/Severity' }] });

    const { state, failed } = await tested(connected);

    expect(state).toBe('connected');
    expect(failed).toMatchObject([{ name: 'setup_table_service_severity', isWarning: true }]);
  });
});
