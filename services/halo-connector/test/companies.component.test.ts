import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedHalo } from './connected-halo.ts';
import { mainSiteOf, rowsThere, rowThere } from './there.ts';

const connect = connectedForOneTest();

const makeClient = ({ simulator }: ConnectedHalo, values: Record<string, unknown>): number =>
  Number(simulator.control.create({ entity: 'Client', values: values as never })['id']);

describe('companies of HaloPSA', () => {
  it('come in with the address of their main site', async () => {
    const connected = await connect();
    const [client] = rowsThere(connected, 'Client');

    await connected.sync('full');

    const { data } = await connected.recordOf('company', Number(client?.['id']));
    expect(data).toMatchObject({
      ...{ name: 'Demo MSP', type: '1', telephone: '5550000001', website: 'https://demomsp.example', currency: 'USD' },
      address: { street: '1 Example Street', country: 'US' },
    });
  });

  it('that are inactive come in as inactive', async () => {
    const connected = await connect();
    const id = makeClient(connected, { name: 'Gone quiet', inactive: true });

    await connected.sync('full');

    expect((await connected.recordOf('company', id)).data.isActive).toBe(false);
  });

  it('HP-13: have their address on the lines that the tenant chose, in both directions', async () => {
    const connected = await connect();
    await connected.savePage('companies', { addressLines: { line1: 'apartment', line2: 'street', line4: 'city' } });
    const id = makeClient(connected, {
      name: 'With an address',
      newclient_delivery_address: {
        line1: 'Suite 4',
        line2: '1 Main St',
        line3: 'nothing of ours',
        line4: 'Tampa',
        postcode: '33601',
      },
    });
    await connected.sync('full');
    const { _id, data } = await connected.recordOf('company', id);

    await connected.change('company', _id, { address: { street: '2 Main St', city: 'Tampa', zip: '33602' } });
    await connected.arrived('company', _id);

    expect(data.address).toEqual({ apartment: 'Suite 4', street: '1 Main St', city: 'Tampa', zip: '33601' });
    expect(mainSiteOf(connected, id)['delivery_address']).toMatchObject({
      ...{ line1: null, line2: '2 Main St', line4: 'Tampa', postcode: '33602' },
    });
  });

  it('HP-13: that are created here arrive whole with one call; those of a type that is mapped to none are prospects', async () => {
    const connected = await connect();
    await connected.sync('fields');
    await connected.savePage('companies', { companyProspectType: '2' });

    const id = await connected.save('company', {
      ...{ name: 'Müller & Söhne', telephone: '555-0100', website: 'https://mueller.example', number: 'C-1', taxId: 'T-1' },
      address: { street: '1 Demo Street', apartment: 'Suite 2', city: 'Springfield', state: 'IL', zip: '62701', country: 'US' },
    });

    const there = await connected.arrived('company', id);
    expect(rowThere(connected, 'Client', there)).toMatchObject({
      ...{ name: 'Müller & Söhne', website: 'https://mueller.example', ref: 'C-1', tax_number: 'T-1', customertype: 2 },
    });
    expect(mainSiteOf(connected, there)).toMatchObject({
      ...{ phonenumber: '555-0100', country_code: 'US' },
      delivery_address: { line1: '1 Demo Street', line2: 'Suite 2', line3: 'Springfield', line4: 'IL', postcode: '62701' },
    });
    await connected.noIssues();
  });

  it('that change here send only what changed', async () => {
    const connected = await connect();
    const id = makeClient(connected, { name: 'Before', notes: 'Kept', website: 'https://before.example' });
    await connected.sync('full');
    const { _id } = await connected.recordOf('company', id);

    await connected.change('company', _id, { name: 'After', telephone: '555-0101' });
    await connected.arrived('company', _id);

    expect(rowThere(connected, 'Client', id)).toMatchObject({ name: 'After', notes: 'Kept', website: 'https://before.example' });
    expect(mainSiteOf(connected, id)).toMatchObject({ phonenumber: '555-0101' });
  });
});

describe('contacts of HaloPSA', () => {
  it('ID-51: come in with job title and mobile phone; pseudo-contacts stand for nobody', async () => {
    const connected = await connect();
    const [user] = rowsThere(connected, 'Users', { isgeneraluser: false });
    connected.simulator.control.patch({ entity: 'Users', id: Number(user?.['id']), values: { mobilenumber: '555-0199' } });

    await connected.sync('full');

    const { data } = await connected.recordOf('contact', Number(user?.['id']));
    expect(data).toMatchObject({ mobilePhone: '555-0199', jobTitle: user?.['title'], lastName: 'Demo 1' });
    const { total } = await connected.records.search('contact', { from: 0, size: 1 });
    expect(total).toBe(3);
    await connected.noIssues();
  });

  it('that are created here stand at the main site of their client with all three names', async () => {
    const connected = await connect();
    const companyId = await connected.save('company', { name: 'Buyer' });
    const contact = {
      companyId,
      firstName: 'Bo',
      lastName: 'Demo',
      email: 'bo@example.com',
      phone: '555-0100',
      mobilePhone: '555-0102',
    };

    const there = await connected.arrived('contact', await connected.save('contact', contact));

    expect(rowThere(connected, 'Users', there)).toMatchObject({
      ...{ name: 'Bo Demo', firstname: 'Bo', surname: 'Demo', emailaddress: 'bo@example.com', mobilenumber: '555-0102' },
      site_id: rowThere(connected, 'Client', await connected.arrived('company', companyId))['main_site_id'],
    });
  });
});
