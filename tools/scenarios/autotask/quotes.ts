import { inStep, type RecordPage, type RecordView } from '../../platform/journeys.ts';
import { arrived, idThere, line, offered, rowOf, rowsThere, type AutotaskStory, type Figures, type Row } from './story.ts';

/** Keys of the demo tenant. */
const STAGE = { presentation: 29_683_452, won: 29_683_454 };
const CLOSED = 3;
const ITEM = { product: 1, charge: 2, labour: 3, service: 11 };
const PERIOD = { once: 1, monthly: 2 };

/**
 * Point 3: a sent quote is an opportunity, three locations, a quote and its lines in their order there, with discounts, recurring
 * and labour lines; only what changes is sent later, and its status moves stage and status of the opportunity.
 */
export async function quotesPushed(story: AutotaskStory): Figures {
  const { autotask, checks, progress } = story;
  const { control } = autotask;
  const locations = control.count({ entity: 'QuoteLocations' });
  const customer = await arrived(story, 'companies', {
    ...{ name: 'Acme Quotes', telephone: '555-0100', address: { street: '3 Way', city: 'Town', state: 'IL', zip: '60601' } },
  });
  control.resetCounters();
  const quote = await offered(story, { title: 'Every sort of line', companyId: customer.id, items: await everySort(story) });
  const calls = writesOf(story);
  const there = rowOf(story, 'Quotes', quote);
  const opportunityId = Number(there['opportunityID']);
  checks.equal(control.count({ entity: 'QuoteLocations' }) - locations, 3, 'locations of the quote');
  const shipTo = control.get({ entity: 'QuoteLocations', id: Number(there['shipToLocationID']) })?.values;
  checks.equal([shipTo?.['address1'], shipTo?.['city']], ['3 Way', 'Town'], 'where the quote ships to');
  checks.equal(linesOf(story, there), expectedLines(story), 'the lines of the quote, in their order');
  checks.equal(dealOf(story, opportunityId), [STAGE.presentation, 1], 'stage and status of the opportunity of a sent quote');
  progress('the quote is there with every sort of line');
  const changed = await onlyChangesSent(story, quote);
  await approved(story, quote, opportunityId);
  progress('only a changed line was sent again, and the approved quote won its opportunity');
  return { quoteWrites: calls, quoteLines: expectedLines(story).length, writesOfOneChangedLine: changed };
}

async function everySort(story: AutotaskStory): Promise<object[]> {
  const { api } = story;
  const [product, other] = (await api.get<RecordPage>('/v1/products?productType=one-time&size=2&sort=name')).items;
  const [service] = (await api.get<RecordPage>('/v1/services?size=1&sort=name')).items;
  const [labour] = (await api.get<RecordPage>('/v1/products?productType=labour&size=1&sort=name')).items;
  return [
    line('Laptop', {
      kind: 'product',
      productId: product?.id,
      quantity: 2,
      unitPrice: '999.9950',
      unitCost: '800.1',
      discount: '50.00',
    }),
    line('Rented dock', { kind: 'product', productId: other?.id, period: 'monthly' }),
    line('Managed backup', { kind: 'service', serviceId: service?.id, isOptional: true }),
    line('Installation', { kind: 'labour', productId: labour?.id, quantity: 3.5 }),
    line('Freight', { kind: 'charge' }),
  ];
}

/** As `linesOf` shows them. */
function expectedLines(story: AutotaskStory): readonly unknown[] {
  const [product, other] = rowsThere(story, 'Products', 'isActive', true).slice(0, 2);
  const [service] = rowsThere(story, 'Services', 'isActive', true);
  const role = idThere(story, 'Roles', 'name', 'Engineer');
  const code = idThere(story, 'BillingCodes', 'name', 'Hardware');
  return [
    ['Laptop', ITEM.product, product?.id, 2, 999.995, 800.1, 50, PERIOD.once, false],
    ['Rented dock', ITEM.product, other?.id, 1, 10, null, 0, PERIOD.monthly, false],
    ['Managed backup', ITEM.service, service?.id, 1, 10, null, 0, PERIOD.monthly, true],
    ['Installation', ITEM.labour, role, 3.5, 10, null, 0, PERIOD.once, false],
    ['Freight', ITEM.charge, code, 1, 10, null, 0, PERIOD.once, false],
  ];
}

function linesOf(story: AutotaskStory, { id }: Row): readonly unknown[] {
  const inOrder = rowsThere(story, 'QuoteItems', 'quoteID', id).sort(
    (a, b) => Number(a['sortOrderID']) - Number(b['sortOrderID']),
  );
  return inOrder.map((row) => [
    ...[row['name'], row['quoteItemType'], row['productID'] ?? row['serviceID'] ?? row['laborID'] ?? row['chargeID']],
    ...[row['quantity'], row['unitPrice'], row['unitCost'] ?? null, row['lineDiscount'], row['periodType'], row['isOptional']],
  ]);
}

function dealOf({ autotask }: AutotaskStory, id: number): readonly unknown[] {
  const values = autotask.control.get({ entity: 'Opportunities', id })?.values;
  return [values?.['stage'], values?.['status']];
}

/** Calls that changed anything in Autotask since the counters were set back. */
function writesOf({ autotask }: AutotaskStory): number {
  const { writes } = autotask.control.counters();
  return Object.values(writes)
    .flatMap((kinds) => Object.values(kinds))
    .reduce((sum, count) => sum + count, 0);
}

async function onlyChangesSent(story: AutotaskStory, quote: RecordView): Promise<number> {
  const { api, autotask, integrationId, checks } = story;
  const [first, ...others] = quote['items'] as readonly object[];
  autotask.control.resetCounters();
  await api.patch(`/v1/quotes/${quote.id}`, { items: [{ ...first, quantity: 5 }, ...others] });
  await inStep(api, `/v1/quotes/${quote.id}`, integrationId);
  const [laptop] = rowsThere(story, 'QuoteItems', 'quoteID', rowOf(story, 'Quotes', quote).id);
  checks.equal(laptop?.['quantity'], 5, 'the quantity of the line that was changed');
  checks.equal(writesOf(story), 1, 'writes for one changed line');
  return writesOf(story);
}

async function approved(story: AutotaskStory, { id }: RecordView, opportunityId: number): Promise<void> {
  const { api, autotask, integrationId, checks } = story;
  autotask.control.resetCounters();
  await api.post(`/v1/quotes/${id}/approve`);
  await inStep(api, `/v1/quotes/${id}`, integrationId);
  checks.equal(dealOf(story, opportunityId), [STAGE.won, CLOSED], 'stage and status of the opportunity of an approved quote');
  checks.equal(writesOf(story), 1, 'writes of an approval');
}
