import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest } from './connected-connectwise.ts';
import { losing } from './sales.ts';

const connect = connectedForOneTest();
const NAME = 'Buyer';

describe('an answer that says nothing of what was done', () => {
  it.each(
    ['Company', 'Contact'].flatMap((entity) =>
      (['error500AfterCommit', 'resetAfterCommit'] as const).map((kind) => [entity, kind] as const),
    ),
  )('makes no second %s: %s (architecture rule 6)', async (entity, kind) => {
    const connected = await connect();
    const { control } = connected.simulator;
    losing(connected, entity, kind);

    const companyId = await connected.save('company', { name: NAME, address: { street: '1 Demo Street' } });
    const contact = { companyId, firstName: 'Bo', lastName: 'Demo', email: 'bo@example.com', phone: '555-0100' };
    const contactId = await connected.save('contact', contact);

    const [company, person] = [await connected.arrived('company', companyId), await connected.arrived('contact', contactId)];
    expect(control.list({ entity: 'Company', conditions: `name="${NAME}"` })).toMatchObject([{ id: company }]);
    expect(control.list({ entity: 'Contact', conditions: `company/id=${company}` })).toMatchObject([{ id: person }]);
    await connected.noIssues();
  });
});
