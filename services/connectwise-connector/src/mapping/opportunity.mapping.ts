import { choiceIn, choiceOut, compact, dayText, picklistKey, present } from '@psa-bridge/connector-kit';
import type { Opportunity, RecordInput } from '@psa-bridge/records';
import type { ConnectWiseWrite } from '../client/patch.ts';
import type { CwOpportunity, CwProbability } from '../client/sales-types.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';

/** What a tenant set for opportunities, and the table that its ConnectWise chooses probabilities from. */
export type OpportunityMaps = Pick<ConnectWiseSettings, 'opportunityStatusesIn' | 'opportunityStatusesOut'> & {
  probabilities: readonly CwProbability[];
};

/** ConnectWise opportunity to ours (connectwise.md section 11, product-behaviour 10.2). What it is worth is the sum of its lines. */
export function toCanonicalOpportunity(
  row: CwOpportunity,
  {
    companyId,
    contactId,
    lastSeenStatus,
  }: { companyId: string; contactId?: string | undefined; lastSeenStatus?: string | undefined },
  maps: OpportunityMaps,
): RecordInput<'opportunity'> {
  const percent = maps.probabilities.find(({ id }) => id === row.probability?.id)?.probability;
  return {
    name: present(row.name) ?? `Opportunity ${row.id}`,
    companyId,
    ...compact({
      contactId,
      stage: picklistKey(row.stage?.id),
      status: row.status ? choiceIn(String(row.status.id), statusesOf(maps), lastSeenStatus) : undefined,
      category: picklistKey(row.type?.id),
      source: picklistKey(row.campaign?.id),
      probability: typeof percent === 'number' ? Math.min(100, Math.max(0, percent)) / 100 : undefined,
      description: present(row.notes),
      expectedCloseDate: dayText(row.expectedCloseDate),
    }),
  };
}

/** CW-30 */
function statusesOf({ opportunityStatusesIn: inward, opportunityStatusesOut: outward }: OpportunityMaps) {
  return { inward, outward };
}

/** Our opportunity as ConnectWise's fields: what a change sends. */
export function fromCanonicalOpportunity(opportunity: Opportunity, maps: OpportunityMaps): ConnectWiseWrite {
  const status = opportunity.status === undefined ? undefined : choiceOut(opportunity.status, statusesOf(maps));
  return {
    name: opportunity.name,
    ...compact({
      stage: choice(opportunity.stage),
      status: choice(status),
      type: choice(opportunity.category),
      campaign: choice(opportunity.source),
      probability: probabilityOf(opportunity.probability, maps.probabilities),
      notes: opportunity.description,
      expectedCloseDate: midnight(opportunity.expectedCloseDate),
    }),
  };
}

/** A reference to the row of a setup table; one that was added here has none there. */
export function choice(key: string | undefined): { id: number } | undefined {
  return key !== undefined && /^\d+$/.test(key) ? { id: Number(key) } : undefined;
}

/** Fields that hold a day need a time all the same (section 4). */
export function midnight(day: string | undefined): string | undefined {
  return day === undefined ? undefined : `${day}T00:00:00Z`;
}

/** The row of that percentage: shares between two rows stay ours. */
function probabilityOf(share: number | undefined, table: readonly CwProbability[]): { id: number } | undefined {
  const row = share === undefined ? undefined : table.find(({ probability }) => probability === Math.round(share * 100));
  return row && { id: row.id };
}
