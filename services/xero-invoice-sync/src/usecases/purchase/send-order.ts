import { newId } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import type { Written } from '../../client/wire.ts';
import type { CustomerLink, StoredOrder } from '../../collections.ts';
import { tidy } from '../../domain/contacts/choose-contact.ts';
import type { Chart } from '../../domain/document/accounts.ts';
import type { EngineSettings } from '../../domain/engine.ts';
import type { Outcome } from '../../domain/life/outcome.ts';
import { ownIdOf, type SourceCompany } from '../../domain/invoice.ts';
import type { Failure } from '../../domain/problem.ts';
import { preparePurchase, type TriedPurchase } from '../../domain/purchase/prepare-purchase.ts';
import { customerId } from '../sync/find-customers.ts';
import { isContactGone } from '../sync/settle.ts';
import { meetAgain, meetContact } from '../sync/meet-contact.ts';
import type { Batch } from '../sync/work.ts';

export interface SendOrderContext extends Batch {
  settings: EngineSettings & Required<Pick<EngineSettings, 'purchases'>>;
  chart: Chart;
  customers: Collection<CustomerLink>;
  /** Stores that there may be a document from now on; false where the order is another worker's. */
  note(tried: TriedPurchase): Promise<boolean>;
}

/**
 * One purchase order into Xero (XI-45): what carries its mark already is taken for it, so that no crash makes a second. The
 * vendor's contact comes first, for Xero makes none for orders (PO-9). Undefined where it was taken from us meanwhile.
 */
export async function sendOrder({ source, item, tried }: StoredOrder, context: SendOrderContext): Promise<Outcome | undefined> {
  const { settings, chart, client } = context;
  const prepared = preparePurchase(source, settings.purchases, chart);
  if (prepared.kind === 'fault') return failed({ ...prepared.problem, weight: 'fault' });
  const { document, notes } = prepared;
  const vendor = await contactOf(source.vendor, context);
  if ('failure' in vendor) return failed(vendor.failure);
  const sought = (item.mayExist && tried) || document;
  const [earlier] = await client.findPurchases(sought, ownIdOf(source));
  if (earlier) return written(sought, earlier, [...notes, 'It was in Xero already']);
  if (!(await context.note({ kind: document.kind, date: document.date }))) return undefined;
  const answer: Written = await client.createPurchase(document, vendor.contactId, newId());
  if (answer.kind === 'written') return written(document, answer, notes);
  if (isContactGone(answer.failure)) await suspect(source.vendor, context);
  return { ...failed(answer.failure), isAbsent: true };
}

async function suspect(
  { externalId }: StoredOrder['source']['vendor'],
  { connectionId, tenantId, customers }: SendOrderContext,
): Promise<void> {
  await customers
    .forTenant(tenantId)
    .mutate(customerId(connectionId, externalId), (link) => link && { ...link, isSuspect: true });
}

function written(
  { kind }: TriedPurchase,
  { documentId, number }: { documentId: string; number: string },
  notes: readonly string[],
): Outcome {
  return { kind: 'written', link: { documentId, number, kind, contentHash: '' }, notes, warnings: [] };
}

function failed(failure: Failure): Extract<Outcome, { kind: 'failed' }> {
  return { kind: 'failed', failure };
}

async function contactOf(
  vendor: StoredOrder['source']['vendor'],
  { connectionId, tenantId, client, settings, customers }: SendOrderContext,
): Promise<{ contactId: string } | { failure: Failure }> {
  const _id = customerId(connectionId, vendor.externalId);
  const own = customers.forTenant(tenantId);
  const known = await own.get(_id);
  if (known && !known.isSuspect) return known;
  const company: SourceCompany = { ...vendor, isNotSynced: false, people: [] };
  const again = known && (await meetAgain(client, known.contactId));
  const choice = again ?? (await meetContact(client, company, settings.options.contacts));
  if (choice.kind === 'fault') return { failure: { ...choice.problem, weight: 'fault' } };
  const met = choice.kind === 'found' ? choice.contact : await made(vendor, client);
  if ('failure' in met) return met;
  await own.mutate(_id, () => ({ _id, tenantId, connectionId, contactId: met.contactId }));
  return met;
}

/** Orders need no person (CON-11). */
async function made(
  { name, externalId }: StoredOrder['source']['vendor'],
  client: Batch['client'],
): Promise<{ contactId: string } | { failure: Failure }> {
  const fresh = { name: tidy(name.replace(/[<>]/g, ' ')), contactNumber: externalId, firstName: '', lastName: '', others: [] };
  const [answer] = await client.createContacts([fresh], newId());
  if (answer?.kind === 'created') return answer;
  return {
    failure: answer?.failure ?? {
      code: 'XERO_VALIDATION',
      message: 'The contact was not made',
      cure: 'Resync.',
      weight: 'strike',
    },
  };
}
