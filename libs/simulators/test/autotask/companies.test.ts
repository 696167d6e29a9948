import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEMO, NEW_COMPANY, startSimulator, type Started } from './harness.ts';

describe('companies, contacts and notes (autotask.md 5.1 to 5.3, 5.26)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator();
  });
  beforeEach(() => started.simulator.control.reset());
  afterAll(() => started.simulator.stop());

  it('has the own company under id 0, with a country unless the seed leaves it out', async () => {
    const { api, simulator } = started;

    const own = (await api.get('Companies/0')).json.item;
    simulator.control.reset({ seed: { ownCompanyHasCountry: false } });
    const blank = (await api.get('Companies/0')).json.item;

    expect([own.companyName, own.countryID]).toEqual(['Demo MSP', 200]);
    expect(blank.countryID).toBeNull();
  });

  it('has the error 1166 for a create without billToAddressToUse as a switch', async () => {
    const { api, simulator } = started;
    simulator.control.setSwitches({ companyNeedsBillToAddress: true });

    const refused = await api.post('Companies', NEW_COMPANY);
    const taken = await api.post('Companies', { ...NEW_COMPANY, billToAddressToUse: 1 });

    expect(refused.json.errors[0]).toContain('reference Error ID: 1166');
    expect(taken.status).toBe(200);
  });

  it('ignores a PATCH of invoiceTemplateID, unless the switch is off', async () => {
    const { api, simulator } = started;
    const template = async () => (await api.get(`Companies/${DEMO.company}`)).json.item.invoiceTemplateID;

    const answer = await api.patch('Companies', { id: DEMO.company, invoiceTemplateID: 101 });
    const before = await template();
    simulator.control.setSwitches({ invoiceTemplatePatchIgnored: false });
    await api.patch('Companies', { id: DEMO.company, invoiceTemplateID: 101 });

    expect([answer.status, before, await template()]).toEqual([200, 100, 101]);
  });

  it('shows an inactive contact under company 0 on get, where the switch says so', async () => {
    const { api, simulator } = started;
    simulator.control.setSwitches({ inactiveContactReadsCompanyZero: true });
    simulator.control.deactivate({ entity: 'Contacts', id: DEMO.contact });

    const item = (await api.get(`Contacts/${DEMO.contact}`)).json.item;
    const queried = (await api.query('Contacts', [{ op: 'eq', field: 'id', value: DEMO.contact }])).json.items[0];

    expect([item.isActive, item.companyID, queried.companyID]).toEqual([0, 0, DEMO.company]);
  });

  it('cannot delete a company through the API', async () => {
    expect((await started.api.call('DELETE', `Companies/${DEMO.company}`)).status).toBe(405);
  });

  it('moves activity by a note, of the company and of the opportunity, but no edit watermark', async () => {
    const { api, simulator } = started;
    simulator.control.setSwitches({ dateTimeFormat: 'iso' });
    const before = simulator.control.get({ entity: 'Companies', id: DEMO.company });

    const note = await api.post(`Companies/${DEMO.company}/Notes`, {
      actionType: 1,
      assignedResourceID: DEMO.owner,
      startDateTime: '2026-01-05T08:00:00Z',
      endDateTime: '2026-01-05T09:00:00Z',
      opportunityID: DEMO.opportunity,
    });
    const at = simulator.control.get({ entity: 'CompanyNotes', id: note.json.itemId })?.values['createDateTime'];
    const after = simulator.control.get({ entity: 'Companies', id: DEMO.company });

    expect(after?.values).toMatchObject({
      lastActivityDate: at,
      lastTrackedModifiedDateTime: before?.values['lastTrackedModifiedDateTime'],
    });
    expect((await api.get(`Opportunities/${DEMO.opportunity}`)).json.item.lastActivity).toBe(at);
  });

  it('keeps locations below their company without any date of change', async () => {
    const { api } = started;

    const created = await api.post(`Companies/${DEMO.company}/Locations`, { name: 'Depot' });
    const { item } = (await api.get(`CompanyLocations/${created.json.itemId}`)).json;

    expect(item).toMatchObject({ companyID: DEMO.company, name: 'Depot', isActive: true, isPrimary: false });
    expect(Object.keys(item).filter((name) => /date/i.test(name))).toEqual([]);
  });
});
