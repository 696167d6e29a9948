import type { FieldValue } from '../../metadata/entity-definition.ts';
import { CHARGE_STATUS, TICKET_COMPLETE, USE_TYPE } from '../../metadata/picklists.ts';
import { TEXT } from '../../refusal.ts';
import { checkContactOfCompany } from './company.rules.ts';
import { checkUseType } from './billing-code.rules.ts';
import { amend, amount, money, turnsTo, type EntityRules, type Proposal, type Values } from './entity-rules.ts';

const HELP_DESK = 2;

/** autotask.md 5.16. */
export const ticketRules: EntityRules = {
  check: (proposal) => [
    ...checkAssignment(proposal),
    ...checkCategory(proposal),
    ...checkCompanyParts(proposal),
    ...(checkUseType(proposal, 'billingCodeID', [USE_TYPE.general]).length > 0 ? [WRONG_WORK_TYPE] : []),
  ],
  derive(proposal): Values {
    const { tenant, previous, values, personId, isApi, at } = proposal;
    const isReverted = previous && isApi && tenant.switches.ticketStatusReverted;
    return {
      ...(previous
        ? {}
        : { creatorResourceID: personId, ticketNumber: ticketNumber(at, tenant.database.table('Tickets').highestId() + 1) }),
      ...(isReverted ? { status: previous.values['status'] ?? null } : { completedDate: completedAt(proposal, values, at) }),
    };
  },
  follow: (tenant, { after, at }) => amend(tenant, 'Companies', after?.values['companyID'], { lastActivityDate: at }),
};

const WRONG_WORK_TYPE = 'The given allocation code is not an active general allocation code';

function completedAt(proposal: Proposal, values: Values, at: string): string | null {
  if (values['status'] !== TICKET_COMPLETE) return null;
  return turnsTo(proposal, 'status', TICKET_COMPLETE) ? at : ((values['completedDate'] as string | undefined) ?? at);
}

/** Such as T20260301.0001. */
function ticketNumber(at: string, id: number): string {
  return `T${at.slice(0, 10).replaceAll('-', '')}.${String(id % 10_000).padStart(4, '0')}`;
}

function isSet(values: Values, field: string): boolean {
  return (values[field] ?? null) !== null;
}

function checkAssignment({ values }: Proposal): string[] {
  const isWhole = isSet(values, 'assignedResourceID') === isSet(values, 'assignedResourceRoleID');
  if (!isWhole) return ['When assigning a Resource, you must assign both a assignedResourceID and assignedResourceRoleID.'];
  return isSet(values, 'queueID') || isSet(values, 'assignedResourceID') ? [] : ['queueID is required'];
}

/** The demo tenant's help desk category wants a due date. */
function checkCategory({ previous, values }: Proposal): string[] {
  const lacksDue = !previous && values['ticketCategory'] === HELP_DESK && !isSet(values, 'dueDateTime');
  return lacksDue ? ['dueDateTime is required.; on record number [0].'] : [];
}

/** Contact and location must belong to the ticket's company, also to the one it moves to (autotask.md 4). */
function checkCompanyParts(proposal: Proposal): string[] {
  const { tenant, previous, values, sent } = proposal;
  const isLeftBehind = previous !== undefined && 'companyID' in sent && !('contactID' in sent);
  const contactErrors = checkContactOfCompany(proposal);
  const location = tenant.database.row('CompanyLocations', values['companyLocationID']);
  const isForeign = location !== undefined && location.values['companyID'] !== values['companyID'];
  return [
    ...(contactErrors.length > 0 && isLeftBehind ? [TEXT.notOfCompany('contactID')] : contactErrors),
    ...(isForeign && ('companyID' in sent || 'companyLocationID' in sent) ? [foreignLocation(location.id)] : []),
  ];
}

function foreignLocation(id: number): string {
  return `The companyLocationID[${id}] cannot be associated with the Ticket. The Ticket and CompanyLocation must have the same companyID.`;
}

export const ticketNoteRules: EntityRules = {
  derive: ({ previous, personId }) => (previous ? {} : { creatorResourceID: personId }),
  follow: (tenant, { after, at }) => amend(tenant, 'Tickets', after?.values['ticketID'], { lastActivityDate: at }),
};

const BILLED = 'The charge has been billed and cannot be changed.';

/** Of tickets, projects and contracts alike (autotask.md 5.17). */
export const chargeRules: EntityRules = {
  check: (proposal) => [
    ...(proposal.previous?.values['isBilled'] === true ? [BILLED] : []),
    ...checkUseType(proposal, 'billingCodeID', [USE_TYPE.material]),
  ],
  checkDelete: (_tenant, { values }) => (values['isBilled'] === true ? [BILLED] : []),
  derive(proposal): Values {
    const { tenant, previous, values, personId, at } = proposal;
    const priced = { ...values, ...(previous ? {} : chargeDefaults(proposal)) };
    const telling = tenant.switches.billingMovesStatusDate ? ['status', 'isBilled'] : ['status'];
    const hasMoved = previous !== undefined && telling.some((field) => previous.values[field] !== values[field]);
    const billableAmount = money(amount(priced['unitQuantity']) * amount(priced['unitPrice']));
    return {
      ...(previous
        ? {}
        : {
            ...chargeDefaults(proposal),
            creatorResourceID: personId,
            statusLastModifiedDate: at,
            statusLastModifiedBy: personId,
          }),
      ...(hasMoved ? { statusLastModifiedDate: at, statusLastModifiedBy: personId } : {}),
      extendedCost: money(amount(priced['unitQuantity']) * amount(priced['unitCost'])),
      billableAmount,
      internalCurrencyUnitPrice: priced['unitPrice'] ?? null,
      internalCurrencyBillableAmount: billableAmount,
    };
  },
  follow: (tenant, { after, at }) => amend(tenant, 'Tickets', after?.values['ticketID'], { lastActivityDate: at }),
};

/** Code, cost and price come from the product or the code; what needs procurement starts as such. */
function chargeDefaults({ tenant, values }: Proposal): Values {
  const product = tenant.database.row('Products', values['productID'])?.values;
  const billingCodeID = firstSet(values['billingCodeID'], product?.['productBillingCodeID']);
  const code = tenant.database.row('BillingCodes', billingCodeID)?.values;
  const needsProcurement = product !== undefined && product['doesNotRequireProcurement'] !== true;
  return {
    billingCodeID,
    unitCost: firstSet(values['unitCost'], product?.['unitCost'], code?.['unitCost']),
    unitPrice: firstSet(values['unitPrice'], product?.['unitPrice'], code?.['unitPrice']),
    status: firstSet(values['status'], needsProcurement ? CHARGE_STATUS.needToOrder : CHARGE_STATUS.delivered),
  };
}

function firstSet(...values: readonly (FieldValue | undefined)[]): FieldValue {
  return values.find((value) => value !== undefined && value !== null) ?? null;
}
