import { quietWithoutData, type AlertCase } from './case.ts';

const OF_RESULTS = 'component="issues-service",topic="psa.sync-results.v1",group="issues-service"';
const AGE = `psa_bridge_consumer_oldest_age_seconds{${OF_RESULTS}}`;
const DEAD = `psa_bridge_consumer_messages_total{${OF_RESULTS},outcome="dead_letter"}`;
const OUTBOX = 'psa_bridge_outbox_oldest_age_seconds{component="gateway",collection="quotes"}';
const WHERE = { component: 'issues-service', topic: 'psa.sync-results.v1', group: 'issues-service' };

export const MESSAGE_CASES: readonly AlertCase[] = [
  {
    ...{ alert: 'PsaBridgeConsumerLag', kind: 'fires', title: 'fires where the oldest message grows older' },
    ...{ series: { [AGE]: '0+60x30' }, at: '11m' },
    firing: [
      {
        labels: { severity: 'page', ...WHERE },
        summary: 'issues-service is 11m 0s behind in psa.sync-results.v1',
        description:
          'The oldest message that issues-service has not handled waits for more than 5 minutes, for 5 minutes already.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeConsumerLag', kind: 'quiet', title: 'is quiet where a burst is worked off' },
    ...{ series: { [AGE]: '0 100 400 400 400 100 0 0 0 0 0 0' }, at: '9m' },
  },
  {
    ...{ alert: 'PsaBridgeDeadLetters', kind: 'fires', title: 'fires with the first dead letter' },
    ...{ series: { [DEAD]: '0x5 1x60' }, at: '7m' },
    firing: [
      {
        labels: { severity: 'ticket', ...WHERE },
        summary: 'issues-service could not handle messages of psa.sync-results.v1',
        description:
          'Messages of the last 30 minutes became dead letters of issues-service: they cannot be read, or met a bug three times.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeDeadLetters', kind: 'quiet', title: 'is quiet where none came for long, and after a restart' },
    ...{ series: { [DEAD]: '3x60 0x60' }, at: '62m' },
  },
  {
    ...{ alert: 'PsaBridgeOutboxStuck', kind: 'fires', title: 'fires where the oldest event grows older' },
    ...{ series: { [OUTBOX]: '0+60x30' }, at: '10m' },
    firing: [
      {
        labels: { severity: 'page', component: 'gateway', collection: 'quotes' },
        summary: 'Events of quotes are not published',
        description: 'The oldest event in the outbox of quotes waits for 10m 0s; gateway publishes it.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeOutboxStuck', kind: 'quiet', title: 'is quiet where events are a minute old' },
    ...{ series: { [OUTBOX]: '60x60' }, at: '30m' },
  },
  ...['PsaBridgeConsumerLag', 'PsaBridgeDeadLetters', 'PsaBridgeOutboxStuck'].map(quietWithoutData),
];
