import { choiceIn, choiceOut, compact, moneyNumber, moneyText, picklistKey, present } from '@psa-bridge/connector-kit';
import type { Opportunity, RecordInput } from '@psa-bridge/records';
import type { HaloWrite } from '../client/halo.client.ts';
import type { HaloOpportunity } from '../client/sales-types.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { haloDay, midnight } from './days.ts';

export type OpportunityMaps = Pick<HaloSettings, 'opportunityStatusesIn' | 'opportunityStatusesOut'>;

/** What HaloPSA never tells of an opportunity; it stays as it stands here. */
export const UNSPOKEN_OF_OPPORTUNITIES = ['salesOrderNumbers'] as const;

export interface OpportunityLinks {
  companyId: string;
  contactId?: string | undefined;
  lastSeenStatus?: string | undefined;
}

/** HaloPSA's opportunity to ours; its type is our category (HP-19). */
export function toCanonicalOpportunity(
  row: HaloOpportunity,
  { companyId, contactId, lastSeenStatus }: OpportunityLinks,
  maps: OpportunityMaps,
): RecordInput<'opportunity'> {
  const percent = row.oppconversionprobability;
  return {
    name: present(row.summary) ?? `Opportunity ${row.id}`,
    companyId,
    ...compact({
      contactId,
      stage: picklistKey(row.pipeline_stage_id),
      status: row.status_id === undefined ? undefined : choiceIn(String(row.status_id), statusesOf(maps), lastSeenStatus),
      category: picklistKey(row.tickettype_id),
      probability: typeof percent === 'number' ? shareOf(percent) : undefined,
      description: present(row.details),
      expectedCloseDate: haloDay(row.targetdate),
      onetimeRevenue: moneyText(row.oppvalue),
    }),
  };
}

/** What a list's row says already; what it may leave out is compared where it is there. */
export function listedFields(
  row: HaloOpportunity,
  maps: OpportunityMaps,
  lastSeenStatus: string | undefined,
): Readonly<Record<string, unknown>> {
  const { name, stage, status, category, probability, expectedCloseDate, onetimeRevenue } = toCanonicalOpportunity(
    row,
    { companyId: '', lastSeenStatus },
    maps,
  );
  return {
    ...{ name, stage, status, category },
    ...(row.oppconversionprobability === undefined ? {} : { probability }),
    ...(row.targetdate === undefined ? {} : { expectedCloseDate }),
    ...(row.oppvalue === undefined ? {} : { onetimeRevenue }),
  };
}

/** HP-12 */
function statusesOf({ opportunityStatusesIn: inward, opportunityStatusesOut: outward }: OpportunityMaps) {
  return { inward, outward };
}

/** Our opportunity as HaloPSA's members: what a change sends. */
export function fromCanonicalOpportunity(opportunity: Opportunity, maps: OpportunityMaps): HaloWrite {
  const status = opportunity.status === undefined ? undefined : choiceOut(opportunity.status, statusesOf(maps));
  const { probability, expectedCloseDate } = opportunity;
  return {
    summary: opportunity.name,
    ...compact({
      pipeline_stage_id: choiceId(opportunity.stage),
      status_id: choiceId(status),
      tickettype_id: choiceId(opportunity.category),
      oppconversionprobability: probability === undefined ? undefined : percentOf(probability),
      details: opportunity.description,
      targetdate: expectedCloseDate === undefined ? undefined : midnight(expectedCloseDate),
      oppvalue: moneyNumber(opportunity.onetimeRevenue),
    }),
  };
}

/** Per cent with four decimals, so that a share comes back as it went. */
function percentOf(share: number): number {
  return Math.round(share * 1e6) / 1e4;
}

function shareOf(percent: number): number {
  return Math.round(Math.min(100, Math.max(0, percent)) * 1e4) / 1e6;
}

/** The number of a choice; one that was added here has none there. */
export function choiceId(key: string | undefined): number | undefined {
  return key !== undefined && /^\d+$/.test(key) ? Number(key) : undefined;
}
