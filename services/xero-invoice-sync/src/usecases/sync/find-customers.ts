import { newId } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import type { CustomerLink } from '../../collections.ts';
import { newContactOf, type NewContact } from '../../domain/contacts/new-contact.ts';
import type { ContactOptions } from '../../domain/options.ts';
import type { Failure } from '../../domain/problem.ts';
import { meetAgain, meetContact } from './meet-contact.ts';
import type { Addressed, Batch, Ended, Work } from './work.ts';

export interface Customers {
  found: readonly Addressed[];
  ended: readonly Ended[];
}

type Customer = { contactId: string } | { failure: Failure };

/** Companies that are met at once: what is known of them is kept before the next are asked for, however soon the limit of the day comes. */
const MET_AT_ONCE = 10;

/**
 * The Xero contact of each invoice (XI-30): from our own table, else by one question for each company that is new here, else a new
 * one. A contact is linked before a document names it; whoever is killed in between finds it again by the company's id. One that
 * Xero archived or merged is read again, and its merge target takes its place.
 */
export function makeFindCustomers({ customers }: { customers: Collection<CustomerLink> }) {
  return async (batch: Batch, works: readonly Work[], options: ContactOptions): Promise<Customers> => {
    const byCompany = Map.groupBy(works, ({ invoice }) => invoice.source.company.externalId);
    const links = await linksOf(customers, batch, [...byCompany.keys()]);
    const known = new Map<string, Customer>();
    for (const [companyId, { contactId, isSuspect }] of links) if (!isSuspect) known.set(companyId, { contactId });
    const strangers = [...byCompany].flatMap(([companyId, [first]]) => {
      const linkedId = links.get(companyId)?.contactId;
      return known.has(companyId) || !first ? [] : [{ work: first, ...(linkedId === undefined ? {} : { linkedId }) }];
    });
    for (let from = 0; from < strangers.length; from += MET_AT_ONCE) {
      const met = await meet(batch, strangers.slice(from, from + MET_AT_ONCE), options);
      await link(customers, batch, met);
      for (const [companyId, customer] of met) known.set(companyId, customer);
    }
    return sorted(works, known);
  };
}

export type FindCustomers = ReturnType<typeof makeFindCustomers>;

export function customerId(connectionId: string, companyId: string): string {
  return `${connectionId}:${companyId}`;
}

async function linksOf(
  customers: Collection<CustomerLink>,
  { connectionId, tenantId }: Batch,
  companyIds: readonly string[],
): Promise<ReadonlyMap<string, CustomerLink>> {
  const links = await customers.forTenant(tenantId).getMany(companyIds.map((id) => customerId(connectionId, id)));
  return new Map(links.map((link) => [link._id.slice(connectionId.length + 1), link]));
}

async function link(
  customers: Collection<CustomerLink>,
  { connectionId, tenantId }: Batch,
  met: ReadonlyMap<string, Customer>,
): Promise<void> {
  const linkable = new Map(
    [...met].flatMap(([companyId, customer]) =>
      'contactId' in customer ? [[customerId(connectionId, companyId), customer.contactId]] : [],
    ),
  );
  await customers
    .forTenant(tenantId)
    .mutateMany([...linkable.keys()], (_id) => ({ _id, tenantId, connectionId, contactId: linkable.get(_id) ?? '' }));
}

/** A company that is new here, or whose contact is to be read again. */
interface Stranger {
  work: Work;
  linkedId?: string;
}

/** Looked for at once, those that Xero does not have made in one call. */
async function meet({ client }: Batch, strangers: readonly Stranger[], options: ContactOptions): Promise<Map<string, Customer>> {
  const met = new Map<string, Customer>();
  const wanted: NewContact[] = [];
  const looks = strangers.map(async ({ work: { invoice, plan }, linkedId }) => {
    const { company } = invoice.source;
    const again = linkedId === undefined ? undefined : await meetAgain(client, linkedId);
    const choice = again ?? (await meetContact(client, company, options));
    if (choice.kind === 'found') met.set(company.externalId, { contactId: choice.contact.contactId });
    if (choice.kind === 'fault') met.set(company.externalId, { failure: { ...choice.problem, weight: 'fault' } });
    if (choice.kind === 'create') wanted.push(newContactOf(company, plan.receiver, options));
  });
  await Promise.all(looks);
  if (wanted.length === 0) return met;
  const made = await client.createContacts(wanted, newId());
  for (const [at, { contactNumber }] of wanted.entries()) {
    const answer = made[at];
    if (answer?.kind === 'created') met.set(contactNumber, { contactId: answer.contactId });
    if (answer?.kind === 'refused') met.set(contactNumber, { failure: answer.failure });
  }
  return met;
}

function sorted(works: readonly Work[], customers: ReadonlyMap<string, Customer>): Customers {
  const found: Addressed[] = [];
  const ended: Ended[] = [];
  for (const work of works) {
    const customer = customers.get(work.invoice.source.company.externalId);
    if (customer && 'contactId' in customer) found.push({ ...work, contactId: customer.contactId });
    else if (customer) ended.push({ invoice: work.invoice, outcome: { kind: 'failed', failure: customer.failure } });
  }
  return { found, ended };
}
