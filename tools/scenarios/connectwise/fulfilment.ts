import { changePage, pathOf, runEnded, type RecordPage, type RecordView, type SyncRunView } from '../../platform/journeys.ts';
import { sold } from './selling.ts';
import { arrived, idThere, referred, rowNamed, type Chapter, type ConnectWiseStory } from './story.ts';

const TITLE = 'Delivered';

/**
 * What follows a sale: a ticket with a charge for the chosen line (CW-42, FP-01, FP-02), an agreement for what recurs, which ends
 * with its line, and the stock of a warehouse on demand (CW-41).
 */
export const delivered: Chapter = async (story) => {
  const { api, connectWise, integration, checks, progress } = story;
  const page = {
    createTickets: true,
    ticketBoard: String(rowNamed(story, 'Service Board', 'Procurement')),
    createAgreements: true,
  };
  await changePage(api, { ...integration, page: 'ticket-settings' }, page);
  const { quote } = await sold(story, TITLE, [{ name: 'Seats', quantity: 5, unitPrice: '9.00', ...(await serviceAt(story)) }]);
  await api.post(`/v1/quotes/${quote}/send`);
  await api.post(`/v1/quotes/${quote}/approve`);
  const { items } = await arrived(story, `/v1/quotes/${quote}`);
  const lines = items as readonly { id: string; name: string }[];
  const [agreement, ...others] = connectWise.control.list({ entity: 'Agreement', conditions: `name = "${TITLE}"` });
  checks.equal(others.length, 0, 'agreements there besides the one of the quote');
  const additions = () =>
    connectWise.control
      .list({ entity: 'Addition', conditions: `agreement/id = ${Number(agreement?.['id'])}` })
      .map(({ quantity, cancelledDate }) => [quantity, cancelledDate !== undefined]);
  checks.equal(additions(), [[5, false]], 'the recurring line of the quote on its agreement');

  const chosen = lines.filter(({ name }) => name === 'First').map(({ id }) => id);
  const path = `${pathOf(integration)}/quotes/${quote}/post-sale`;
  const { id } = await api.post<RecordView>(path, { lineIds: chosen, dueDate: '2027-12-24', estimatedHours: 3 });
  const ticket = await idThere(story, `/v1/tickets/${id}`);
  const charges = connectWise.control.list({ entity: 'Product Item', conditions: `ticket/id = ${ticket}` });
  checks.equal(
    charges.map(({ description }) => description),
    ['First'],
    'CW-42, FP-02: the charges of the ticket',
  );
  progress('an approved quote made an agreement and a ticket with the chosen charge');

  await api.patch(`/v1/quotes/${quote}`, { items: lines.filter(({ name }) => name !== 'Seats') });
  await arrived(story, `/v1/quotes/${quote}`);
  checks.equal(additions(), [[5, true]], 'the recurring line on its agreement once it was taken off the quote');
  return { ticketCharges: charges.length, stockLevels: await stockRead(story) };
};

/** A service that came from ConnectWise, for a line. */
async function serviceAt({ api, integration }: ConnectWiseStory): Promise<Record<string, unknown>> {
  const { items } = await api.get<RecordPage>('/v1/services?size=50');
  const found = items.find(({ sync, period }) => sync[integration.integrationId]?.externalId && period === 'monthly');
  if (!found) throw new Error('There is no monthly service of ConnectWise.');
  return { kind: 'service', serviceId: found.id, period: 'monthly' };
}

async function stockRead(story: ConnectWiseStory): Promise<number> {
  const { api, connectWise, integration, checks, progress } = story;
  const warehouse = rowNamed(story, 'Warehouse', 'Main Warehouse');
  await changePage(api, { ...integration, page: 'inventories' }, { warehouses: [String(warehouse)] });
  const { id: runId } = await api.post<SyncRunView>(`${pathOf(integration)}/inventory`, {});
  const { state } = await runEnded(api, { ...integration, runId });
  checks.equal(state, 'completed', 'CW-41: the reading of the stock');
  const all = { limit: 10_000 };
  const recurring = connectWise.control.list({ entity: 'Catalog Item', conditions: 'recurringFlag = True', ...all });
  const services = new Set(recurring.map(({ id }) => Number(id)));
  const onHand = connectWise.control.list({ entity: 'Inventory On Hand', conditions: `warehouse/id = ${warehouse}`, ...all });
  const expected = onHand.filter(({ catalogItem }) => !services.has(referred(catalogItem))).length;
  const { total } = await api.get<RecordPage>('/v1/stock-levels?size=1');
  checks.equal([total > 0, total], [true, expected], 'CW-41: stock levels here');
  progress(`${total} stock levels were read on demand`);
  return total;
}
