import { defineSettingsPage, type SettingReference } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { LocalKey, SetupKey } from './keys.ts';
import { chosen, listed, localChoice, mapEntry, psaChoice } from './references.ts';

export const QuoteStatus = z.enum(['draft', 'sent', 'approved', 'declined', 'expired']);
const StageAndStatus = z.strictObject({ stage: SetupKey.optional(), status: SetupKey.optional() });

/** Which opportunities come over, and where statuses lead in both directions (HP-12). */
export const OpportunitiesSettings = z.strictObject({
  /** The type of opportunities that are created there and name no category; HaloPSA's first one where left out. */
  opportunityType: SetupKey.optional(),
  /** Only opportunities of these types are imported; all where it is empty. What stands here already is kept in step. */
  opportunityTypes: z.array(SetupKey).max(200).default([]),
  /** Only opportunities in these of HaloPSA's categories are imported; all where it is empty. */
  importCategories: z.array(z.string().min(1).max(100)).max(200).default([]),
  /** Our status by HaloPSA's; one without an entry comes in as it is. */
  opportunityStatusesIn: z.record(SetupKey, LocalKey).default({}),
  /** HaloPSA's status by ours; without an entry the status there stays. */
  opportunityStatusesOut: z.record(LocalKey, SetupKey).default({}),
  /** Where the status of a quote moves its opportunity (product-behaviour 10.4). */
  quoteMoves: z.partialRecord(QuoteStatus, StageAndStatus).default({}),
  /** The team of opportunities that are created there; that of their type where left out. */
  opportunityTeam: SetupKey.optional(),
  /** The agent of opportunities that are created there; HaloPSA chooses where left out. */
  opportunityAgent: SetupKey.optional(),
});
export type OpportunitiesSettings = z.output<typeof OpportunitiesSettings>;

const ofStatus = psaChoice('opportunity_status');
const ofType = psaChoice('opportunity_category');
const ours = localChoice('opportunity_status');

export const opportunitiesPage = defineSettingsPage({
  name: 'opportunities',
  title: 'Opportunities',
  settings: OpportunitiesSettings,
  mends: ['opportunity_type_missing'],
  portable: {
    quoteStages: ['quoteMoves', '*', 'stage'],
    quoteOpportunityStatuses: ['quoteMoves', '*', 'status'],
    opportunityOwner: ['opportunityAgent'],
  },
  choices: {
    types: { psa: 'opportunity_category' },
    categories: { psa: 'ticket_category' },
    statuses: { psa: 'opportunity_status' },
    localStatuses: { local: 'opportunity_status' },
    stages: { psa: 'pipeline_stage' },
    teams: { psa: 'opportunity_team' },
    agents: { psa: 'resource' },
  },
  references: (settings) => [
    ...chosen(['opportunityType'], ofType, settings.opportunityType),
    ...listed('opportunityTypes', 'opportunity_category', settings.opportunityTypes),
    ...listed('importCategories', 'ticket_category', settings.importCategories),
    ...Object.entries(settings.opportunityStatusesIn).flatMap(([key, value]) =>
      mapEntry({
        ...{ setting: 'opportunityStatusesIn', key, title: 'Our status', of: ofStatus(key), value: ours(value) },
      }),
    ),
    ...Object.entries(settings.opportunityStatusesOut).flatMap(([key, value]) =>
      mapEntry({
        ...{ setting: 'opportunityStatusesOut', key, title: 'HaloPSA status', of: ours(key), value: ofStatus(value) },
        affects: [{ type: 'opportunity', filters: { status: key } }],
      }),
    ),
    ...Object.entries(settings.quoteMoves).flatMap(([status, move]) => moveReferences(status, move)),
    ...chosen(['opportunityTeam'], psaChoice('opportunity_team'), settings.opportunityTeam),
    ...chosen(['opportunityAgent'], psaChoice('resource'), settings.opportunityAgent),
  ],
  problems: ({ opportunityType, opportunityTypes }) =>
    opportunityType === undefined || opportunityTypes.length === 0 || opportunityTypes.includes(opportunityType)
      ? []
      : [
          {
            path: ['opportunityType'],
            message: 'Opportunities of this type are not imported. Add it to the enabled types, or choose one of those.',
          },
        ],
});

function moveReferences(quoteStatus: string, { stage, status }: z.output<typeof StageAndStatus>): readonly SettingReference[] {
  const affects = [{ type: 'quote' as const, filters: { status: quoteStatus } }];
  const at = ['quoteMoves', quoteStatus];
  return [
    ...(stage === undefined
      ? []
      : [
          {
            path: [...at, 'stage'],
            title: `Stage of ${quoteStatus} quotes`,
            target: { psa: 'pipeline_stage', key: stage },
            affects,
          },
        ]),
    ...(status === undefined
      ? []
      : [{ path: [...at, 'status'], title: `Opportunity status of ${quoteStatus} quotes`, target: ofStatus(status), affects }]),
  ];
}
