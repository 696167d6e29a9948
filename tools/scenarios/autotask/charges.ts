import { eventually } from '@psa-bridge/testing';
import { changePage, synchronize, type RecordPage, type RecordView } from '../../platform/journeys.ts';
import { LIMIT, recordOf, rowsThere, type AutotaskStory, type Figures } from './story.ts';

const NEED_TO_ORDER = 3;
const CANCELED = 8;
/** Older than the vendor's two hours, as the scenario scales them. */
const OLD_MS = 4 * 60_000;
const LIST = 'ticket-charges';

/**
 * Point 5: charges come in from Autotask's tickets while the switch is on and they are new, without those that need no
 * procurement; their status is mirrored and never written (AT-90 to AT-95).
 */
export async function chargesImported(story: AutotaskStory): Figures {
  const { api, autotask, integrationId, checks, progress } = story;
  const ticketID = ticketThere(story);
  const before = chargeOn(story, ticketID, { name: 'While off' });
  await synchronize(api, { provider: 'autotask', integrationId }, 'delta');
  checks.equal(await charges(story), [], 'AT-90: charges that came in while the switch is off');
  autotask.control.remove({ entity: 'TicketCharges', id: before });
  await changePage(api, { provider: 'autotask', integrationId, page: 'purchase-order' }, { importTicketCharges: true });
  const { wanted } = prepareCharges(story, ticketID);
  const written = JSON.stringify(autotask.control.counters().writes['TicketCharges']);
  await synchronize(api, { provider: 'autotask', integrationId }, 'delta');
  checks.equal(await charges(story), ['Cable'], 'AT-90 to AT-92: charges that came in');
  const charge = await recordOf(story, LIST, wanted);
  checks.equal(
    [charge['quantity'], charge['unitPrice'], charge['status'], charge['isCancelled']],
    [3, '12.50', String(NEED_TO_ORDER), false],
    'AT-93: the charge here',
  );
  await itemBecomes(story, charge, 'pending');
  progress('a charge is here and waits to be bought');
  autotask.control.patch({ entity: 'TicketCharges', id: wanted, values: { status: CANCELED } });
  const again = chargeOn(story, ticketID, { name: 'Cable again' });
  await synchronize(api, { provider: 'autotask', integrationId }, 'delta');
  const cancelled = await recordOf(story, LIST, wanted);
  checks.equal(
    [cancelled['status'], cancelled['isCancelled']],
    [String(CANCELED), true],
    'AT-93: the charge cancelled in Autotask',
  );
  await itemBecomes(story, charge, 'cancelled');
  const anew = await recordOf(story, LIST, again);
  checks.that(anew.id !== charge.id && anew['isCancelled'] === false, 'AT-95: the charge made again is a new one');
  await itemBecomes(story, anew, 'pending');
  const writes = JSON.stringify(autotask.control.counters().writes['TicketCharges']);
  checks.equal(writes, written, 'AT-93: writes to charges in Autotask');
  progress('its cancellation is mirrored, and the charge made again is a new one');
  await changePage(api, { provider: 'autotask', integrationId, page: 'purchase-order' }, { importTicketCharges: false });
  return { chargesImported: (await charges(story)).length, chargesLeftOut: 3 };
}

/** One that is wanted, one that is too old, and one of a product that needs no procurement. */
function prepareCharges(story: AutotaskStory, ticketID: number): { wanted: number } {
  const [flagged] = rowsThere(story, 'Products', 'doesNotRequireProcurement', true);
  const [product] = rowsThere(story, 'Products', 'doesNotRequireProcurement', false);
  const old = new Date(Date.now() - OLD_MS).toISOString();
  const tooOld = chargeOn(story, ticketID, { name: 'Too old' });
  const dates = { createDate: old, statusLastModifiedDate: old };
  story.autotask.control.patch({ entity: 'TicketCharges', id: tooOld, values: dates });
  chargeOn(story, ticketID, { name: 'Needs no procurement', productID: flagged?.id ?? 0 });
  return { wanted: chargeOn(story, ticketID, { productID: product?.id ?? 0, unitPrice: 12.5 }) };
}

function ticketThere({ autotask }: AutotaskStory): number {
  const values = { companyID: 0, title: 'Broken', status: 1, priority: 2, queueID: 8 };
  return autotask.control.create({ entity: 'Tickets', values }).id;
}

/** As somebody puts it on a ticket in Autotask. */
function chargeOn({ autotask }: AutotaskStory, ticketID: number, more: Readonly<Record<string, string | number>>): number {
  const datePurchased = new Date().toISOString().slice(0, 10);
  const values = { ticketID, name: 'Cable', chargeType: 1, datePurchased, unitQuantity: 3, status: NEED_TO_ORDER };
  return autotask.control.create({ entity: 'TicketCharges', values: { ...values, ...more } }).id;
}

/** Names of the charges here that people made in Autotask. */
async function charges({ api }: AutotaskStory): Promise<readonly unknown[]> {
  const { items } = await api.get<RecordPage>(`/v1/${LIST}?size=200&sort=name`);
  return items.filter((charge) => charge['quoteId'] === undefined).map((charge) => charge['name']);
}

async function itemBecomes({ api }: AutotaskStory, { id }: RecordView, status: string): Promise<void> {
  await eventually(async () => {
    const [item] = (await api.get<RecordPage>(`/v1/procurement-items?ticketChargeId=${id}`)).items;
    if (item?.['status'] !== status) throw new Error(`the item of charge ${id} is ${String(item?.['status'])}`);
  }, LIMIT);
}
