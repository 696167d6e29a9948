import { newId } from '@psa-bridge/core';
import type { RecordInput, RecordType } from '@psa-bridge/records';
import type { ConnectedHalo, ConnectionOptions } from './connected-halo.ts';

type Connect = (options?: ConnectionOptions) => Promise<ConnectedHalo>;
type Line = NonNullable<RecordInput<'quote'>['items']>[number];
type Row = Readonly<Record<string, unknown>>;

/** Ids of the demo data that tests point to. */
export const DEMO = {
  ...{ opportunityType: '28', renewalType: '29', open: '31', sent: '32', won: '35' },
  ...{ hardware: '14', services: '16', shipping: '17', firewall: '120', licence: '121', item: 90, otherItem: 91 },
} as const;

/** Rows there that have these members. */
export function there({ simulator }: Pick<ConnectedHalo, 'simulator'>, entity: string, where: Row = {}): readonly Row[] {
  const wanted = where as Parameters<typeof simulator.control.list>[0]['where'];
  return simulator.control.list({ entity, where: wanted, limit: 1_000 });
}

export function rowThere(connected: Pick<ConnectedHalo, 'simulator'>, entity: string, id: number): Row {
  const row = connected.simulator.control.get({ entity, id });
  if (!row) throw new Error(`HaloPSA has no ${entity} ${id}.`);
  return row;
}

/** The lines of a row there, in the order of their places. */
export function linesThere(connected: Pick<ConnectedHalo, 'simulator'>, entity: string, id: number): readonly Row[] {
  const lines = rowThere(connected, entity, id)['lines'] as readonly Row[];
  return lines.toSorted((a, b) => Number(a['sort_seq'] ?? a['id']) - Number(b['sort_seq'] ?? b['id']));
}

/** A record of ours that stands for something there. */
export async function standsFor<Type extends RecordType>(
  { records, integration }: ConnectedHalo,
  type: Type,
  { data, externalId }: { data: RecordInput<Type>; externalId: number },
): Promise<string> {
  const { _id: id } = await records.create(type, data, { source: 'import', pushTo: [] });
  await records.link(type, id, integration._id, String(externalId));
  return id;
}

export function line(name: string, productId?: string, more: Partial<Line> = {}): Line {
  const product = productId === undefined ? {} : { productId };
  return { id: newId(), name, quantity: 2, unitPrice: '10.00', discount: '1.00', ...product, ...more };
}

/** Connects, with a company, an opportunity and a quote of two lines that was sent. */
export function offering(connect: Connect) {
  return async (settings: Row = {}, quoted: Partial<RecordInput<'quote'>> = {}, options: ConnectionOptions = {}) => {
    const connected = await connect({ settings, ...options });
    const [client] = there(connected, 'Client', { name: 'Demo Company 00001' });
    const company = await standsFor(connected, 'company', { data: { name: 'Buyer' }, externalId: Number(client?.['id'] ?? 13) });
    const product = await standsFor(connected, 'product', { data: { name: 'Firewall' }, externalId: DEMO.item });
    const opportunity = await connected.save('opportunity', { name: 'Deal', companyId: company, stage: '2', probability: 0.6 });
    const items = [line('First', product), line('Second', product)];
    const quote = await connected.save('quote', {
      ...{ title: 'Offer', companyId: company, opportunityId: opportunity, items, status: 'sent' },
      ...quoted,
    });
    return { connected, company, product, opportunity, quote, items };
  };
}

/** An opportunity and the draft of its first proposal, which the gateway asks the PSA to have it for (HP-18). */
export async function proposed({ records, integration, save }: ConnectedHalo, data: RecordInput<'opportunity'>): Promise<string> {
  const opportunity = await save('opportunity', data);
  const draft = { title: 'Draft', companyId: data.companyId, opportunityId: opportunity };
  const of = [{ integrationId: integration._id, provider: integration.provider }];
  await records.create('quote', draft, { source: 'user', pushTo: [], asks: { type: 'opportunity', id: opportunity, of } });
  return opportunity;
}

/** A fault after which the answer says nothing of what was done. */
export function losing({ simulator }: ConnectedHalo, entity: string, operation: 'create' | 'update' = 'create'): void {
  simulator.control.addFault({ match: { entity, operation }, times: 1, action: { kind: 'error500AfterCommit' } });
}
