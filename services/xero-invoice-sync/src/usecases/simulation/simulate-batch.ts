import type { StoredInvoice } from '../../collections.ts';
import { contactToWire } from '../../client/contact.wire.ts';
import { KINDS, toWire, type FoundDocument } from '../../client/wire.ts';
import { toReplacement, withdrawnStatus, type Replacement, type XeroClient } from '../../client/xero.client.ts';
import type { CustomerLink } from '../../collections.ts';
import type { ContactChoice } from '../../domain/contacts/choose-contact.ts';
import { newContactOf } from '../../domain/contacts/new-contact.ts';
import type { Chart } from '../../domain/document/accounts.ts';
import type { EngineSettings } from '../../domain/engine.ts';
import { planOf } from '../../domain/plan.ts';
import { problem } from '../../domain/problem.ts';
import { comparisonOf, differencesOf, type DocumentInXero } from '../../domain/simulation/compare-documents.ts';
import { faulted, withoutDocument, type PlannedCall, type Simulated } from '../../domain/simulation/simulated.ts';
import { refusalOf } from '../../domain/xero/read-refusal.ts';
import { documentsOf, findEarlier, stands } from '../sync/find-earlier.ts';
import { soughtOf, stillThere } from '../sync/withdraw-documents.ts';
import { customerId } from '../sync/find-customers.ts';
import { meetAgain, meetContact } from '../sync/meet-contact.ts';
import type { Addressed, Work } from '../sync/work.ts';
import type { Collection } from '@psa-bridge/persistence';

export interface SimulationContext {
  connectionId: string;
  tenantId: string;
  client: XeroClient;
  settings: EngineSettings;
  chart: Chart;
  customers: Collection<CustomerLink>;
  now: Date;
}

/** Stands in a planned call where Xero has yet to say the id of a contact that would be made just before. */
const NEW_CONTACT = '(the new contact)';
const SETTLED = 'This document cannot be edited as it has a payment or credit note allocated to it.';

type Customer =
  { contactId: string; sentence: string; calls: readonly PlannedCall[] } | { choice: Extract<ContactChoice, { kind: 'fault' }> };

/** What would become of invoices of one organisation. Xero is only asked, and nothing is stored: the same decisions as the sync's. */
export async function simulateBatch(
  invoices: readonly StoredInvoice[],
  context: SimulationContext,
): Promise<readonly Simulated[]> {
  const done = new Map<string, Simulated>();
  const works: Work[] = [];
  const voided: StoredInvoice[] = [];
  for (const invoice of invoices) {
    const plan = planOf(invoice, context);
    if (plan.kind === 'send') works.push({ invoice: { ...invoice, item: { ...invoice.item, mayExist: true } }, plan });
    else if (plan.kind === 'void') voided.push(invoice);
    else if (plan.outcome.kind !== 'written') done.set(invoice._id, withoutDocument(named(invoice), plan.outcome));
  }
  const customers = await customersOf(works, context);
  const addressed: Addressed[] = [];
  for (const work of works) {
    const customer = customers.get(work.invoice.source.company.externalId);
    if (customer === undefined) continue;
    if ('choice' in customer) done.set(work.invoice._id, faulted(named(work.invoice), customer.choice.problem));
    else addressed.push({ ...work, contactId: customer.contactId });
  }
  for (const simulated of await withdrawalsOf(voided, context)) done.set(simulated.id, simulated.result);
  for (const simulated of await changesOf(addressed, customers, context)) done.set(simulated.id, simulated.result);
  return invoices.flatMap(({ _id }) => done.get(_id) ?? []);
}

interface Placed {
  id: string;
  result: Simulated;
}

