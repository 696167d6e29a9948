import { describe, expect, it } from '@jest/globals';
import { laneRank } from '@psa-bridge/connector-kit';
import { TENANT } from '@psa-bridge/connector-kit/contract-suite';
import { connectedForOneTest, type ConnectedConnectWise } from './connected-connectwise.ts';
import { rowsThere } from './there.ts';

const connect = connectedForOneTest();

const idOf = ({ simulator }: ConnectedConnectWise, entity: string, name: string): number =>
  Number(simulator.control.list({ entity, conditions: `name="${name}"` })[0]?.['id']);

const makeCompany = ({ simulator }: ConnectedConnectWise, values: Record<string, unknown>): number =>
  Number(simulator.control.create({ entity: 'Company', values: values as never })['id']);

const makeContact = ({ simulator }: ConnectedConnectWise, company: number, name: string): number =>
  Number(
    simulator.control.create({
      entity: 'Contact',
      values: {
        ...{ firstName: name, lastName: 'Demo', company: { id: company } },
        communicationItems: [{ type: { id: 1 }, value: `${name}@example.com`, communicationType: 'Email', defaultFlag: true }],
      },
    })['id'],
  );

/** As after a callback: the entity is read, and the work on it ends. */
async function hinted({ harness, integration }: ConnectedConnectWise, entityType: 'company' | 'contact', id: number) {
  const { table } = harness.connector;
  const of = { integrationId: integration._id, op: 'pull', entityType, entityId: String(id) } as const;
  await table.upsert({ tenantId: TENANT, ...of, lane: laneRank('webhook') });
  await harness.until(async () => expect((await table.get(TENANT, of))?.dueAt).toBeUndefined());
}

