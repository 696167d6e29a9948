import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSimulator, type Started } from './harness.ts';

const NEEDED = [
  'Companies Contacts CompanyLocations CompanyNotes Opportunities SalesOrders Products ProductVendors Services ServiceBundles BillingCodes Roles',
  'Resources Departments InventoryLocations InventoryProducts Quotes QuoteLocations QuoteItems Tickets TicketNotes TicketCharges ProjectCharges ContractCharges PurchaseOrders',
  'PurchaseOrderItems PurchaseOrderItemReceiving Contracts ContractServices ContractServiceAdjustments ContractServiceUnits Currencies TaxRegions',
  'TaxCategories Taxes PaymentTerms ShippingTypes Countries InvoiceTemplates Invoices BillingItems CompanyWebhooks ContactWebhooks',
  'CompanyWebhookFields CompanyWebhookUdfFields CompanyWebhookExcludedResources WebhookEventErrorLogs UserDefinedFieldDefinitions UserDefinedFieldListItems',
]
  .join(' ')
  .split(' ');

describe('metadata (autotask.md 2.6, 2.7)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator();
  });
  afterAll(() => started.simulator.stop());

  it.each(NEEDED)('%s has information and fields', async (entity) => {
    const info = await started.api.get(`${entity}/entityInformation`);
    const fields = await started.api.get(`${entity}/entityInformation/fields`);

    expect(info.json.info).toMatchObject({
      name: expect.any(String),
      canQuery: expect.any(Boolean),
      userAccessForCreate: expect.stringMatching(/All|None/),
    });
    expect(fields.json.fields.find(({ name }: { name: string }) => name === 'id')).toMatchObject({
      dataType: 'long',
      isReadOnly: true,
    });
  });

  it('describes an entity as the vendor does', async () => {
    const { json } = await started.api.get('Opportunities/entityinformation');

    expect(json).toEqual({
      info: {
        name: 'Opportunity',
        canCreate: true,
        canDelete: false,
        canQuery: true,
        canUpdate: true,
        userAccessForCreate: 'All',
        userAccessForDelete: 'None',
        userAccessForQuery: 'All',
        userAccessForUpdate: 'All',
        hasUserDefinedFields: true,
        supportsWebhookCallouts: false,
      },
    });
  });

  it('describes fields with their picklist values as text', async () => {
    const { json } = await started.api.get('Opportunities/entityInformation/fields');
    const field = (name: string) => json.fields.find((one: { name: string }) => one.name === name);

    expect(field('status')).toMatchObject({
      dataType: 'integer',
      length: 0,
      isRequired: true,
      isReadOnly: false,
      isPickList: true,
      isSupportedWebhookField: false,
    });
    expect(field('status').picklistValues).toContainEqual({
      value: '1',
      label: 'Active',
      isDefaultValue: true,
      sortOrder: 2,
      parentValue: '',
      isActive: true,
      isSystem: false,
    });
    expect(field('lossReason').picklistValues).toContainEqual(
      expect.objectContaining({ label: 'Retired reason', isActive: false }),
    );
    expect(field('contactID')).toMatchObject({ isReference: true, referenceEntityType: 'Contact', isPickList: false });
    expect(field('title')).toMatchObject({ dataType: 'string', length: 128 });
    expect(field('lastActivity')).toMatchObject({ isReadOnly: true, isQueryable: true });
    expect(field('projectedCloseDate').dataType).toBe('datetime');
  });

  it('names the parent of a dependent picklist value', async () => {
    const { json } = await started.api.get('Tickets/entityInformation/fields');

    const subIssue = json.fields.find(({ name }: { name: string }) => name === 'subIssueType');

    expect(subIssue.picklistParentValueField).toBe('issueType');
    expect(subIssue.picklistValues[0]).toMatchObject({ label: 'Laptop', parentValue: '10' });
  });

  it('has values in every picklist of its own', async () => {
    const { json } = await started.api.get('EntityInformation');
    expect(json.entityDescriptions.length).toBeGreaterThan(0);

    const empty: string[] = [];
    for (const entity of NEEDED) {
      const fields = (await started.api.get(`${entity}/entityInformation/fields`)).json.fields;
      for (const field of fields)
        if (field.isPickList && field.picklistValues.length === 0) empty.push(`${entity}.${field.name}`);
    }

    expect(empty).toEqual([]);
  });

  it('feeds payment term picklists from the payment terms', async () => {
    const created = await started.api.post('PaymentTerms', { name: 'Net 45', paymentDueInDays: 45 });

    const { json } = await started.api.get('Quotes/entityInformation/fields');
    const { picklistValues } = json.fields.find(({ name }: { name: string }) => name === 'paymentTerm');

    expect(picklistValues).toContainEqual(
      expect.objectContaining({ value: String(created.json.itemId), label: 'Net 45', isActive: true }),
    );
  });

  it('lists UDFs with their ids, the multi-select one as neither readable nor writable', async () => {
    const { json } = await started.api.get('Companies/entityInformation/userDefinedFields');
    const udf = (name: string) => json.fields.find((one: { name: string }) => one.name === name);

    expect(udf('Customer Tier')).toMatchObject({ id: expect.any(Number), type: 'string', isPickList: true, isQueryable: true });
    expect(udf('Customer Tier').picklistValues).toHaveLength(3);
    expect(udf('Interests')).toMatchObject({ isReadOnly: true, isQueryable: false, dataType: 5 });
  });

  it('shows the same UDFs as definition rows, which can be added and deactivated', async () => {
    const { api } = started;

    const created = await api.post('UserDefinedFieldDefinitions', { name: 'Demo Extra', udfType: 1, dataType: 1 });
    const before = await api.get('Companies/entityInformation/userDefinedFields');
    await api.patch('Companies', { id: 29_683_002, userDefinedFields: [{ name: 'Demo Extra', value: 'x' }] });
    await api.patch('UserDefinedFieldDefinitions', { id: created.json.itemId, isActive: false });
    const company = await api.get('Companies/29683002');

    expect(before.json.fields.map(({ name }: { name: string }) => name)).toContain('Demo Extra');
    expect(company.json.item.userDefinedFields).toEqual([]);
  });

  it('keeps the values of a list UDF below UserDefinedFields/{id}/ListItems', async () => {
    const { api } = started;
    const udfs = async () => (await api.get('Companies/entityInformation/userDefinedFields')).json.fields;
    const { id } = (await udfs())[0];
    const items = `UserDefinedFields/${id}/ListItems`;

    const created = await api.post(items, { valueForDisplay: 'Platinum', valueForExport: '4' });
    const added = (await udfs())[0].picklistValues;
    await api.call('DELETE', `${items}/${created.json.itemId}`);

    expect(added).toContainEqual(expect.objectContaining({ value: '4', label: 'Platinum', isActive: true }));
    expect((await udfs())[0].picklistValues).toHaveLength(3);
  });

  it('answers 404 or an empty list where an entity has no UDFs', async () => {
    const { api, simulator } = started;

    const missing = await api.get('BillingCodes/entityInformation/userDefinedFields');
    simulator.control.setSwitches({ noUdfInformation: 'empty' });
    const empty = await api.get('BillingCodes/entityInformation/userDefinedFields');

    expect(missing.status).toBe(404);
    expect(empty.json).toEqual({ fields: [] });
  });

  it('lists all entities at the root', async () => {
    const { json } = await started.api.get('EntityInformation');

    expect(json.entityDescriptions.length).toBeGreaterThanOrEqual(NEEDED.length);
    expect(json.entityDescriptions[0].info.name).toBe('Company');
  });

  it('marks what webhooks can watch', async () => {
    const info = await started.api.get('Contacts/entityInformation');
    const fields = await started.api.get('Contacts/entityInformation/fields');
    const picklist = await started.api.get('ContactWebhookFields/entityInformation/fields');
    const watchable = fields.json.fields.filter(
      ({ isSupportedWebhookField }: { isSupportedWebhookField: boolean }) => isSupportedWebhookField,
    );
    const { picklistValues } = picklist.json.fields.find(({ name }: { name: string }) => name === 'fieldID');

    expect(info.json.info.supportsWebhookCallouts).toBe(true);
    expect(picklistValues.map(({ label }: { label: string }) => label)).toEqual(
      watchable.map(({ name }: { name: string }) => name),
    );
    expect(picklistValues.map(({ label }: { label: string }) => label)).toContain('emailAddress');
  });
});
