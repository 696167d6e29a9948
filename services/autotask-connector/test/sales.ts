import { TENANT } from '@psa-bridge/connector-kit/contract-suite';
import { newId } from '@psa-bridge/core';
import type { ConnectedAutotask } from './connected-autotask.ts';

/** One record of each type that is pushed, each referring to those before it. */
export interface Sale {
  company: string;
  contact: string;
  product: string;
  opportunity: string;
  quote: string;
}

export const MATERIAL_CODE = 'Hardware';

/** Autotask's id of a billing code of the demo tenant. */
export function billingCode({ simulator }: Pick<ConnectedAutotask, 'simulator'>, name: string): number {
  const [code] = simulator.control.list({ entity: 'BillingCodes', filter: [{ op: 'eq', field: 'name', value: name }] });
  if (!code) throw new Error(`The demo tenant has no billing code ${name}.`);
  return code.id;
}

/** Has one code serve for every product from now on. */
export async function setDefaultCode(connected: ConnectedAutotask, name = MATERIAL_CODE): Promise<void> {
  await setSettings(connected, { defaultBillingCode: String(billingCode(connected, name)) });
}

/** As the pages would leave them, also before field values were read. */
export async function setSettings(
  { harness, integration }: ConnectedAutotask,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  await harness.connector.integrations.change(TENANT, integration._id, (current) => ({
    ...current,
    settings: { ...current.settings, ...settings },
  }));
}

export async function makeSale(connected: ConnectedAutotask): Promise<Sale> {
  const { save } = connected;
  const company = await save('company', { name: 'Sale', telephone: '555-0100', address: { city: 'Town', country: 'US' } });
  const contact = await save('contact', { companyId: company, firstName: 'Sal', lastName: 'Demo', email: 'sal@example.com' });
  const product = await save('product', { name: 'Sold thing', price: '10.00', cost: '5.00' });
  const opportunity = await save('opportunity', {
    name: 'Deal',
    companyId: company,
    contactId: contact,
    onetimeRevenue: '10.00',
  });
  const quote = await save('quote', {
    ...{ title: 'Offer', companyId: company, opportunityId: opportunity, status: 'sent' },
    items: [line('Sold thing', { kind: 'product', productId: product }), line('Set-up', { kind: 'charge' })],
  });
  return { company, contact, product, opportunity, quote };
}

/** A line of a quote. */
export function line<More extends object>(name: string, more: More) {
  return { id: newId(), name, quantity: 1, unitPrice: '10.00', ...more };
}

export async function saleArrived({ arrived }: ConnectedAutotask, sale: Sale): Promise<Readonly<Record<keyof Sale, number>>> {
  const [company, contact, product, opportunity, quote] = [
    await arrived('company', sale.company),
    await arrived('contact', sale.contact),
    await arrived('product', sale.product),
    await arrived('opportunity', sale.opportunity),
    await arrived('quote', sale.quote),
  ];
  return { company, contact, product, opportunity, quote };
}

/** How often Autotask has each part of the sale. */
export function copies({ simulator: { control } }: ConnectedAutotask): Record<string, number> {
  const count = (entity: string, field: string, value: string): number =>
    control.count({ entity, filter: [{ op: 'eq', field, value }] });
  return {
    companies: count('Companies', 'companyName', 'Sale'),
    contacts: count('Contacts', 'firstName', 'Sal'),
    products: count('Products', 'name', 'Sold thing'),
    opportunities: count('Opportunities', 'title', 'Deal'),
    quotes: count('Quotes', 'name', 'Offer'),
    lines: count('QuoteItems', 'name', 'Sold thing') + count('QuoteItems', 'name', 'Set-up'),
  };
}

export const EACH_ONCE = { companies: 1, contacts: 1, products: 1, opportunities: 1, quotes: 1, lines: 2 };
