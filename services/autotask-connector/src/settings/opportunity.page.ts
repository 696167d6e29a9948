import { defineSettingsPage, type SettingReference } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { DataPoint, PicklistKey, UdfName } from './keys.ts';
import { udfReference } from './udf-reference.ts';
import { usedTwice } from './used-twice.ts';

const QuoteStatus = z.enum(['draft', 'sent', 'approved', 'declined', 'expired']);
const StageAndStatus = z.strictObject({ stage: PicklistKey.optional(), status: PicklistKey.optional() });

/** What opportunities carry to Autotask and back (AT-50 to AT-53, AT-80). */
export const OpportunitySettings = z.strictObject({
  /** Which user-defined field holds which of our data points; each field once (AT-50). */
  opportunityUdfs: z.record(DataPoint, UdfName).default({}),
  /** Where the status of a quote moves its opportunity (product-behaviour 10.4). */
  quoteStatuses: z.partialRecord(QuoteStatus, StageAndStatus).default({}),
  /** Owner of companies and opportunities created there: an active resource that is no API user. */
  ownerResource: PicklistKey.optional(),
  /** Changes made in Autotask to linked open opportunities are read back; off as the product does it (AT-80). */
  readOpportunityChanges: z.boolean().default(false),
});

export const opportunityPage = defineSettingsPage({
  name: 'opportunity',
  title: 'Opportunity',
  settings: OpportunitySettings,
  portable: {
    quoteStages: ['quoteStatuses', '*', 'stage'],
    quoteOpportunityStatuses: ['quoteStatuses', '*', 'status'],
    opportunityOwner: ['ownerResource'],
  },
  choices: {
    opportunityUdfs: { psa: 'opportunity_udf' },
    opportunityUdfChoices: { psa: 'opportunity_udf_choice' },
    stages: { psa: 'pipeline_stage' },
    statuses: { psa: 'opportunity_status' },
    resources: { psa: 'resource' },
  },
  references: ({ opportunityUdfs, quoteStatuses, ownerResource }) => [
    ...Object.entries(opportunityUdfs).map(([point, name]) => ({
      ...udfReference(['opportunityUdfs', point], { kind: 'opportunity_udf', name, point }),
      affects: [{ type: 'opportunity' as const, carries: point }],
    })),
    ...Object.entries(quoteStatuses).flatMap(([quoteStatus, target]): SettingReference[] => {
      const affects = [{ type: 'quote' as const, filters: { status: quoteStatus } }];
      const at = ['quoteStatuses', quoteStatus];
      return [
        ...(target.stage === undefined
          ? []
          : [
              {
                path: [...at, 'stage'],
                title: `Stage of ${quoteStatus} quotes`,
                target: { psa: 'pipeline_stage', key: target.stage },
                affects,
              },
            ]),
        ...(target.status === undefined
          ? []
          : [
              {
                path: [...at, 'status'],
                title: `Opportunity status of ${quoteStatus} quotes`,
                target: { psa: 'opportunity_status', key: target.status },
                affects,
              },
            ]),
      ];
    }),
    ...(ownerResource === undefined ? [] : [{ path: ['ownerResource'], target: { psa: 'resource', key: ownerResource } }]),
  ],
  problems: ({ opportunityUdfs }) => usedTwice(['opportunityUdfs'], opportunityUdfs),
});
