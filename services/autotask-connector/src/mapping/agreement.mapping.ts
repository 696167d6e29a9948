import {
  compact,
  dayText,
  discountedPrice,
  instant,
  lastDay,
  moneyNumber,
  moneyText,
  picklistKey,
  present,
} from '@psa-bridge/connector-kit';
import type { Quote, QuoteItem, RecordInput, Service } from '@psa-bridge/records';
import type { AutotaskContract, AutotaskContractService, AutotaskContractServiceUnits, AutotaskWrite } from '../client/types.ts';
import { fitted } from './fields.ts';
import { dayTime } from './day-time.ts';

/** A service of a contract with the units of its present period. */
export interface ServiceOnContract {
  row: AutotaskContractService;
  units: number;
  /** Our record of the service, where it is known. */
  known: { id: string; data: Service } | undefined;
}

export interface AgreementLinks {
  companyId: string;
  startDate: string;
  contactId?: string | undefined;
  opportunityId?: string | undefined;
  quoteId?: string | undefined;
  isActive: boolean;
  services: readonly ServiceOnContract[];
}

/** Autotask's contract to ours (autotask.md section 5.22). */
export function toCanonicalAgreement(row: AutotaskContract, links: AgreementLinks): RecordInput<'agreement'> {
  return {
    name: present(row.contractName) ?? `Contract ${row.id}`,
    companyId: links.companyId,
    startDate: links.startDate,
    isActive: links.isActive,
    services: links.services.map(toCanonicalService),
    ...compact({
      number: present(row.contractNumber),
      contactId: links.contactId,
      opportunityId: links.opportunityId,
      quoteId: links.quoteId,
      type: picklistKey(row.contractType),
      status: picklistKey(row.status),
      endDate: dayText(row.endDate),
    }),
  };
}

type ServiceInput = NonNullable<RecordInput<'agreement'>['services']>[number];

function toCanonicalService({ row, units, known }: ServiceOnContract): ServiceInput {
  return {
    externalId: String(row.id),
    name: known?.data.name ?? present(row.invoiceDescription) ?? `Service ${row.serviceID ?? row.id}`,
    units,
    ...compact({
      serviceId: known?.id,
      unitPrice: moneyText(row.adjustedPrice ?? row.unitPrice),
      unitCost: moneyText(row.unitCost),
      period: known?.data.period,
    }),
  };
}

/** Units by contract service: of several rows for one day, the one that began last stands. Times come in several forms. */
export function presentUnits(rows: readonly AutotaskContractServiceUnits[]): ReadonlyMap<number, number> {
  const beganAt = ({ startDate }: AutotaskContractServiceUnits): number => instant(startDate)?.getTime() ?? 0;
  const inOrder = [...rows].sort((a, b) => beganAt(a) - beganAt(b) || a.id - b.id);
  return new Map(
    inOrder.flatMap(({ contractServiceID, units }) =>
      contractServiceID === null || contractServiceID === undefined
        ? []
        : [[contractServiceID, Math.max(0, units ?? 0)] as const],
    ),
  );
}

/** What a contract needs besides its quote. */
export interface ContractTerms {
  companyId: number;
  opportunityId: number;
  contactId?: number | undefined;
  /** By which the contract is found again. */
  number: string;
  /** `YYYY-MM-DD`. */
  startDate: string;
  months: number;
  type: number;
  status: number | undefined;
  timeReporting: number | undefined;
  category?: string | number | undefined;
  period?: string | number | undefined;
}

export function newContractRow(quote: Quote, terms: ContractTerms): AutotaskWrite {
  return {
    companyID: terms.companyId,
    opportunityID: terms.opportunityId,
    contractName: fitted('Contracts', 'contractName', quote.title),
    contractNumber: terms.number,
    contractType: terms.type,
    startDate: dayTime(terms.startDate),
    endDate: dayTime(lastDay(terms.startDate, terms.months)),
    ...compact({
      contactID: terms.contactId,
      status: terms.status,
      timeReportingRequiresStartAndStopTimes: terms.timeReporting,
      contractCategory: terms.category,
      contractPeriodType: terms.period,
    }),
  };
}

/** The lines of a quote that sell one service. */
export type ServiceLines = readonly [QuoteItem, ...QuoteItem[]];

/** What the lines of one service make of it on a contract, which holds each service once. */
export interface ServiceTerms {
  units: number;
  price: number;
}

export function termsOf(lines: ServiceLines): ServiceTerms {
  return { units: lines.reduce((sum, line) => sum + line.quantity, 0), price: unitPriceOf(lines[0]) };
}

/** What brings lines of one service onto a contract: units come by adjustments alone. */
export function adjustmentRow(lines: ServiceLines, of: AdjustedService): AutotaskWrite {
  const [first] = lines;
  const { units, price } = termsOf(lines);
  return {
    contractID: of.contractId,
    serviceID: of.serviceId,
    effectiveDate: dayTime(of.startDate),
    unitChange: units,
    adjustedUnitPrice: price,
    // A second one for the same service is refused there, whatever else went wrong.
    allowRepeatService: false,
    ...compact({ adjustedUnitCost: moneyNumber(first.unitCost), quoteItemID: of.quoteItemId }),
  };
}

export interface AdjustedService {
  contractId: number;
  serviceId: number;
  startDate: string;
  quoteItemId: number | undefined;
}

/** A change of the units of a service that runs on a contract, and of its price where that changes too. */
export function changeRow({ id, contractId, day, units, price }: ServiceChange): AutotaskWrite {
  return {
    contractID: contractId,
    contractServiceID: id,
    effectiveDate: dayTime(day),
    unitChange: units,
    ...compact({ adjustedUnitPrice: price }),
  };
}

export interface ServiceChange {
  /** Of the service on the contract. */
  id: number;
  contractId: number;
  /** `YYYY-MM-DD`. */
  day: string;
  /** By how many. */
  units: number;
  price: number | undefined;
}

/** A line's price for one unit. */
export function unitPriceOf(line: QuoteItem): number {
  return Number(discountedPrice(line));
}
