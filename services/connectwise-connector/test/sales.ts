import { newId } from '@psa-bridge/core';
import type { RecordInput } from '@psa-bridge/records';
import type { ConnectedConnectWise, ConnectionOptions } from './connected-connectwise.ts';

type Settings = Readonly<Record<string, unknown>>;
type Connect = (options?: ConnectionOptions) => Promise<ConnectedConnectWise>;
type Line = NonNullable<RecordInput<'quote'>['items']>[number];

/** A record of ours that stands for an item of the catalogue there. */
export async function standsFor(
  { records, integration, simulator }: ConnectedConnectWise,
  type: 'product' | 'service',
  place: number,
): Promise<{ id: string; itemId: number }> {
  const { _id: id } = await records.create(type, { name: `Thing ${place}` }, { source: 'import', pushTo: [] });
  const itemId = Number(simulator.control.list({ entity: 'Catalog Item', limit: 10 })[place]?.['id']);
  await records.link(type, id, integration._id, String(itemId));
  return { id, itemId };
}

export function line(name: string, productId?: string, more: Partial<Line> = {}): Line {
  const product = productId === undefined ? {} : { productId };
  return { id: newId(), name, quantity: 2, unitPrice: '10.00', discount: '1.00', ...product, ...more };
}

export const deals = ({ simulator }: ConnectedConnectWise, name: string) =>
  simulator.control.list({ entity: 'Opportunity', conditions: `name="${name}"` });

export const productsOf = ({ simulator }: ConnectedConnectWise, id: number, parent: 'opportunity' | 'ticket' = 'opportunity') =>
  simulator.control
    .list({ entity: 'Product Item', conditions: `${parent}/id=${id}` })
    .sort((a, b) => Number(a['sequenceNumber']) - Number(b['sequenceNumber']));

/** Connects, with a company, its contact, and a quote of two lines that was sent to them. */
export function offering(connect: Connect) {
  return async (settings: Settings = {}, quoted: Partial<RecordInput<'quote'>> = {}) => {
    const connected = await connect({ settings });
    const company = await connected.save('company', { name: 'Buyer', address: { street: '1 Demo Street' } });
    const contact = await connected.save('contact', {
      ...{ companyId: company, firstName: 'Bo', lastName: 'Demo', email: 'bo@example.com' },
    });
    await connected.arrived('contact', contact);
    const { id: product, itemId } = await standsFor(connected, 'product', 0);
    const opportunity = await connected.save('opportunity', { name: 'Deal', companyId: company, contactId: contact });
    const items = [line('First', product), line('Second', product)];
    const quote = await connected.save('quote', {
      ...{ title: 'Offer', companyId: company, contactId: contact, opportunityId: opportunity, items, status: 'sent' },
      ...quoted,
    });
    return { connected, company, contact, product, itemId, opportunity, quote, items };
  };
}

/** A fault after which the answer says nothing of what was done. */
export function losing(
  { simulator }: ConnectedConnectWise,
  entity: string,
  kind: 'error500AfterCommit' | 'resetAfterCommit',
): void {
  simulator.control.addFault({ match: { entity, operation: 'create' }, times: 1, action: { kind } });
}
