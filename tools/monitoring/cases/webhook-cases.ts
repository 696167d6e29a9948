import { quietWithoutData, type AlertCase } from './case.ts';

const webhooks = (outcome: string): string =>
  `psa_bridge_webhooks_total{component="halo-connector",provider="halo",outcome="${outcome}"}`;
const WEEK_MINUTES = 7 * 24 * 60;

export const WEBHOOK_CASES: readonly AlertCase[] = [
  {
    ...{ alert: 'PsaBridgeWebhookSilence', kind: 'fires', title: 'fires where there was a webhook a minute a week ago' },
    series: { [webhooks('accepted')]: `0+1x360 360x${WEEK_MINUTES}` },
    at: '170h',
    firing: [
      {
        labels: { severity: 'ticket', provider: 'halo' },
        summary: 'No webhook of halo has come for two hours',
        description:
          'At this time a week ago there were 120 in two hours, now there is none of any tenant: the way in is closed.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeWebhookSilence', kind: 'quiet', title: 'is quiet where it was quiet a week ago as well' },
    ...{ series: { [webhooks('accepted')]: `0+1x60 60x${WEEK_MINUTES + 120}` }, at: '172h' },
  },
  {
    ...{ alert: 'PsaBridgeWebhooksRejected', kind: 'fires', title: 'fires where three of four are refused' },
    ...{ series: { [webhooks('accepted')]: '0+1x60', [webhooks('refused')]: '0+3x60' }, at: '30m' },
    firing: [
      {
        labels: { severity: 'ticket', provider: 'halo' },
        summary: '75% of the webhooks of halo are not accepted',
        description: 'Their signature does not fit, nobody knows them, or it cannot be checked now.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeWebhooksRejected', kind: 'quiet', title: 'is quiet where a few strangers knock' },
    ...{ series: { [webhooks('accepted')]: '0+9x60', [webhooks('unknown')]: '0+1x60' }, at: '45m' },
  },
  ...['PsaBridgeWebhookSilence', 'PsaBridgeWebhooksRejected'].map(quietWithoutData),
];