describe('companies of ConnectWise', () => {
  it('CW-21: in a status that is not enabled are not synced', async () => {
    const connected = await connect();
    const { simulator } = connected;
    const [wanted, other] = simulator.control.list({ entity: 'Company Status', limit: 2 }).map(({ id }) => Number(id));
    const inWanted = makeCompany(connected, { name: 'In a status that is synced', status: { id: wanted } });
    const inOther = makeCompany(connected, { name: 'In another status', status: { id: other } });
    await connected.sync('fields');
    await connected.savePage('companies', { companyStatuses: [String(wanted)] });

    await connected.sync('full');

    const known = await connected.records.idsByExternal('company', connected.integration._id, [inWanted, inOther].map(String));
    expect([...known.keys()]).toEqual([String(inWanted)]);
  });

  it('CW-21: in a status that is not enabled do not come in by way of their contacts, opportunities, agreements and callbacks, and nobody is told', async () => {
    const connected = await connect({
      seed: { companies: 1, contactsPerCompany: 0, products: 1, opportunities: 0, tickets: 0, agreements: 0 },
    });
    const { control } = connected.simulator;
    const [wanted, other] = control.list({ entity: 'Company Status', limit: 2 }).map(({ id }) => Number(id));
    const company = makeCompany(connected, { name: 'In another status', status: { id: other } });
    const contact = makeContact(connected, company, 'of-another');
    const make = (entity: string, name: string): number =>
      Number(control.create({ entity, values: { name, company: { id: company }, contact: { id: contact } } })['id']);
    const [opportunity, agreement] = [make('Opportunity', 'Theirs'), make('Agreement', 'Theirs')];
    await connected.sync('fields');
    await connected.savePage('companies', { companyStatuses: [String(wanted)] });

    await connected.sync('full');
    await hinted(connected, 'company', company);
    await hinted(connected, 'contact', contact);

    const known = async (type: 'company' | 'contact' | 'opportunity' | 'agreement', id: number) =>
      (await connected.records.idsByExternal(type, connected.integration._id, [String(id)])).size;
    expect(await known('company', company)).toBe(0);
    expect(await known('contact', contact)).toBe(0);
    expect(await known('opportunity', opportunity)).toBe(0);
    expect(await known('agreement', agreement)).toBe(0);
    expect(await connected.harness.openIssues()).toEqual([]);
  });

  it('CW-21: that leave the enabled statuses stay here, with their contacts, and go on being kept in step', async () => {
    const connected = await connect();
    const { control } = connected.simulator;
    const [wanted, other = 0] = control.list({ entity: 'Company Status', limit: 2 }).map(({ id }) => Number(id));
    const company = makeCompany(connected, { name: 'Leaving', status: { id: wanted } });
    const contact = makeContact(connected, company, 'stays');
    await connected.sync('fields');
    await connected.savePage('companies', { companyStatuses: [String(wanted)] });
    await connected.sync('full');

    control.patch({ entity: 'Company', id: company, values: { status: { id: other }, name: 'Left' } });
    await hinted(connected, 'company', company);
    await connected.sync('full');

    expect((await connected.recordOf('company', company)).data.name).toBe('Left');
    const link = (await connected.recordOf('contact', contact)).external[connected.integration._id];
    expect(link?.deletedAt).toBeUndefined();
    await connected.noIssues();
  });

  it('CW-20: with several types come in as the first of the order that the tenant set', async () => {
    const connected = await connect();
    const [first, second] = connected.simulator.control.list({ entity: 'Company Type', limit: 2 }).map(({ id }) => Number(id));
    await connected.sync('fields');
    await connected.savePage('companies', { companyTypePriority: [String(second), String(first)] });
    const id = makeCompany(connected, { name: 'Of two types', types: [{ id: first }, { id: second }] });

    await connected.sync('full');

    expect((await connected.recordOf('company', id)).data.type).toBe(String(second));
  });

  it('CW-20: a type that changes here is exchanged there, and those beside it stay', async () => {
    const connected = await connect();
    const [first, second, third] = connected.simulator.control
      .list({ entity: 'Company Type', limit: 3 })
      .map(({ id }) => Number(id));
    await connected.sync('fields');
    await connected.savePage('companies', { companyTypePriority: [String(first)] });
    const id = makeCompany(connected, { name: 'Changing', types: [{ id: first }, { id: third }] });
    await connected.sync('full');
    const { _id } = await connected.recordOf('company', id);

    await connected.change('company', _id, { type: String(second) });
    await connected.arrived('company', _id);

    const row = connected.simulator.control.get({ entity: 'Company', id }) as { types: readonly { id: number }[] };
    expect(row.types.map((type) => type.id).sort()).toEqual([second, third].sort());
  });

  it('CW-22: with a custom field that is mapped to a data point carry it both ways', async () => {
    const connected = await connect();
    const seats = rowsThere(connected, 'User Defined Field').find(({ values }) => values['caption'] === 'Seats')?.id ?? 0;
    await connected.sync('fields');
    await connected.savePage('companies', { companyFields: { seats: String(seats) } });

    const id = await connected.save('company', {
      ...{ name: 'With seats', address: { street: '1 Demo Street' }, customFields: { seats: 12 } },
    });
    const there = await connected.arrived('company', id);
    const sent = connected.simulator.control.get({ entity: 'Company', id: there })?.['customFields'];
    connected.simulator.control.patch({ entity: 'Company', id: there, values: { customFields: [{ id: seats, value: 15 }] } });
    await connected.sync('full');

    expect(sent).toContainEqual(expect.objectContaining({ id: seats, value: 12 }));
    expect((await connected.records.get('company', id))?.data.customFields).toEqual({ seats: 15 });
  });

  it('that are created here carry an identifier by which they are found again, and arrive whole', async () => {
    const connected = await connect();

    const id = await connected.save('company', {
      ...{ name: 'Müller & Söhne', telephone: '555-0100', website: 'https://mueller.example' },
      address: { street: '1 Demo Street', city: 'Springfield', country: 'US' },
    });

    const row = connected.simulator.control.get({ entity: 'Company', id: await connected.arrived('company', id) });
    expect(row).toMatchObject({
      ...{ name: 'Müller & Söhne', phoneNumber: '555-0100', addressLine1: '1 Demo Street', city: 'Springfield' },
      identifier: expect.stringMatching(/^[A-Za-z0-9]{1,30}$/),
      country: { id: idOf(connected, 'Country', 'United States') },
    });
    await connected.noIssues();
  });
});
