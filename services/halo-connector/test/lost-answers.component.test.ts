import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest } from './connected-halo.ts';
import { rowsThere } from './there.ts';

const connect = connectedForOneTest();
const NAME = 'Buyer';

describe('an answer that says nothing of what was done', () => {
  it.each(
    ['Client', 'Users'].flatMap((entity) =>
      (['error500AfterCommit', 'resetAfterCommit'] as const).map((kind) => [entity, kind] as const),
    ),
  )('makes no second row of %s: %s (architecture rule 6)', async (entity, kind) => {
    const connected = await connect();
    connected.simulator.control.addFault({ match: { entity, operation: 'create' }, action: { kind }, times: 1 });

    const companyId = await connected.save('company', { name: NAME });
    const contact = { companyId, firstName: 'Bo', lastName: 'Demo', email: 'bo@example.com', phone: '555-0100' };
    const contactId = await connected.save('contact', contact);

    const [company, person] = [await connected.arrived('company', companyId), await connected.arrived('contact', contactId)];
    expect(rowsThere(connected, 'Client', { name: NAME })).toMatchObject([{ id: company }]);
    expect(rowsThere(connected, 'Users', { client_id: company, isgeneraluser: false })).toMatchObject([{ id: person }]);
    await connected.noIssues();
  });
});
