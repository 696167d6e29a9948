import { eventually } from '@psa-bridge/testing';
import { inStep, synchronize, type RecordPage, type RecordView } from '../../platform/journeys.ts';
import {
  arrived,
  idThere,
  LIMIT,
  line,
  offered,
  pathOf,
  recordOf,
  refusalOf,
  rowOf,
  rowsThere,
  type AutotaskStory,
  type Figures,
} from './story.ts';

interface Offer {
  action: string;
  isOffered: boolean;
  mostPerQuote: number;
  reason?: { code: string };
  lines: readonly { id: string; name: string }[];
}

const DUE = { dueDate: '2027-12-24', estimatedHours: 3 };
const NOTE = 'Ring first';

/**
 * Point 4: an approved quote becomes several service tickets, each with a charge for its chosen lines, up to the limit of the
 * tenant; no line stands on two (AT-70, AT-71, FP-01 to FP-03).
 */
export async function ticketsCreated(story: AutotaskStory): Figures {
  const { api, checks, progress } = story;
  const quote = await soldQuote(story);
  const path = `${pathOf(story)}/quotes/${quote.id}/post-sale`;
  const offer = await api.get<Offer>(path);
  checks.equal([offer.action, offer.isOffered, offer.mostPerQuote], ['Create Ticket', true, 2], 'FP-01: what the quote offers');
  const lineId = (name: string): string => offer.lines.find((one) => one.name === name)?.id ?? '';
  const first = await ticket(story, path, { lineIds: [lineId('Server'), lineId('Rack')], internalNote: NOTE });
  const used = await refusalOf(story, 'POST', path, { body: { ...DUE, lineIds: [lineId('Server'), lineId('Set-up')] } });
  checks.equal([used.status, used.code], [409, 'line_used'], 'FP-03: a line that stands on a ticket already');
  const billingCode = String(idThere(story, 'BillingCodes', 'name', 'Freight'));
  const second = await ticket(story, path, { lineIds: [lineId('Set-up')], title: 'The rest', billingCode });
  const third = await refusalOf(story, 'POST', path, { body: { ...DUE, lineIds: [lineId('Spare')] } });
  checks.equal([third.status, third.code], [409, 'post_sale_limit_reached'], 'FP-03: a third ticket where two are allowed');
  progress('the quote is two tickets; a third is refused');
  ticketThere(story, first, { title: 'Sold', charges: ['Server', 'Rack'], codes: ['Hardware', 'Hardware'] });
  ticketThere(story, second, { title: 'The rest', charges: ['Set-up'], codes: ['Freight'] });
  noteThere(story, first);
  await chargeFollows(story, quote);
  const made =
    rowsThere(story, 'Tickets', 'externalID', first.id).length + rowsThere(story, 'Tickets', 'externalID', second.id).length;
  return { tickets: made, ticketCharges: 3, ticketsPerQuote: offer.mostPerQuote };
}

async function soldQuote(story: AutotaskStory): Promise<RecordView> {
  const company = await arrived(story, 'companies', { name: 'Acme Tickets', telephone: '555-0100' });
  const [product] = (await story.api.get<RecordPage>('/v1/products?productType=one-time&size=1&sort=name')).items;
  const items = [
    line('Server', { kind: 'product', productId: product?.id, quantity: 2, unitCost: '5.00' }),
    line('Rack', { kind: 'charge', discount: '1.00' }),
    line('Set-up', { kind: 'charge' }),
    line('Spare', { kind: 'charge' }),
    line('Thank you', { kind: 'text' }),
  ];
  return offered(story, { title: 'Sold', companyId: company.id, items, isApproved: true });
}

async function ticket(story: AutotaskStory, path: string, chosen: object): Promise<RecordView> {
  const { id } = await story.api.post<RecordView>(path, { ...DUE, ...chosen });
  return inStep(story.api, `/v1/tickets/${id}`, story.integrationId);
}

