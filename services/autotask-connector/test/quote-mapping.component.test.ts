import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import type { BusinessRecord, QuoteItem, RecordInput } from '@psa-bridge/records';
import { connectForEdits, type EditedAutotask } from './edited-records.ts';

const STAGE = { presentation: '29683452', won: '29683454', retired: '29683455' };
const STATUS = { lost: '2', closed: '3' };

const REFERENCES = ['productID', 'chargeID', 'laborID', 'expenseID', 'shippingID', 'serviceID', 'serviceBundleID'];

type ItemInput = NonNullable<RecordInput<'quote'>['items']>[number];

describe('opportunities and quotes in Autotask', () => {
  let autotask: EditedAutotask;
  let company: BusinessRecord<'company'>;
  let contact: BusinessRecord<'contact'>;
  let labour: string;

  beforeAll(async () => {
    autotask = await connectForEdits({
      seed: { companies: 2, contactsPerCompany: 1, products: 2, services: 1, opportunities: 0 },
    });
    await autotask.sync('full');
    await autotask.savePage('billing-codes', { defaultBillingCode: materialCode() });
    await autotask.savePage('opportunity', {
      opportunityUdfs: { reference: 'Quote Reference', forecast: 'Forecast Category' },
      quoteStatuses: { sent: { stage: STAGE.presentation }, approved: { stage: STAGE.won, status: STATUS.closed } },
    });
    company = await autotask.create('company', { name: 'Demo customer', telephone: '555-0100' });
    contact = await autotask.create('contact', person('buyer', company._id));
    labour = await labourProduct();
  });
  afterAll(() => autotask.close());

  const person = (name: string, companyId: string) => ({
    companyId,
    firstName: name,
    lastName: 'Demo',
    email: `${name}@example.com`,
  });
  const writes = (entity: string): number =>
    Object.values(autotask.simulator.control.counters({}).writes[entity] ?? {}).reduce((all, count) => all + count, 0);
  const rows = (entity: string, field: string, value: unknown) =>
    autotask.simulator.control.list({ entity, filter: [{ op: 'eq', field, value }] });
  const externalId = (record: BusinessRecord): number => Number(record.external[autotask.integration._id]?.id);
  const linesOf = (quote: BusinessRecord) => rows('QuoteItems', 'quoteID', externalId(quote)).map(({ values }) => values);

  function materialCode(): string {
    const [code] = rows('BillingCodes', 'useType', 4);
    return String(code?.id);
  }

  async function labourProduct(): Promise<string> {
    const { _id } = await autotask.records.create(
      'product',
      { name: 'Engineer hour', productType: 'labour' },
      { source: 'import', pushTo: [] },
    );
    await autotask.records.link('product', _id, autotask.integration._id, `role:${rows('Roles', 'name', 'Engineer')[0]?.id}`);
    return _id;
  }

  const firstOf = async (type: 'product' | 'service'): Promise<string> =>
    (await autotask.records.search(type, { from: 0, size: 1, sort: [{ field: 'name', direction: 'asc' }] })).items[0]?._id ?? '';
  const line = (name: string, more: Partial<ItemInput> = {}): ItemInput => ({
    ...{ id: newId(), name, kind: 'charge', quantity: 1, unitPrice: '10.00' },
    ...more,
  });

  const opportunity = (name: string, more: Partial<RecordInput<'opportunity'>> = {}) =>
    autotask.create('opportunity', { name, companyId: company._id, ...more });

  async function quote(title: string, more: Partial<RecordInput<'quote'>> = {}): Promise<BusinessRecord<'quote'>> {
    const opportunityId = more.opportunityId ?? (await opportunity(title))._id;
    return autotask.create('quote', { title, companyId: company._id, status: 'sent', ...more, opportunityId });
  }

  it('an opportunity carries its contact, its category, its source and its data points there (AT-50, AT-51)', async () => {
    const made = await opportunity('With everything', {
      ...{ contactId: contact._id, category: '2', source: '29682801', probability: 0.4, expectedCloseDate: '2026-12-24' },
      customFields: { reference: 'Q-9', forecast: '2', ours: 'stays here' },
    });

    expect(autotask.there('Opportunities', made)).toMatchObject({
      ...{ contactID: externalId(contact), opportunityCategoryID: 2, leadSource: 29_682_801, probability: 40 },
      projectedCloseDate: '2026-12-24T00:00:00.000Z',
    });
    expect(autotask.udfsThere('Opportunities', made)).toEqual({ 'Quote Reference': 'Q-9', 'Forecast Category': '2' });

    const changed = await autotask.change('opportunity', made._id, { customFields: { forecast: '3', reference: null } });
    expect(autotask.udfsThere('Opportunities', changed)).toEqual({ 'Forecast Category': '3' });
  });

  it('an opportunity in a retired stage is refused before the call, by the name of the stage (IS-14)', async () => {
    const before = writes('Opportunities');

    const made = await opportunity('Retired', { stage: STAGE.retired });

    expect((await autotask.issueOf(made._id))?.failure?.message).toBe(
      'stage: "Retired stage" is inactive in Autotask. Correct this and save again.',
    );
    expect(writes('Opportunities')).toBe(before);
    await autotask.change('opportunity', made._id, { stage: STAGE.presentation });
    await autotask.noIssues();
  });

  it('a quote has its lines in their order, each with one reference and one discount at most', async () => {
    const [product, service] = [await firstOf('product'), await firstOf('service')];
    const made = await quote('All lines', {
      contactId: contact._id,
      items: [
        line('Laptop', {
          kind: 'product',
          productId: product,
          quantity: 2,
          unitPrice: '999.9950',
          unitCost: '800.1',
          discount: '50.00',
        }),
        line('Rented laptop', { kind: 'product', productId: product, period: 'quarterly' }),
        line('Backup', { kind: 'service', serviceId: service, isOptional: true }),
        line('Installation', { kind: 'labour', productId: labour, quantity: 3.5 }),
        line('Freight'),
      ],
    });
    const role = rows('Roles', 'name', 'Engineer')[0]?.id;

    await autotask.noIssues();
    expect(autotask.there('Quotes', made)).toMatchObject({ contactID: externalId(contact), primaryQuote: true });
    expect(linesOf(made)).toMatchObject([
      {
        ...{ name: 'Laptop', quoteItemType: 1, productID: expect.any(Number), quantity: 2, sortOrderID: 1 },
        ...{ unitPrice: 999.995, unitCost: 800.1, lineDiscount: 50, unitDiscount: 0, percentageDiscount: 0, periodType: 1 },
      },
      { name: 'Rented laptop', quoteItemType: 1, productID: expect.any(Number), periodType: 3, sortOrderID: 2 },
      {
        name: 'Backup',
        quoteItemType: 11,
        serviceID: expect.any(Number),
        periodType: 2,
        isOptional: true,
        sortOrderID: 3,
      },
      { name: 'Installation', quoteItemType: 3, laborID: role, quantity: 3.5, sortOrderID: 4 },
      { name: 'Freight', quoteItemType: 2, chargeID: Number(materialCode()), sortOrderID: 5 },
    ]);
    expect(linesOf(made).map((values) => REFERENCES.filter((field) => (values[field] ?? null) !== null))).toEqual([
      ...[['productID'], ['productID'], ['serviceID'], ['laborID'], ['chargeID']],
    ]);
  });

  it('a labour line without a role is named with what to do, and the others go on (IS-09)', async () => {
    const items = [line('Hours', { kind: 'labour' }), line('Freight')];
    const made = await quote('Labour without a role', { items });
    const issue = await autotask.issueOf(made._id);

    expect(issue?.failedItems).toMatchObject([
      { itemName: 'Hours', message: 'The line has no labour product, so that Autotask cannot know its role' },
    ]);
    expect(linesOf(made)).toMatchObject([{ name: 'Freight' }]);

    await autotask.change('quote', made._id, { items: made.data.items.map((item) => ({ ...item, productId: labour })) });
    await autotask.noIssues();
    // Their order there is that of their making.
    expect(linesOf(made).map(({ name }) => name)).toEqual(['Freight', 'Hours']);
  });

  it('only what changed of a line is sent, whatever a partial success sent before', async () => {
    const items = [line('First'), line('Second')];
    const made = await quote('Lines that change', { items });
    const [first, second] = made.data.items as [QuoteItem, QuoteItem];
    await autotask.change('quote', made._id, {
      items: [
        { ...first, quantity: 5 },
        { ...second, name: 'y'.repeat(101) },
      ],
    });
    expect(linesOf(made).map(({ quantity }) => quantity)).toEqual([5, 1]);

    await autotask.change('quote', made._id, { items: [first, second] });
    await autotask.noIssues();
    expect(linesOf(made).map(({ quantity }) => quantity)).toEqual([1, 1]);

    const before = writes('QuoteItems');
    await autotask.change('quote', made._id, { comment: 'Changed' });
    expect(writes('QuoteItems')).toBe(before);
  });

  it('a line becomes one of another kind without being lost, and one that was deleted there is made anew', async () => {
    const made = await quote('Kinds', { items: [line('Thing'), line('Stays')] });
    const [thing, stays] = made.data.items as [QuoteItem, QuoteItem];
    await autotask.change('quote', made._id, {
      items: [{ ...thing, kind: 'product', productId: await firstOf('product') }, stays],
    });
    expect(linesOf(made)[0]).toMatchObject({ quoteItemType: 1, chargeID: null, productID: expect.any(Number) });

    const [, there] = rows('QuoteItems', 'quoteID', externalId(made));
    autotask.simulator.control.remove({ entity: 'QuoteItems', id: there?.id ?? 0 });
    await autotask.change('quote', made._id, { comment: 'Once more' });

    expect(linesOf(made).map(({ name }) => name)).toEqual(['Thing', 'Stays']);
    await autotask.noIssues();
  });

  it("a quote's status moves stage and status of its opportunity, once for each status, and nothing else does", async () => {
    const made = await quote('Moves', { items: [line('Freight')] });
    const deal = await autotask.records.get('opportunity', made.data.opportunityId);
    if (!deal) throw new Error('There is no opportunity.');
    expect(autotask.there('Opportunities', deal)).toMatchObject({ stage: Number(STAGE.presentation), status: 1 });

    const before = writes('Opportunities');
    await autotask.change('quote', made._id, { comment: 'An edit' });
    expect(writes('Opportunities')).toBe(before);

    await autotask.change('quote', made._id, { status: 'approved' });
    expect(autotask.there('Opportunities', deal)).toMatchObject({ stage: Number(STAGE.won), status: Number(STATUS.closed) });
    expect(writes('Opportunities')).toBe(before + 1);
  });

  it('of several quotes of one opportunity exactly one is primary, the one that got furthest', async () => {
    const deal = await opportunity('Several quotes');
    const first = await quote('First offer', { opportunityId: deal._id });
    const second = await quote('Second offer', { opportunityId: deal._id });
    const primaries = () =>
      rows('Quotes', 'opportunityID', externalId(deal)).flatMap(({ values }) => (values['primaryQuote'] ? [values['name']] : []));
    expect(primaries()).toEqual(['Second offer']);

    await autotask.change('quote', first._id, { status: 'approved' });
    expect(primaries()).toEqual(['First offer']);

    const third = await quote('Third offer', { opportunityId: deal._id, status: 'draft' });
    expect(primaries()).toEqual(['First offer']);

    await autotask.change('quote', first._id, { status: 'declined' });
    expect(primaries()).toEqual(['Second offer']);
    await autotask.change('quote', second._id, { status: 'declined' });
    expect(primaries()).toEqual([third.data.title]);
  });

  it('a payment term that was removed there is refused before the call (IS-10)', async () => {
    const made = await quote('Terms', { paymentTerm: '987' });

    expect((await autotask.issueOf(made._id))?.failure).toMatchObject({
      message: 'Payment term/type is deleted',
      remedy: 'Choose another payment term or type in the quote settings and retry.',
    });
    await autotask.change('quote', made._id, { paymentTerm: '1' });
    await autotask.noIssues();
  });

  it('a quote cannot move to another opportunity there, and is told so', async () => {
    const made = await quote('Stays with its opportunity');
    const other = await opportunity('Another one');

    const moved = await autotask.change('quote', made._id, { opportunityId: other._id });

    expect((await autotask.issueOf(moved._id))?.failure).toMatchObject({
      code: 'quote_of_other_opportunity',
      remedy: expect.stringContaining('make a new quote'),
    });
    await autotask.change('quote', made._id, { opportunityId: made.data.opportunityId });
    await autotask.noIssues();
  });
});
