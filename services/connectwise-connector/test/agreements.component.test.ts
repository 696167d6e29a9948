import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedConnectWise, type ConnectionOptions } from './connected-connectwise.ts';
import { line, losing, offering, standsFor } from './sales.ts';

const connect = connectedForOneTest();
const offer = offering(connect);

const agreements = ({ simulator }: ConnectedConnectWise) => simulator.control.list({ entity: 'Agreement' });
const additionsOf = ({ simulator }: ConnectedConnectWise, id: number) =>
  simulator.control.list({ entity: 'Addition', conditions: `agreement/id=${id}` });

const SEEDED: ConnectionOptions = {
  seed: { companies: 3, contactsPerCompany: 1, products: 3, opportunities: 0, tickets: 0, agreements: 1 },
};

describe('agreements of ConnectWise', () => {
  it('come in with their additions, how often they are billed, and where they stand', async () => {
    const connected = await connect(SEEDED);
    const [there] = agreements(connected);
    const id = Number(there?.['id']);

    await connected.sync('full');

    const { data } = await connected.recordOf('agreement', id);
    const company = await connected.recordOf('company', Number((there?.['company'] as { id: number }).id));
    expect(data).toMatchObject({
      ...{ name: there?.['name'], number: String(id), companyId: company._id, type: '1', status: 'Active', isActive: true },
      services: [{ units: 5, period: 'monthly' }],
    });
    await connected.noIssues();
  });

  it('that changed or were cancelled arrive with the next delta, and what was taken off is gone', async () => {
    const connected = await connect(SEEDED);
    const { control } = connected.simulator;
    await connected.sync('full');
    const id = Number(agreements(connected)[0]?.['id']);
    for (const { id: addition } of additionsOf(connected, id))
      control.patch({ entity: 'Addition', id: Number(addition), values: { cancelledDate: '2020-01-01T00:00:00Z' } });
    control.patch({ entity: 'Agreement', id, values: { name: 'Renamed there', cancelledFlag: true } });

    await connected.sync('delta');

    expect((await connected.recordOf('agreement', id)).data).toMatchObject({
      ...{ name: 'Renamed there', isActive: false, status: 'Cancelled', services: [] },
    });
  });

  it('are read again now and then, because additions may change without a trace on the agreement', async () => {
    const connected = await connect({ ...SEEDED, agreementsEveryMs: 200 });
    await connected.sync('full');
    const id = Number(agreements(connected)[0]?.['id']);

    for (const { id: addition } of additionsOf(connected, id))
      connected.simulator.control.patch({ entity: 'Addition', id: Number(addition), values: { quantity: 9 } });

    await connected.harness.until(async () =>
      expect((await connected.recordOf('agreement', id)).data.services).toMatchObject([{ units: 9 }]),
    );
  });
});

/** An approved quote with two monthly services, one that is billed once a year, and a thing that is bought once. */
async function approve(
  settings: Readonly<Record<string, unknown>> = { createAgreements: true },
  faultAt?: Parameters<typeof losing>[1],
) {
  const sale = await offer(settings);
  const { connected, quote, product } = sale;
  const [support, backup] = [await standsFor(connected, 'service', 1), await standsFor(connected, 'service', 2)];
  const service = { kind: 'service', period: 'monthly' } as const;
  const items = [
    line('Support', undefined, { ...service, serviceId: support.id, quantity: 12, unitPrice: '50.00', discount: '6.00' }),
    line('Backup', undefined, {
      ...service,
      serviceId: backup.id,
      quantity: 3,
      unitPrice: '9.50',
      unitCost: '4.00',
      discount: '0.00',
    }),
    line('Licence', product, { period: 'yearly', quantity: 1, discount: '0.00' }),
    line('Set-up', product),
  ];
  if (faultAt !== undefined) losing(connected, faultAt, 'error500AfterCommit');
  await connected.change('quote', quote, { title: 'Managed office', status: 'approved', items, paymentTerm: '1' });
  return { ...sale, support, backup, items };
}

