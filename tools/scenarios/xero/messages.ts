import { post, settled, type XeroStory } from './story.ts';

const NEVER_MS = 24 * 60 * 60_000;

/** One invoice for each thing that can be wrong with one (the seed's table), and some that only look so. */
export async function everyMessage(story: XeroStory): Promise<Record<string, unknown>> {
  const { progress, posted } = story;
  contacts(story);
  amounts(story);
  numbers(story);
  progress(`${posted.size} odd invoices are posted`);
  await settled(story);
  return { oddInvoices: posted.size };
}

function contacts(story: XeroStory): void {
  const fault = (message: string) => ({ state: 'fault', message }) as const;
  const nobody = company(story, 'Demo Nobody Ltd', []);
  post(story, { companyID: nobody }, fault('Unable to sync Invoice. No valid contact for the invoice'));
  const wrong = company(story, 'Demo Wrong Address Ltd', ['no address']);
  post(story, { companyID: wrong }, fault("Invalid email address can't sync invoice"));
  const foreign = company(story, 'Demo Foreign Ltd', ['accounts@example.org'], { currencyID: CANADIAN });
  post(story, { companyID: foreign }, fault('Organisation is not subscribed to currency'));
}

/** Of the simulated Autotask, and unknown to the simulated Xero. */
const CANADIAN = 4;

function amounts(story: XeroStory): void {
  post(story, { values: { invoiceTotal: 125.01 } }, { state: 'fault', message: 'Invoice Amounts do not match' });
  for (const invoiceTotal of [115.05, 118, 112]) post(story, { values: { invoiceTotal } }, { state: 'complete' });
  const back = { itemName: 'Demo return', quantity: -2, rate: 50, tax: -15 };
  post(story, { lines: [back] }, { state: 'complete' });
  post(story, { lines: [back, { ...back, quantity: 3, tax: 22.5 }] }, { state: 'complete' });
}

function numbers(story: XeroStory): void {
  const { control } = story.autotask;
  const empty = { completeAfterMs: NEVER_MS, values: { invoiceNumber: 'INV-EMPTY' } };
  post(story, empty, { state: 'skipped', message: 'Invoice contains no line items skipping over' });
  const voided = post(story, {}, { state: 'skipped', message: 'The invoice is voided in Autotask' });
  control.voidInvoice({ id: Number(voided) });
  control.setSwitches({ automaticInvoiceNumbers: false });
  post(story, {}, { state: 'fault', message: 'Autotask Invoice number is empty' });
  taken(story);
  control.setSwitches({ automaticInvoiceNumbers: true });
}

/** A document of somebody else has the number. */
function taken(story: XeroStory): void {
  const { control } = story.xero;
  const contact = control.create({ entity: 'Contacts', values: { Name: 'Demo Somebody Else' } }) as { ContactID: string };
  const LineItems = [{ Description: 'Demo', Quantity: 1, UnitAmount: 7, AccountCode: '200' }];
  const Contact = { ContactID: contact.ContactID };
  const values = { Type: 'ACCREC', Contact, InvoiceNumber: 'AT-INV-TAKEN', LineItems };
  control.create({ entity: 'Invoices', values });
  post(story, { values: { invoiceNumber: 'INV-TAKEN' } }, { state: 'fault', message: 'Invoice # must be unique.' });
}

function company(
  { autotask: { control } }: XeroStory,
  companyName: string,
  addresses: readonly string[],
  more: Readonly<Record<string, number>> = {},
): number {
  const values = { companyName, companyType: 1, phone: '555-0100', ownerResourceID: 1, currencyID: 1, isActive: true, ...more };
  const { id } = control.create({ entity: 'Companies', values }) as { id: number };
  for (const [at, emailAddress] of addresses.entries()) {
    const person = { companyID: id, firstName: 'Demo', lastName: `Receiver ${at}`, emailAddress, isActive: 1 };
    control.create({ entity: 'Contacts', values: person });
  }
  return id;
}
