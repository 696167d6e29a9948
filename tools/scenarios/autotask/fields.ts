import { issueCleared, issueOf, inStep, synchronize, type RecordView } from '../../platform/journeys.ts';
import { arrived, categoryNamed, idThere, recordOf, rowOf, rowsThere, type AutotaskStory, type Figures } from './story.ts';

/** Fields of ours that are to be so, by what they are of. */
type Fields = Readonly<Record<string, unknown>>;

const LONG_NAME = 'x'.repeat(101);
const PROBLEMS = [
  'companyName has 101 characters, Autotask takes 100',
  'countryID: Autotask has no country "XX"',
  'companyType: "987" does not exist in Autotask',
];

/**
 * Point 2: what Autotask has of each type comes in with the full sync, and what people save here goes out, by the field maps of
 * both directions; what Autotask would refuse is told by field, before any call.
 */
export async function fieldsMapped(story: AutotaskStory): Figures {
  const { api, integrationId, checks, progress } = story;
  const expected = prepareIncoming(story);
  const run = await synchronize(api, { provider: 'autotask', integrationId }, 'full');
  checks.equal(run.state, 'completed', 'the full sync');
  for (const { search, id, fields } of expected) {
    const record = await recordOf(story, search, id);
    checks.equal(of(record, fields), fields, `the fields of ${search} ${id} that came in`);
  }
  progress('the full sync brought every mapped field');
  const sent = await outgoing(story);
  progress('what was saved here has every mapped field in Autotask');
  await refusedByField(story);
  return {
    ...{ fullSyncCalls: run.callsSpent, fullSyncEntities: run.done, fieldsIn: fieldCount(expected) },
    fieldsOut: fieldCount(sent),
  };
}

function of(record: Fields, fields: Fields): Fields {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, record[name]]));
}

function fieldCount(expected: readonly { fields: Fields }[]): number {
  return expected.reduce((sum, { fields }) => sum + Object.keys(fields).length, 0);
}

/** Rows are edited in Autotask so that each rule has something to do: country, labels and keys, initials, money, days. */
function prepareIncoming(story: AutotaskStory): readonly { search: string; id: number | string; fields: Fields }[] {
  const { control } = story.autotask;
  const [company] = rowsThere(story, 'Companies', 'companyNumber', 'C00001');
  const [contact] = rowsThere(story, 'Contacts', 'companyID', company?.id);
  const [product] = rowsThere(story, 'Products', 'productCategory', 2);
  const [service] = rowsThere(story, 'Services', 'periodType', 2);
  const engineer = idThere(story, 'Roles', 'name', 'Engineer');
  const [companyId, contactId, productId, serviceId] = [company, contact, product, service].map((row) => row?.id ?? 0) as [
    ...[number, number, number, number],
  ];
  const germany = idThere(story, 'Countries', 'countryCode', 'DE');
  const about = { countryID: germany, taxID: 'DE-1', city: 'Musterstadt', address2: 'Hof 2' };
  control.patch({ entity: 'Companies', id: companyId, values: about, udfs: { 'Customer Tier': '2' } });
  const person = { middleInitial: 'Q', namePrefix: 4, mobilePhone: '555-0177', title: 'Buyer' };
  control.patch({ entity: 'Contacts', id: contactId, values: person });
  control.patch({ entity: 'Products', id: productId, values: { unitPrice: 1234.5678, unitCost: 0.1, internalProductID: 'A-1' } });
  return [
    {
      ...{ search: 'companies?number=C00001', id: companyId },
      fields: {
        ...{ name: company?.['companyName'], type: 'customer', taxId: 'DE-1', currency: 'USD', customFields: { tier: '2' } },
        ...{ telephone: company?.['phone'], website: company?.['webAddress'], isActive: true },
        address: address(company ?? {}, about),
      },
    },
    {
      ...{ search: `contacts?email=${String(contact?.['emailAddress'])}`, id: contactId },
      fields: { middleName: 'Q', prefix: '4', mobilePhone: '555-0177', jobTitle: 'Buyer', phone: contact?.['phone'] },
    },
    {
      ...{ search: `products?mpn=${String(product?.['manufacturerProductName'])}`, id: productId },
      fields: { price: '1234.5678', cost: '0.10', internalProductId: 'A-1', manufacturer: product?.['manufacturerName'] },
    },
    { search: 'services', id: serviceId, fields: { name: service?.['name'], period: 'monthly', price: '10.00', cost: '6.00' } },
    {
      ...{ search: 'products?productType=labour', id: `role:${engineer}` },
      fields: { name: 'Engineer', price: '120.00', unit: 'hour', doesNotRequireProcurement: true },
    },
  ];
}

