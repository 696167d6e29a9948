import { jsonText } from '../../../http/json-text.ts';
import type { ErrorEntry } from '../../refusal.ts';
import type { Values } from '../../store/database.ts';
import { amount, defaultOf, money, problem, type EntityRules, type Proposal } from '../proposal.ts';
import { checkContact } from './sales.rules.ts';

const OF_BOARD = [
  ['status', 'Service Status'],
  ['type', 'Service Type'],
  ['subType', 'Service SubType'],
  ['item', 'Service Item'],
] as const;

/** connectwise.md 8 and 11, Ticket: status and types belong to the board. */
export const ticketRules: EntityRules = {
  check: (proposal) => [...checkBoard(proposal), ...checkContact(proposal, 'ticket')],
  derive({ tenant, values, at }) {
    const board = values['board'] ?? defaultOf(tenant, 'Service Board');
    const ofBoard = ({ values: status }: { values: Values }): boolean => status['board'] === board;
    const status = values['status'] ?? defaultOf(tenant, 'Service Status', ofBoard);
    const isClosed = tenant.database.row('Service Status', status)?.values['closedStatus'] === true;
    return {
      board,
      status,
      closedFlag: isClosed,
      closedDate: isClosed ? (values['closedDate'] ?? at) : null,
      priority: values['priority'] ?? defaultOf(tenant, 'Priority'),
      site: values['site'] ?? tenant.database.row('Company', values['company'])?.values['site'] ?? null,
    };
  },
  follow(tenant, { action, after, memberId }, sent) {
    if (action !== 'added' || !after) return;
    for (const [member, flag] of INITIAL) {
      const text = sent[member];
      if (typeof text !== 'string' || text === '') continue;
      const values = { ticket: after.id, text, [flag]: true };
      const info = { ...after.info, enteredBy: memberId };
      tenant.database.table('Service Note').insert((id) => ({ id, values, custom: {}, info }));
    }
  },
};

const INITIAL = [
  ['initialDescription', 'detailDescriptionFlag'],
  ['initialInternalAnalysis', 'internalAnalysisFlag'],
  ['initialResolution', 'resolutionFlag'],
] as const;

function checkBoard({ tenant, values }: Proposal): ErrorEntry[] {
  return OF_BOARD.flatMap(([field, entity]) => {
    const row = tenant.database.row(entity, values[field]);
    if (!row || row.values['board'] === values['board']) return [];
    const message = `${entity} ${row.id} not found for Service Board ${jsonText(values['board'])}`;
    return [problem('ticket', tenant.switches.badReferenceCode, `${field}/id`, message)];
  });
}

/** connectwise.md 11, Finance. */
export const agreementRules: EntityRules = {
  check: (proposal) => checkContact(proposal, 'agreement'),
  derive: ({ values, at }) => ({
    startDate: values['startDate'] ?? at,
    billStartDate: values['billStartDate'] ?? values['startDate'] ?? at,
    agreementStatus: values['cancelledFlag'] === true ? 'Cancelled' : statusOf(values['endDate'], at),
    ...(values['cancelledFlag'] === true ? { dateCancelled: values['dateCancelled'] ?? at } : {}),
  }),
};

function statusOf(endDate: unknown, at: string): string {
  return typeof endDate === 'string' && endDate < at ? 'Expired' : 'Active';
}

export const additionRules: EntityRules = {
  check({ tenant, values }) {
    const start = tenant.database.row('Agreement', values['agreement'])?.values['billStartDate'];
    const effective = values['effectiveDate'];
    const isEarly = typeof start === 'string' && typeof effective === 'string' && effective.slice(0, 10) < start.slice(0, 10);
    return isEarly
      ? [
          problem(
            'addition',
            'InvalidField',
            'effectiveDate',
            'effectiveDate cannot be less than the agreement billing start date',
          ),
        ]
      : [];
  },
  derive({ tenant, values, at }) {
    const item = tenant.database.row('Catalog Item', values['product'])?.values ?? {};
    const unitPrice = values['unitPrice'] ?? item['price'] ?? 0;
    const unitCost = values['unitCost'] ?? item['cost'] ?? 0;
    const billedQuantity = Math.max(0, amount(values['quantity']) - amount(values['lessIncluded']));
    return {
      effectiveDate: values['effectiveDate'] ?? at,
      description: item['description'] ?? null,
      invoiceDescription: values['invoiceDescription'] ?? item['customerDescription'] ?? null,
      unitPrice,
      unitCost,
      billedQuantity,
      extPrice: money(billedQuantity * amount(unitPrice)),
      extCost: money(billedQuantity * amount(unitCost)),
    };
  },
};

export const memberRules: EntityRules = {
  derive: ({ values, at }) => ({
    fullName: `${jsonText(values['firstName'] ?? '')} ${jsonText(values['lastName'] ?? '')}`.trim(),
    ...(values['inactiveFlag'] === true ? { inactiveDate: values['inactiveDate'] ?? at } : { inactiveDate: null }),
  }),
};
