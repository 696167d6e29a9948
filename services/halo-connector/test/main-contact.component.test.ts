import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedHalo } from './connected-halo.ts';
import { callsTo, rowsThere, rowThere } from './there.ts';

const connect = connectedForOneTest();
const COMPULSORY = { switches: { mainContactCompulsory: true } } as const;

async function refused(connected: ConnectedHalo, name: string) {
  const id = await connected.save('company', { name });
  return { id, issue: await connected.issueOf(id) };
}

const creations = (connected: ConnectedHalo): number => callsTo(connected)['Client create'] ?? 0;

describe('a client that needs a main contact', () => {
  it('HP-17: is refused in the exact words, with where the setting is', async () => {
    const { issue } = await refused(await connect(COMPULSORY), 'Alone');

    expect(issue.failure).toMatchObject({
      message: 'Please populate main contact name',
      remedy: expect.stringContaining('Configuration > Users > General Settings'),
    });
  });

  it('HP-17: is explained before the call once HaloPSA has shown that it wants one', async () => {
    const connected = await connect(COMPULSORY);
    await refused(connected, 'First');
    const before = creations(connected);

    const { issue } = await refused(connected, 'Second');

    expect(issue.failure).toMatchObject({ message: 'Please populate main contact name' });
    expect(creations(connected)).toBe(before);
  });

  it('HP-17: is made with its first contact, who is not made once more', async () => {
    const connected = await connect(COMPULSORY);
    const { id: companyId } = await refused(connected, 'With a contact');
    const contact = { companyId, firstName: 'Emma', lastName: 'Demo', email: 'emma@demo.example', phone: '555-0101' };

    const contactId = await connected.save('contact', contact);

    const [client, user] = [await connected.arrived('company', companyId), await connected.arrived('contact', contactId)];
    expect(rowsThere(connected, 'Users', { client_id: client, isgeneraluser: false })).toMatchObject([{ id: user }]);
    expect(rowThere(connected, 'Users', user)).toMatchObject({ name: 'Emma Demo', ismaincontact: true, phonenumber: '555-0101' });
    await connected.noIssues();
  });

  it('HP-17: is made with whom the page names where it has no contact', async () => {
    const connected = await connect(COMPULSORY);
    await connected.savePage('companies', { mainContactName: 'Reception' });

    const there = await connected.arrived('company', await connected.save('company', { name: 'Without a contact' }));

    expect(rowThere(connected, 'Client', there)).toMatchObject({ main_contact_name: 'Reception' });
  });
});
