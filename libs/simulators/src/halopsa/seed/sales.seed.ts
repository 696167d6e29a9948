import { cycle, numbered, seededAt, seededDay } from '../../seeding/demo-data.ts';
import type { Row, Values } from '../store/database.ts';
import { totals } from '../write/rules/line-totals.ts';
import { idsOf, plant, type SeedContext } from './seed-context.ts';

const OPPORTUNITY = 28;
const RENEWAL = 29;
const INCIDENT = 1;
const RENEWAL_EVERY = 5;

/** Opportunities with quotations, tickets and agreements of the clients in turn. */
export function seedSales(context: SeedContext): void {
  const { seed, database } = context;
  const contacts = database.filter('Users', ({ values }) => values['isgeneraluser'] !== true);
  if (contacts.length === 0) return;
  const opportunities: Row[] = [];
  for (let index = 0; index < seed.opportunities; index += 1)
    opportunities.push(seedOpportunity(context, cycle(contacts, index), index));
  for (let index = 0; index < Math.min(seed.quotes, opportunities.length); index += 1)
    seedQuote(context, cycle(opportunities, index), index);
  for (let index = 0; index < seed.tickets; index += 1) seedTicket(context, cycle(contacts, index), index);
  for (let index = 0; index < seed.agreements; index += 1) seedAgreement(context, cycle(contacts, index), index);
}

function placeOf({ id, values }: Row): Values {
  return { client_id: values['client_id'] ?? null, site_id: values['site_id'] ?? null, user_id: id };
}

function seedOpportunity(context: SeedContext, contact: Row, index: number): Row {
  const { seed, random } = context;
  const at = seededAt(context, index, seed.opportunities);
  const isRenewal = index % RENEWAL_EVERY === RENEWAL_EVERY - 1;
  const oppvalue = random.int(1_000, 50_000);
  return plant(context, 'Tickets', {
    summary: numbered('Demo Opportunity', index),
    details: 'Made for demonstration.',
    tickettype_id: isRenewal ? RENEWAL : OPPORTUNITY,
    status_id: 31,
    ...placeOf(contact),
    agent_id: 7,
    team: isRenewal ? 'Renewals' : 'Sales',
    oppvalue,
    oppconversionprobability: 50,
    oppvalueadjusted: oppvalue / 2,
    pipeline_stage_id: (index % 4) + 1,
    targetdate: seededDay(context, 30 + (index % 60)),
    is_opportunity: true,
    ...stampsOf(at),
  });
}

function stampsOf(at: string): Values {
  return { dateoccurred: at, datecreated: at, lastactiondate: at, last_update: at };
}

function seedQuote(context: SeedContext, opportunity: Row, index: number): void {
  const { seed, database } = context;
  const items = idsOf(context, 'Item');
  const ordered = items.length === 0 ? [] : [cycle(items, index * 2), cycle(items, index * 2 + 1)];
  const lines = ordered.map((item_id, place) => ({
    id: database.nextLineId(),
    sort_seq: place + 1,
    item_id,
    quantity: place + 1,
    item_taxable: true,
    item_tax_code: 1,
  }));
  const at = seededAt(context, index, seed.quotes);
  plant(context, 'Quotation', {
    title: numbered('Demo Quotation', index),
    ticket_id: opportunity.id,
    client_id: opportunity.values['client_id'] ?? null,
    site_id: opportunity.values['site_id'] ?? null,
    user_id: opportunity.values['user_id'] ?? null,
    agent_id: 7,
    status: 1,
    date: at,
    expiry_date: seededDay(context, 30),
    ...totals(database, { lines }),
    last_update_time: at,
  });
  database.amend('Tickets', opportunity.id, { quotation_count: 1 });
}

function seedTicket(context: SeedContext, contact: Row, index: number): void {
  plant(context, 'Tickets', {
    summary: numbered('Demo Ticket', index),
    tickettype_id: INCIDENT,
    status_id: 1,
    ...placeOf(contact),
    agent_id: 8,
    team: 'Service Desk',
    is_opportunity: false,
    ...stampsOf(seededAt(context, index, context.seed.tickets)),
  });
}

function seedAgreement(context: SeedContext, contact: Row, index: number): void {
  plant(context, 'ClientContract', {
    ref: numbered('Demo Agreement', index),
    client_id: contact.values['client_id'] ?? null,
    site_id: contact.values['site_id'] ?? null,
    start_date: seededDay(context, -90),
    end_date: seededDay(context, 275),
    billingperiod: 1,
    periodchargeamount: 100 * (index + 1),
  });
}