describe('agreements from an approved quote', () => {
  it('are made one for each billing cycle, each line once, however often the quote is sent, and stand here with their quote', async () => {
    const { connected, quote, company, contact, opportunity, support, backup, itemId } = await approve();
    await connected.harness.until(async () => expect((await connected.linkOf('quote', quote))?.sync.status).toBe('synchronized'));
    await connected.change('quote', quote, { comment: 'Sent again' });
    await connected.harness.until(async () => {
      const record = await connected.records.get('quote', quote);
      expect((await connected.linkOf('quote', quote))?.pushedRevision).toBe(record?.dataRevision);
    });

    const made = agreements(connected);
    const [monthly, yearly] = made;
    expect(made).toHaveLength(2);
    expect(monthly).toMatchObject({
      ...{ name: 'Managed office (monthly)', type: { id: 1 }, billingCycle: { name: 'Monthly' }, noEndingDateFlag: true },
      ...{ contact: { id: await connected.arrived('contact', contact) }, billingTerms: { id: 1 } },
    });
    expect(yearly).toMatchObject({ name: 'Managed office (yearly)', billingCycle: { name: 'Yearly' } });
    expect(additionsOf(connected, Number(monthly?.['id']))).toMatchObject([
      { product: { id: support.itemId }, quantity: 12, unitPrice: 49.5, billCustomer: 'Billable', invoiceDescription: 'Support' },
      { product: { id: backup.itemId }, quantity: 3, unitPrice: 9.5, unitCost: 4 },
    ]);
    expect(additionsOf(connected, Number(yearly?.['id']))).toMatchObject([{ product: { id: itemId }, quantity: 1 }]);
    const record = await connected.recordOf('agreement', Number(monthly?.['id']));
    const expected = {
      ...{ companyId: company, opportunityId: opportunity, quoteId: quote, name: 'Managed office (monthly)' },
      services: [
        { serviceId: support.id, units: 12, unitPrice: '49.50', period: 'monthly' },
        { serviceId: backup.id, units: 3, unitPrice: '9.50' },
      ],
    };
    expect(record.data).toMatchObject(expected);
    await connected.sync('full');
    expect((await connected.recordOf('agreement', Number(monthly?.['id']))).data).toMatchObject(expected);
    await connected.noIssues();
  });

  it('are not made unless the tenant switched them on', async () => {
    const { connected, quote } = await approve({});

    await connected.harness.until(async () => expect((await connected.linkOf('quote', quote))?.sync.status).toBe('synchronized'));

    expect(agreements(connected)).toEqual([]);
  });

  it.each(['Agreement', 'Addition'])(
    'are there once after the making of %s was carried out and answered with 500',
    async (entity) => {
      const { connected, quote } = await approve(undefined, entity);

      await connected.harness.until(async () =>
        expect((await connected.linkOf('quote', quote))?.sync.status).toBe('synchronized'),
      );

      expect(agreements(connected).map(({ name }) => name)).toEqual(['Managed office (monthly)', 'Managed office (yearly)']);
      expect(agreements(connected).map(({ id }) => additionsOf(connected, Number(id)).length)).toEqual([2, 1]);
      await connected.noIssues();
    },
  );

  it('run as long as the page says, and follow quantities and prices that change later, leaving alone what people changed there', async () => {
    const { connected, quote, items, support } = await approve({
      createAgreements: true,
      agreementMonths: 12,
      agreementType: '2',
    });
    await connected.harness.until(async () => expect((await connected.linkOf('quote', quote))?.sync.status).toBe('synchronized'));
    const [monthly] = agreements(connected);
    expect(monthly).toMatchObject({ type: { id: 2 }, noEndingDateFlag: false, endDate: expect.any(String) });
    const id = Number(monthly?.['id']);
    const [, backup] = additionsOf(connected, id);
    connected.simulator.control.patch({ entity: 'Addition', id: Number(backup?.['id']), values: { quantity: 30 } });

    const changed = items.map((item) =>
      item.name === 'Support'
        ? { ...item, quantity: 15, discount: '0.00' }
        : item.name === 'Backup'
          ? { ...item, unitPrice: '8.00' }
          : item,
    );
    await connected.change('quote', quote, { items: changed });

    await connected.harness.until(() =>
      expect(additionsOf(connected, id)).toMatchObject([
        { product: { id: support.itemId }, quantity: 15, unitPrice: 50 },
        { quantity: 30, unitPrice: 8 },
      ]),
    );
    await connected.harness.until(async () =>
      expect((await connected.recordOf('agreement', id)).data.services).toMatchObject([{ units: 15 }, { units: 30 }]),
    );
    await connected.noIssues();
  });

  const today = () => new Date().toISOString().slice(0, 10);
  /** Today, or the day on which that began: midnight may come between. */
  const sinceThen = () => {
    const day = today();
    return () => expect.stringMatching(new RegExp(`^(${day}|${today()})$`));
  };
  const ends = (connected: ConnectedConnectWise, id: number) =>
    additionsOf(connected, id).map(({ invoiceDescription, cancelledDate }) => [
      invoiceDescription,
      (cancelledDate as string | undefined)?.slice(0, 10),
    ]);

  it.each([
    ['is taken off the quote', 'remove'],
    ['becomes optional', 'offer'],
  ] as const)('end a line today that %s, once, and the agreement here shows it no more', async (_title, how) => {
    const [ended, { connected, quote, items, support }] = [sinceThen(), await approve()];
    await connected.arrived('quote', quote);
    const id = Number(agreements(connected)[0]?.['id']);
    connected.simulator.control.addFault({
      match: { entity: 'Addition', operation: 'update' },
      action: { kind: 'error500AfterCommit' },
    });

    const left = how === 'remove' ? items.filter(({ name }) => name !== 'Backup') : undefined;
    const offered = items.map((item) => (item.name === 'Backup' ? { ...item, isOptional: true } : item));
    await connected.change('quote', quote, { items: left ?? offered });
    await connected.arrived('quote', quote);
    await connected.change('quote', quote, { comment: 'Sent again' });
    await connected.arrived('quote', quote);

    expect(ends(connected, id)).toEqual([
      ['Support', undefined],
      ['Backup', ended()],
    ]);
    expect((await connected.recordOf('agreement', id)).data.services).toMatchObject([{ serviceId: support.id, units: 12 }]);
    await connected.noIssues();
  });

  it('take a line up anew that comes back on the quote, and one that is billed at another rhythm moves to the agreement of that', async () => {
    const [ended, { connected, quote, items }] = [sinceThen(), await approve()];
    await connected.arrived('quote', quote);
    const [monthly, yearly] = agreements(connected).map(({ id }) => Number(id)) as [number, number];

    await connected.change('quote', quote, { items: items.filter(({ name }) => name !== 'Backup') });
    await connected.arrived('quote', quote);
    await connected.change('quote', quote, {
      items: items.map((item) => (item.name === 'Support' ? { ...item, period: 'yearly' as const } : item)),
    });
    await connected.arrived('quote', quote);

    expect(ends(connected, monthly)).toEqual([
      ['Support', ended()],
      ['Backup', ended()],
      ['Backup', undefined],
    ]);
    expect(ends(connected, yearly)).toEqual([
      ['Licence', undefined],
      ['Support', undefined],
    ]);
    await connected.noIssues();
  });

  it('leave alone what somebody ended or removed there before it was taken off the quote', async () => {
    const { connected, quote, items } = await approve();
    await connected.arrived('quote', quote);
    const { control } = connected.simulator;
    const id = Number(agreements(connected)[0]?.['id']);
    const [support, backup] = additionsOf(connected, id).map((row) => Number(row['id']));
    control.patch({ entity: 'Addition', id: support ?? 0, values: { cancelledDate: '2099-01-31T00:00:00Z' } });
    control.remove({ entity: 'Addition', id: backup ?? 0 });

    await connected.change('quote', quote, { items: items.slice(2) });
    await connected.arrived('quote', quote);

    expect(ends(connected, id)).toEqual([['Support', '2099-01-31']]);
    await connected.noIssues();
  });

  it('IS-09: that cannot be made name each of their lines once, and the others are made', async () => {
    const { connected, quote, items } = await approve({});
    await connected.harness.until(async () => expect((await connected.linkOf('quote', quote))?.sync.status).toBe('synchronized'));
    await connected.savePage('ticket-settings', { createAgreements: true });

    const half = line('Half-yearly', undefined, {
      ...items[0],
      id: items[3]?.id ?? '',
      name: 'Half-yearly',
      period: 'semi-annual',
    });
    await connected.change('quote', quote, { items: [...items.slice(0, 2), half] });

    const issue = await connected.issueOf(quote);
    expect(issue.failedItems).toMatchObject([
      { itemName: 'Half-yearly', message: 'ConnectWise has no billing cycle of the term at which this is billed.' },
    ]);
    expect(agreements(connected)).toMatchObject([{ name: 'Managed office (monthly)' }]);
  });

  it('IS-10: whose payment terms are deleted are not made, and the quote says so to the letter', async () => {
    const { connected, quote } = await offer({ createAgreements: true });
    await connected.sync('fields');
    connected.simulator.control.remove({ entity: 'Billing Term', id: 2 });
    await connected.sync('fields');

    await connected.change('quote', quote, { status: 'approved', paymentTerm: '2' });

    expect((await connected.issueOf(quote)).failure?.message).toBe('Payment term/type is deleted');
    expect(agreements(connected)).toEqual([]);
  });
});
