import {
  compact,
  dayText,
  discountedPrice,
  fittedText,
  lastDay,
  moneyNumber,
  moneyText,
  picklistKey,
  present,
} from '@psa-bridge/connector-kit';
import type { Quote, QuoteItem, RecordInput, Service } from '@psa-bridge/records';
import type { CwAddition, CwAgreement } from '../client/fulfilment-types.ts';
import { reference, type ConnectWiseWrite } from '../client/patch.ts';
import { AGREEMENT_NAME_LENGTH } from './fields.ts';
import { choice, midnight } from './opportunity.mapping.ts';

type AgreementService = NonNullable<RecordInput<'agreement'>['services']>[number];

/** An addition of an agreement with our record of what it charges, where that is a service. */
export interface ServiceOnAgreement {
  row: CwAddition;
  known: { id: string; data: Service } | undefined;
}

export interface AgreementLinks {
  companyId: string;
  startDate: string;
  contactId: string | undefined;
  opportunityId: string | undefined;
  /** How often the agreement is billed, and with it all its additions. */
  period: AgreementService['period'];
  services: readonly ServiceOnAgreement[];
  /** `YYYY-MM-DD`. */
  today: string;
}

/** ConnectWise's agreement to ours (connectwise.md section 11). Its id is all the number that it has. */
export function toCanonicalAgreement(row: CwAgreement, links: AgreementLinks): RecordInput<'agreement'> {
  const { companyId, startDate, contactId, opportunityId, period, services, today } = links;
  const status = row.cancelledFlag === true ? 'Cancelled' : present(row.agreementStatus);
  return {
    name: present(row.name) ?? `Agreement ${row.id}`,
    ...{ number: String(row.id), companyId, startDate },
    isActive: status === undefined || status === 'Active',
    services: services
      .filter(({ row: addition }) => !isEnded(addition, today))
      .map((one) => toCanonicalService(one, { period, today })),
    ...compact({
      ...{ contactId, opportunityId, status },
      type: picklistKey(row.type?.id),
      endDate: row.noEndingDateFlag === true ? undefined : dayText(row.endDate),
    }),
  };
}

function isEnded({ cancelledDate }: CwAddition, today: string): boolean {
  const day = dayText(cancelledDate);
  return day !== undefined && day <= today;
}

/** What begins later counts no units yet. */
function toCanonicalService(
  { row, known }: ServiceOnAgreement,
  { period, today }: Pick<AgreementLinks, 'period' | 'today'>,
): AgreementService {
  const begins = dayText(row.effectiveDate);
  const isRunning = begins === undefined || begins <= today;
  return {
    externalId: String(row.id),
    name: known?.data.name ?? present(row.description) ?? present(row.invoiceDescription) ?? `Addition ${row.id}`,
    units: isRunning ? Math.max(0, row.quantity ?? 0) : 0,
    ...compact({
      serviceId: known?.id,
      unitPrice: moneyText(row.unitPrice),
      unitCost: moneyText(row.unitCost),
      period: period ?? known?.data.period,
    }),
  };
}

/** What an agreement needs besides its quote. */
export interface AgreementTerms {
  name: string;
  company: number;
  contact: number | undefined;
  opportunity: number;
  type: number;
  cycle: number;
  /** `YYYY-MM-DD`. */
  startDate: string;
  /** Without it, it runs until somebody ends it. */
  months: number | undefined;
}

export function newAgreementRow(quote: Quote, terms: AgreementTerms): ConnectWiseWrite {
  const { name, company, contact, opportunity, type, cycle, startDate, months } = terms;
  return {
    name,
    ...{
      company: reference(company),
      opportunity: reference(opportunity),
      type: reference(type),
      billingCycle: reference(cycle),
    },
    ...{ startDate: midnight(startDate), billStartDate: midnight(startDate), noEndingDateFlag: months === undefined },
    ...compact({
      contact: reference(contact),
      endDate: months === undefined ? undefined : midnight(lastDay(startDate, months)),
      billingTerms: choice(quote.paymentTerm) ?? quote.paymentTerm,
    }),
  };
}

/** The title of the quote, and how often it is billed where the quote becomes several agreements. */
export function agreementName({ title }: Quote, period: string, isOneOfSeveral: boolean): string {
  const suffix = isOneOfSeveral ? ` (${period})` : '';
  return `${fittedText(AGREEMENT_NAME_LENGTH - suffix.length, title) ?? ''}${suffix}`;
}

/** What a line is charged with; this much of an addition follows the quote. */
export interface AdditionTerms {
  quantity: number;
  unitPrice: number;
}

export function termsOf(line: QuoteItem): AdditionTerms {
  return { quantity: line.quantity, unitPrice: Number(discountedPrice(line)) };
}

/** A line as an addition: it begins with the agreement, for ConnectWise takes none that begins before (connectwise.md section 8). */
export function newAdditionRow(
  line: QuoteItem,
  { product, opportunity, startDate }: { product: number; opportunity: number; startDate: string },
): ConnectWiseWrite {
  return {
    ...{ product: { id: product }, opportunity: { id: opportunity }, ...termsOf(line) },
    billCustomer: 'Billable',
    effectiveDate: midnight(startDate),
    invoiceDescription: line.name,
    ...compact({ unitCost: moneyNumber(line.unitCost) }),
  };
}
