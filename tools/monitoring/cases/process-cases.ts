import { quietWithoutData, type AlertCase } from './case.ts';

const probe = (component: string, name: string, instance = 'a'): string =>
  `psa_bridge_probe_ok{component="${component}",probe="${name}",instance="${instance}"}`;
const ALL = { [probe('identity-service', 'livez')]: '1x240', [probe('issues-service', 'livez')]: '1x240' };

export const PROCESS_CASES: readonly AlertCase[] = [
  {
    ...{ alert: 'PsaBridgeComponentMissing', kind: 'absent', title: 'fires where a service that is always there tells nothing' },
    ...{ series: ALL, at: '6m' },
    firing: [
      {
        labels: { severity: 'page', component: 'gateway' },
        summary: 'Nothing is heard of gateway',
        description: 'No replica of gateway has told its metrics for 5 minutes: none runs, or none is scraped.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeComponentMissing', kind: 'fires', title: 'fires where a connector that was there has gone' },
    series: { ...ALL, [probe('gateway', 'livez')]: '1x240', [probe('halo-connector', 'livez')]: '1x60 stale _x60' },
    at: '70m',
    firing: [
      {
        labels: { severity: 'page', component: 'halo-connector' },
        summary: 'Nothing is heard of halo-connector',
        description: 'No replica of halo-connector has told its metrics for 5 minutes: none runs, or none is scraped.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeComponentMissing', kind: 'quiet', title: 'is quiet where one of two replicas is left' },
    series: {
      ...{ ...ALL, [probe('gateway', 'livez')]: '1x60 stale _x60', [probe('gateway', 'livez', 'b')]: '1x240' },
    },
    at: '70m',
  },
  {
    ...{ alert: 'PsaBridgeComponentNotReady', kind: 'fires', title: 'fires where no replica is ready' },
    series: { [probe('gateway', 'readyz')]: '0x30', [probe('gateway', 'readyz', 'b')]: '0x30' },
    at: '6m',
    firing: [
      {
        labels: { severity: 'page', component: 'gateway' },
        summary: 'No replica of gateway is ready',
        description: 'Every replica of gateway has said for 5 minutes that its database or its broker does not answer.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeComponentNotReady', kind: 'quiet', title: 'is quiet where one replica is, or was a minute ago' },
    series: {
      ...{ [probe('gateway', 'readyz')]: '0x30', [probe('gateway', 'readyz', 'b')]: '1x30' },
      [probe('issues-service', 'readyz')]: '0 0 1 0 0 0 0',
    },
    at: '6m',
  },
  {
    ...{ alert: 'PsaBridgeLoopStalled', kind: 'fires', title: 'fires where it was seen three times, a restart in between' },
    ...{ series: { [probe('halo-connector', 'livez')]: '1x4 0 0 1 1 0 0 1x10' }, at: '12m' },
    firing: [
      {
        labels: { severity: 'page', component: 'halo-connector' },
        summary: 'A loop of halo-connector stands still',
        description:
          'A consumer or the scheduler of halo-connector did not turn for two minutes and more, within the last 15 minutes; a restart that mended it for a while does not hide it.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeLoopStalled', kind: 'quiet', title: 'is quiet after one look that failed' },
    ...{ series: { [probe('halo-connector', 'livez')]: '1x4 0 1x20' }, at: '12m' },
  },
  ...['PsaBridgeComponentNotReady', 'PsaBridgeLoopStalled'].map(quietWithoutData),
];
