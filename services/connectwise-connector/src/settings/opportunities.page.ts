import { defineSettingsPage, type SettingReference } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { LocalKey, SetupKey } from './keys.ts';

const QuoteStatus = z.enum(['draft', 'sent', 'approved', 'declined', 'expired']);
const StageAndStatus = z.strictObject({ stage: SetupKey.optional(), status: SetupKey.optional() });

/** Where statuses of opportunities and quotes lead, in both directions (CW-30). */
export const OpportunitiesSettings = z.strictObject({
  /** Our status by ConnectWise's (CW-30); one without an entry comes in as it is. */
  opportunityStatusesIn: z.record(SetupKey, LocalKey).default({}),
  /** ConnectWise's status by ours (CW-30); without an entry the status there stays. */
  opportunityStatusesOut: z.record(LocalKey, SetupKey).default({}),
  /** Where the status of a quote moves its opportunity (product-behaviour 10.4). */
  quoteStatuses: z.partialRecord(QuoteStatus, StageAndStatus).default({}),
  /** Who is the sales representative of opportunities that are created there; the first active member where left out. */
  salesRep: SetupKey.optional(),
});

export const opportunitiesPage = defineSettingsPage({
  name: 'opportunity-status-mapping',
  title: 'Opportunity status mapping',
  settings: OpportunitiesSettings,
  portable: {
    quoteStages: ['quoteStatuses', '*', 'stage'],
    quoteOpportunityStatuses: ['quoteStatuses', '*', 'status'],
    opportunityOwner: ['salesRep'],
  },
  choices: {
    statuses: { psa: 'opportunity_status' },
    localStatuses: { local: 'opportunity_status' },
    stages: { psa: 'pipeline_stage' },
    members: { psa: 'resource' },
  },
  references: ({ opportunityStatusesIn, opportunityStatusesOut, quoteStatuses, salesRep }) => [
    ...Object.entries(opportunityStatusesIn).flatMap(([theirs, ours]): SettingReference[] => {
      const place = { path: ['opportunityStatusesIn', theirs], title: 'Our status', of: statusOf(theirs) };
      return [
        { ...place, target: statusOf(theirs) },
        { ...place, target: localStatus(ours) },
      ];
    }),
    ...Object.entries(opportunityStatusesOut).flatMap(([ours, theirs]): SettingReference[] => {
      const place = { path: ['opportunityStatusesOut', ours], title: 'ConnectWise status', of: localStatus(ours) };
      return [
        { ...place, target: statusOf(theirs), affects: [{ type: 'opportunity', filters: { status: ours } }] },
        { ...place, target: localStatus(ours) },
      ];
    }),
    ...Object.entries(quoteStatuses).flatMap(([status, move]) => moveReferences(status, move)),
    ...(salesRep === undefined ? [] : [{ path: ['salesRep'], target: { psa: 'resource', key: salesRep } }]),
  ],
});

function moveReferences(quoteStatus: string, { stage, status }: z.output<typeof StageAndStatus>): readonly SettingReference[] {
  const affects = [{ type: 'quote' as const, filters: { status: quoteStatus } }];
  const at = ['quoteStatuses', quoteStatus];
  const target = { stage: stage && { psa: 'pipeline_stage', key: stage }, status: status && statusOf(status) };
  return [
    ...(target.stage ? [{ path: [...at, 'stage'], title: `Stage of ${quoteStatus} quotes`, target: target.stage, affects }] : []),
    ...(target.status
      ? [{ path: [...at, 'status'], title: `Opportunity status of ${quoteStatus} quotes`, target: target.status, affects }]
      : []),
  ];
}

function statusOf(key: string): { psa: string; key: string } {
  return { psa: 'opportunity_status', key };
}

function localStatus(key: string): { local: string; key: string } {
  return { local: 'opportunity_status', key };
}