async function changesOf(
  addressed: readonly Addressed[],
  customers: ReadonlyMap<string, Customer>,
  context: SimulationContext,
): Promise<readonly Placed[]> {
  const { create, replace, ended } = await findEarlier(context, addressed);
  const documents = await read(
    replace.map(({ replacement }) => replacement),
    context,
  );
  const taken = await numbersTaken(create, context);
  const customerOf = ({ invoice }: Work) => customers.get(invoice.source.company.externalId);
  return [
    ...ended.flatMap(({ invoice, outcome }) =>
      outcome.kind === 'written' ? [] : [{ id: invoice._id, result: withoutDocument(named(invoice), outcome) }],
    ),
    ...create.map((work) => ({ id: work.invoice._id, result: created(work, customerOf(work), taken) })),
    ...replace.map(({ work, replacement }) => {
      const theirs = documents.get(replacement.documentId);
      return { id: work.invoice._id, result: replaced(work, replacement, { theirs, customer: customerOf(work) }) };
    }),
  ];
}

/** Of invoices that are voided in Autotask (VOD-1). */
async function withdrawalsOf(
  invoices: readonly StoredInvoice[],
  { client, settings }: SimulationContext,
): Promise<readonly Placed[]> {
  const found = await documentsOf(client, invoices.map(soughtOf));
  return invoices.map((invoice) => {
    const document = found.get(invoice._id);
    return { id: invoice._id, result: withdrawnOf(named(invoice), document, settings.options.carriesVoids) };
  });
}

function withdrawnOf(
  names: { externalId: string; number: string },
  document: FoundDocument | undefined,
  isCarried: boolean,
): Simulated {
  const skipped = withoutDocument(names, { kind: 'skipped', reason: 'The invoice is voided in Autotask' });
  if (document === undefined || !stands(document)) return skipped;
  const { kind, number, status, documentId } = document;
  if (!isCarried) return { ...skipped, problems: [stillThere(number)] };
  const { path, id } = KINDS[kind];
  const next = withdrawnStatus(status);
  const call = { method: 'POST', path: `/${path}`, body: { [path]: [{ [id]: documentId, Status: next }] } } as const;
  const verb = next === 'DELETED' ? 'deleted' : 'voided';
  const sentences = [`The document ${number} (${status}) would be ${verb}, for the invoice is voided in Autotask.`];
  return { ...skipped, decision: 'void', sentences, calls: [call] };
}

async function read(
  replacements: readonly Replacement[],
  { client }: SimulationContext,
): Promise<ReadonlyMap<string, DocumentInXero>> {
  const found = new Map<string, DocumentInXero>();
  for (const [kind, group] of Map.groupBy(replacements, ({ document }) => document.kind)) {
    const documents = await client.readDocuments(
      kind,
      group.map(({ documentId }) => documentId),
    );
    for (const document of documents) found.set(document.documentId, document);
  }
  return found;
}

/** Numbers of ours that another document has already (DUP-4). */
async function numbersTaken(works: readonly Addressed[], { client }: SimulationContext): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  for (const [kind, group] of Map.groupBy(works, ({ plan }) => plan.document.kind)) {
    const numbers = group.flatMap(({ plan }) => plan.document.number ?? []);
    for (const { number } of await client.findNumbered(kind, numbers)) taken.add(number);
  }
  return taken;
}

function created({ invoice, plan, contactId }: Addressed, customer: Customer | undefined, taken: ReadonlySet<string>): Simulated {
  const { document, notes, warnings } = plan;
  if (document.number !== undefined && taken.has(document.number))
    return faulted(named(invoice), refusalOf(['Invoice # must be unique.']));
  const { path } = KINDS[document.kind];
  const call = { method: 'PUT', path: `/${path}`, body: { [path]: [toWire(document, contactId)] } } as const;
  const what = document.kind === 'invoice' ? 'An invoice' : 'A credit note';
  const number = document.number === undefined ? 'with the next number of Xero' : `with the number ${document.number}`;
  return {
    ...{ ...named(invoice), decision: 'create', problems: warnings, differences: [] },
    comparison: comparisonOf(document),
    sentences: [
      `${what} would be made ${number}, ${document.status === 'DRAFT' ? 'as a draft' : 'approved'}.`,
      ...sentencesOf(customer),
      ...notes,
      ...warnings.map(({ message }) => message),
    ],
    calls: [...callsOf(customer), call],
  };
}

