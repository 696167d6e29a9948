import { compact, dayText, moneyNumber, moneyText, picklistKey, picklistValue, present } from '@psa-bridge/connector-kit';
import type { Opportunity, RecordInput } from '@psa-bridge/records';
import type { AutotaskOpportunity, AutotaskWrite } from '../client/types.ts';
import { fromDataPoints, toDataPoints, type DataPoints } from './custom-fields.ts';
import { dayTime } from './day-time.ts';

/**
 * Autotask opportunity to ours (autotask.md section 5.4). Its probability is a whole percentage, ours a share.
 * @param points its user-defined fields by our data points (AT-50)
 */
export function toCanonicalOpportunity(
  row: AutotaskOpportunity,
  links: { companyId: string; contactId?: string | undefined },
  points: DataPoints,
): RecordInput<'opportunity'> {
  return {
    name: present(row.title) ?? `Opportunity ${row.id}`,
    companyId: links.companyId,
    ...compact({
      contactId: links.contactId,
      stage: picklistKey(row.stage),
      status: picklistKey(row.status),
      category: picklistKey(row.opportunityCategoryID),
      source: picklistKey(row.leadSource),
      probability:
        row.probability === null || row.probability === undefined ? undefined : Math.min(100, Math.max(0, row.probability)) / 100,
      description: present(row.description),
      startDate: dayText(row.startDate),
      expectedCloseDate: dayText(row.projectedCloseDate),
      onetimeRevenue: moneyText(row.onetimeRevenue),
      monthlyRevenue: moneyText(row.monthlyRevenue),
      customFields: toDataPoints(row.userDefinedFields, points),
    }),
  };
}

/** Our opportunity as Autotask's fields: what a change sends. */
export function fromCanonicalOpportunity(opportunity: Opportunity, points: DataPoints): AutotaskWrite {
  return {
    title: opportunity.name,
    ...compact({
      stage: picklistValue(opportunity.stage),
      status: picklistValue(opportunity.status),
      opportunityCategoryID: picklistValue(opportunity.category),
      leadSource: picklistValue(opportunity.source),
      probability: opportunity.probability === undefined ? undefined : Math.round(opportunity.probability * 100),
      description: opportunity.description,
      startDate: dayTime(opportunity.startDate),
      projectedCloseDate: dayTime(opportunity.expectedCloseDate),
      onetimeRevenue: moneyNumber(opportunity.onetimeRevenue),
      monthlyRevenue: moneyNumber(opportunity.monthlyRevenue),
      userDefinedFields: fromDataPoints(opportunity.customFields, points),
    }),
  };
}

/** What Autotask demands of a new opportunity besides, where the tenant's user left it open. */
export interface OpportunityDefaults {
  stage: number;
  status: number;
  ownerResourceId: number;
  /** Today in the tenant's calendar, `YYYY-MM-DD`. */
  today: string;
  /** `YYYY-MM-DD`. */
  closeDate: string;
}

export function newOpportunityRow(
  opportunity: Opportunity,
  links: { companyId: number; contactId?: number | undefined },
  defaults: OpportunityDefaults,
  points: DataPoints,
): AutotaskWrite {
  return {
    stage: defaults.stage,
    status: defaults.status,
    probability: 0,
    startDate: dayTime(defaults.today),
    projectedCloseDate: dayTime(defaults.closeDate),
    createDate: dayTime(defaults.today),
    amount: moneyNumber(opportunity.onetimeRevenue) ?? 0,
    cost: 0,
    useQuoteTotals: true,
    ownerResourceID: defaults.ownerResourceId,
    ...fromCanonicalOpportunity(opportunity, points),
    companyID: links.companyId,
    ...compact({ contactID: links.contactId }),
  };
}