function address(row: Fields, about: { address2: string; city: string }): Fields {
  const { address1: street, state, postalCode: zip } = row;
  return { street, apartment: about.address2, city: about.city, state, zip, country: 'DE' };
}

/** One record of each type that people save; quotes, tickets and orders have chapters of their own. */
async function saved(story: AutotaskStory): Promise<Readonly<Record<'company' | 'contact' | 'product' | 'deal', RecordView>>> {
  const company = await arrived(story, 'companies', {
    ...{ name: 'Acme Field Test', type: 'customer', telephone: '555-0100', taxId: 'T-9', number: 'F-1' },
    ...{ address: { street: '9 Way', city: 'Town', state: 'IL', zip: '60601', country: 'CA' }, customFields: { tier: '3' } },
  });
  const person = { companyId: company.id, firstName: 'Field', lastName: 'Test', email: 'field@example.com' };
  const contact = await arrived(story, 'contacts', { ...person, middleName: 'Quentin', prefix: '4', jobTitle: 'Buyer' });
  const { id: categoryId } = await categoryNamed(story, 'Laptops');
  const product = await arrived(story, 'products', { name: 'Field laptop', categoryId, price: '1234.5678', mpn: 'F-LAP' });
  const deal = await arrived(story, 'opportunities', {
    ...{ name: 'Field deal', companyId: company.id, contactId: contact.id, category: '2', source: '29682801' },
    ...{
      probability: 0.4,
      expectedCloseDate: '2027-12-24',
      onetimeRevenue: '99.90',
      customFields: { reference: 'R-1', forecast: '2' },
    },
  });
  return { company, contact, product, deal };
}

async function outgoing(story: AutotaskStory): Promise<readonly { fields: Fields }[]> {
  const { company, contact, product, deal } = await saved(story);
  const id = (record: RecordView): number => Number(record.sync[story.integrationId]?.externalId);
  const country = idThere(story, 'Countries', 'countryCode', 'CA');
  const sent: readonly [string, RecordView, Fields][] = [
    ['Companies', company, { companyType: 1, countryID: country, taxID: 'T-9', companyNumber: 'F-1', postalCode: '60601' }],
    ['Contacts', contact, { companyID: id(company), middleInitial: 'Q', namePrefix: 4, title: 'Buyer', isActive: 1 }],
    [
      ...(['Products', product] as const),
      { productCategory: 2, unitPrice: 1234.5678, productBillingCodeID: idThere(story, 'BillingCodes', 'name', 'Accessories') },
    ],
    [
      ...(['Opportunities', deal] as const),
      {
        ...{ companyID: id(company), contactID: id(contact), opportunityCategoryID: 2, leadSource: 29_682_801, probability: 40 },
        ...{ projectedCloseDate: '2027-12-24T00:00:00.000Z', onetimeRevenue: 99.9 },
      },
    ],
  ];
  for (const [entity, record, fields] of sent)
    story.checks.equal(of(rowOf(story, entity, record), fields), fields, `the fields of ${entity} that went out`);
  readBack(story, deal);
  return sent.map(([, , fields]) => ({ fields }));
}

/** AT-51: Autotask is read once when an opportunity is made there, for what it filled in. */
function readBack(story: AutotaskStory, deal: RecordView): void {
  const { stage, status } = rowOf(story, 'Opportunities', deal);
  const filledIn = { stage: String(stage), status: String(status), startDate: new Date().toISOString().slice(0, 10) };
  story.checks.equal(of(deal, filledIn), filledIn, 'AT-51: what Autotask filled in of the opportunity');
}

/** Names too long, unknown countries and types: all at once, by Autotask's fields, and without a call. */
async function refusedByField(story: AutotaskStory): Promise<void> {
  const { api, autotask, integrationId, checks } = story;
  const writes = () => autotask.control.counters().writes['Companies'];
  const before = JSON.stringify(writes());
  const wrong = { name: LONG_NAME, telephone: '555-0100', type: '987', address: { country: 'XX' } };
  const { id } = await api.post<RecordView>('/v1/companies', wrong);
  const { message } = await issueOf(api, id);
  for (const problem of PROBLEMS) checks.that(message.includes(problem), `the issue names "${problem}" in: ${message}`);
  checks.equal(JSON.stringify(writes()), before, 'calls that a company with wrong fields cost');
  await api.patch(`/v1/companies/${id}`, { name: 'Acme Mended', type: 'customer', address: { country: 'US' } });
  await inStep(api, `/v1/companies/${id}`, integrationId);
  await issueCleared(api, id);
}