function replaced(
  { invoice, plan }: Addressed,
  replacement: Replacement,
  { theirs, customer }: { theirs: DocumentInXero | undefined; customer: Customer | undefined },
): Simulated {
  if (theirs === undefined) return faulted(named(invoice), vanished());
  const differences = differencesOf(plan.document, theirs);
  const comparison = comparisonOf(plan.document, theirs);
  if (theirs.isSettled && differences.length > 0)
    return faulted(named(invoice), refusalOf([SETTLED]), { differences, comparison });
  const { path } = KINDS[plan.document.kind];
  const call = { method: 'POST', path: `/${path}`, body: { [path]: [toReplacement(replacement)] } } as const;
  const isAlike = differences.length === 0;
  const said = isAlike ? 'is in Xero exactly so; sending it again would change nothing' : 'is in Xero and would be replaced';
  return {
    ...{ ...named(invoice), decision: isAlike ? 'unchanged' : 'replace', problems: plan.warnings, differences, comparison },
    sentences: [
      `The document ${theirs.number} (${theirs.status}) ${said}.`,
      ...sentencesOf(customer),
      ...plan.notes,
      ...plan.warnings.map(({ message }) => message),
      ...differences.map(({ sentence }) => sentence),
    ],
    calls: [...callsOf(customer), call],
  };
}

async function customersOf(works: readonly Work[], context: SimulationContext): Promise<ReadonlyMap<string, Customer>> {
  const { connectionId, tenantId, client, settings, customers } = context;
  const byCompany = Map.groupBy(works, ({ invoice }) => invoice.source.company.externalId);
  const links = await customers.forTenant(tenantId).getMany([...byCompany.keys()].map((id) => customerId(connectionId, id)));
  const linked = new Map(links.map((link) => [link._id, link]));
  const found = new Map<string, Customer>();
  for (const [companyId, [first]] of byCompany) {
    if (first === undefined) continue;
    const { company } = first.invoice.source;
    const link = linked.get(customerId(connectionId, companyId));
    if (link !== undefined && !link.isSuspect) {
      const sentence = `${company.name} is linked to a contact in Xero.`;
      found.set(companyId, { contactId: link.contactId, sentence, calls: [] });
      continue;
    }
    const options = settings.options.contacts;
    const again = link && (await meetAgain(client, link.contactId));
    const choice = again ?? (await meetContact(client, company, options));
    found.set(companyId, customerOf(first, choice, newContactOf(company, first.plan.receiver, options)));
  }
  return found;
}

function customerOf({ invoice: { source } }: Work, choice: ContactChoice, fresh: ReturnType<typeof newContactOf>): Customer {
  if (choice.kind === 'fault') return { choice };
  if (choice.kind === 'found') {
    const { contact, rule } = choice;
    const sentence = `${source.company.name} is the contact ${contact.name} in Xero, found by ${rule.replace('-', ' ')}.`;
    return { contactId: contact.contactId, sentence, calls: [] };
  }
  const call = { method: 'PUT', path: '/Contacts', body: { Contacts: [contactToWire(fresh)] } } as const;
  return { contactId: NEW_CONTACT, sentence: `Xero has no contact ${fresh.name}; it would be made first.`, calls: [call] };
}

function sentencesOf(customer: Customer | undefined): readonly string[] {
  return customer !== undefined && 'sentence' in customer ? [customer.sentence] : [];
}

function callsOf(customer: Customer | undefined): readonly PlannedCall[] {
  return customer !== undefined && 'calls' in customer ? customer.calls : [];
}

function named({ source }: StoredInvoice): { externalId: string; number: string } {
  return { externalId: source.externalId, number: source.number ?? '' };
}

function vanished() {
  return problem('NOT_FOUND', 'The document was in Xero a moment ago and is not any more', 'Simulate it again.');
}