function ticketThere(
  story: AutotaskStory,
  record: RecordView,
  { title, charges, codes }: { title: string; charges: readonly string[]; codes: readonly string[] },
): void {
  const { checks } = story;
  const row = rowOf(story, 'Tickets', record);
  checks.equal(
    [row['title'], row['estimatedHours'], row['queueID'], String(row['dueDateTime']).slice(0, 10)],
    [...[title, DUE.estimatedHours, 8, DUE.dueDate]],
    `AT-71: the ticket ${title} in Autotask`,
  );
  const there = rowsThere(story, 'TicketCharges', 'ticketID', row.id);
  checks.equal(
    there.map((charge) => charge['name']),
    charges,
    `AT-71: the charges of ${title}`,
  );
  checks.equal(
    there.map((charge) => charge['billingCodeID']),
    codes.map((name) => idThere(story, 'BillingCodes', 'name', name)),
    `AT-16, AT-71: the billing codes of ${title}`,
  );
  checks.equal(record['number'], row['ticketNumber'], `the number of the ticket ${title} here`);
}

/** AT-71: among the notes that Autotask's users see, not in what customers see. */
function noteThere(story: AutotaskStory, record: RecordView): void {
  const row = rowOf(story, 'Tickets', record);
  const notes = rowsThere(story, 'TicketNotes', 'ticketID', row.id).map((note) => [note['description'], note['publish']]);
  story.checks.equal(notes, [[NOTE, 2]], 'AT-71: the internal note');
  story.checks.equal(row['description'] ?? null, null, 'AT-71: the description that customers see');
}

/** FP-13: the charge of the server goes the way of the order that buys it, there and here, and shows when it is billed. */
async function chargeFollows(story: AutotaskStory, quote: RecordView): Promise<void> {
  const { api, autotask, integrationId, checks, progress } = story;
  const item = await eventually(async () => {
    const { items } = await api.get<RecordPage>(`/v1/procurement-items?quoteId=${quote.id}`);
    const found = items.find((one) => one['ticketChargeId'] !== undefined);
    if (!found) throw new Error('no item of the quote is bought for a charge');
    return found;
  }, LIMIT);
  const distributor = await arrived(story, 'companies', { name: 'Acme Parts', telephone: '555-0100' });
  const ordering = { distributorId: distributor.id, items: [{ id: item.id, unitCost: '5.00' }] };
  const order = await api.post<RecordView>('/v1/purchase-orders', ordering);
  await api.post(`/v1/purchase-orders/${order.id}/place`, { by: 'manual' });
  const placed = await inStep(api, `/v1/purchase-orders/${order.id}`, integrationId);
  const [bought] = rowsThere(story, 'PurchaseOrderItems', 'orderID', rowOf(story, 'PurchaseOrders', placed).id);
  const chargeId = Number(bought?.['chargeID']);
  const stands = async (status: number, isBilled: boolean, what: string): Promise<void> => {
    const [there] = rowsThere(story, 'TicketCharges', 'id', chargeId);
    const here = await recordOf(story, 'ticket-charges', chargeId);
    checks.equal([there?.['status'], here['status'], here['isBilled']], [status, String(status), isBilled], what);
  };
  await stands(ON_ORDER, false, 'FP-13: the charge once its order is placed');
  const values = { purchaseOrderItemID: bought?.id ?? 0, quantityNowReceiving: 2 };
  autotask.control.create({ entity: 'PurchaseOrderItemReceiving', values });
  await synchronize(api, { provider: 'autotask', integrationId }, 'delta');
  await stands(DELIVERED, false, 'FP-13: the charge once it is received');
  autotask.control.patch({ entity: 'TicketCharges', id: chargeId, values: { isBilled: true } });
  await synchronize(api, { provider: 'autotask', integrationId }, 'delta');
  await stands(DELIVERED, true, 'AT-93: the charge once it is billed');
  progress('a charge of the ticket is on order, delivered and billed with its order');
}

const ON_ORDER = 4;
const DELIVERED = 7;
