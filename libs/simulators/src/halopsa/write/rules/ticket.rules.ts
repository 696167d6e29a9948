import type { Json } from '../../../http/json-text.ts';
import type { Row, Values } from '../../store/database.ts';
import { isClosedTicket, useOf } from '../../query/own-filters.ts';
import { amount, money, text, type EntityRules, type Proposal } from '../proposal.ts';

/** halopsa.md 6, Opportunities and Tickets: one table, told apart by the use of the type. */
export const ticketRules: EntityRules = {
  check(proposal) {
    const { tenant, values, sent } = proposal;
    if (text(values['summary']).trim() === '') return 'Please populate summary';
    const type = tenant.database.row('TicketType', values['tickettype_id']);
    if (!type) return 'Please select a ticket type';
    const allowed = type.values['allowed_status'];
    const isLegal = !Array.isArray(allowed) || (allowed as unknown[]).includes(values['status_id']);
    if ('status_id' in sent && !isLegal && tenant.switches.illegalStatus === 'refused')
      return 'The status is not allowed for this ticket type';
    return checkClosure(proposal);
  },
  derive(proposal) {
    const { tenant, previous, at } = proposal;
    const values = { ...proposal.values, ...(previous ? {} : filled(proposal)) };
    const row: Row = { id: 0, values, custom: {} };
    const isClosed = isClosedTicket(tenant, row);
    return {
      ...(previous ? {} : { ...filled(proposal), datecreated: at, dateoccurred: values['dateoccurred'] ?? at }),
      ...placeOf(proposal, values),
      is_opportunity: useOf(tenant, row) === 'opportunity',
      oppvalueadjusted: money((amount(values['oppvalue']) * amount(values['oppconversionprobability'])) / 100),
      dateclosed: isClosed ? (previous?.values['dateclosed'] ?? at) : null,
      ...(proposal.sent['_remove_pipeline_stage'] === true ? { pipeline_stage_id: null } : {}),
      last_update: at,
    };
  },
  follow({ tenant, amend }, { action, after }) {
    const parent = after?.values['parent_id'];
    if (action === 'create' && typeof parent === 'number')
      amend('Tickets', parent, {
        child_count: tenant.database.filter('Tickets', ({ values }) => values['parent_id'] === parent).length,
      });
  },
};

function checkClosure({ tenant, values, sent }: Proposal): string | undefined {
  const { switches } = tenant;
  if (!switches.closureNeedsReason || !('status_id' in sent)) return undefined;
  const row: Row = { id: 0, values, custom: {} };
  const isUnexplained = amount(values['oppclosurecategory']) === 0 && (values['oppconverteddate'] ?? null) === null;
  return isClosedTicket(tenant, row) && useOf(tenant, row) === 'opportunity' && isUnexplained
    ? 'Please populate closure category'
    : undefined;
}

/** What the type gives a new ticket. */
function filled(proposal: Proposal): Values {
  const { tenant, values } = proposal;
  const type = typeOf(proposal);
  const stage =
    tenant.switches.pipelineStages && type?.values['use'] === 'opportunity' ? type.values['defaultpipeline_stage_id'] : undefined;
  const given = { tickettype_id: type?.id, status_id: type?.values['initial_status'], team: type?.values['default_team'] };
  const all: Record<string, Json | undefined> = { ...given, pipeline_stage_id: stage };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, values[name] ?? value ?? null]));
}

/** The type that is said, or the first one of this use. */
function typeOf({ tenant: { database }, values, domain, sent }: Proposal): Row | undefined {
  if ('tickettype_id' in sent) return database.row('TicketType', values['tickettype_id']);
  return database.find('TicketType', (row) => row.values['use'] === (domain ?? 'ticket'));
}

/** The site decides on the client, the user on the site where none is said, and the client's main site stands for none. */
function placeOf({ tenant: { database }, sent }: Proposal, values: Values): Values {
  if (!['user_id', 'site_id', 'client_id'].some((name) => name in sent)) return {};
  const siteOfUser = database.row('Users', values['user_id'])?.values['site_id'];
  const mainSite = database.row('Client', values['client_id'])?.values['main_site_id'];
  const siteId = sent['site_id'] ?? siteOfUser ?? mainSite ?? null;
  const client = database.row('Site', siteId)?.values['client_id'];
  return { site_id: siteId, client_id: client ?? values['client_id'] ?? null };
}

/** Notes want an outcome (halopsa.md 9, 12). */
export const actionRules: EntityRules = {
  check({ tenant, values }) {
    if (!tenant.database.row('Tickets', values['ticket_id'])) return 'Please select a ticket';
    const hasOutcome = amount(values['outcome_id']) > 0 || text(values['outcome']).trim() !== '';
    return hasOutcome ? undefined : 'An Outcome must be entered for this Action';
  },
  derive: ({ tenant, values, at }) => ({
    outcome: values['outcome'] ?? tenant.database.row('Outcome', values['outcome_id'])?.values['outcome'] ?? null,
    datetime: at,
  }),
  follow({ amend, at }, { action, after }) {
    if (action !== 'create' || !after) return;
    const status = after.values['new_status'];
    amend('Tickets', after.values['ticket_id'], {
      lastactiondate: at,
      last_update: at,
      ...(typeof status === 'number' && status > 0 ? { status_id: status } : {}),
    });
  },
};

/** `data_base64` may be a data URL or bare (halopsa.md 6). */
export const attachmentRules: EntityRules = {
  check: ({ values }) => (text(values['filename']).trim() === '' ? 'Please populate filename' : undefined),
  derive: ({ previous, sent, at }) => ({
    ...(previous ? {} : { datecreated: at }),
    filesize: Buffer.from(text(sent['data_base64']).replace(/^data:[^,]*,/, ''), 'base64').length,
  }),
};
