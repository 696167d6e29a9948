import { quietWithoutData, type AlertCase, type Firing } from './case.ts';

const ANSWERED = 'psa_bridge_http_requests_total{component="gateway",route="/v1/companies",method="GET",status="200"}';
const BROKEN = 'psa_bridge_http_requests_total{component="gateway",route="/v1/companies",method="GET",status="502"}';
const QUICK = 'psa_bridge_http_request_seconds_bucket{component="gateway",route="/v1/companies",method="GET",le="1"}';
const ALL = 'psa_bridge_http_request_seconds_count{component="gateway",route="/v1/companies",method="GET"}';
const PUSHED = 'psa_bridge_work_outcomes_total{component="halo-connector",provider="halo",op="push",outcome="succeeded"}';
const FAILED = 'psa_bridge_work_outcomes_total{component="halo-connector",provider="halo",op="push",outcome="fail"}';
const PULL_FAILED = 'psa_bridge_work_outcomes_total{component="halo-connector",provider="halo",op="pull",outcome="fail"}';
const SYNCED = 'psa_bridge_synced_at_seconds{component="halo-connector",provider="halo",integration="demo"}';

interface Burnt {
  slo: string;
  window: string;
  summary: string;
  promise: string;
  factor: number;
  severity?: string;
}

function burnt({ slo, window, summary, promise, factor, severity = 'page' }: Burnt): Firing {
  const description = `The promise is that ${promise}. Over ${window} and still over ${SHORT[window]} the month's allowance is used up ${factor} times as fast as it lasts.`;
  return { labels: { severity, slo, window }, summary, description };
}

const SHORT: Readonly<Record<string, string>> = { '1h': '5m', '6h': '30m', '1d': '2h', '3d': '6h' };
const AVAILABLE = '99.9 % of requests to the gateway are answered without a failure of ours';

export const SLO_CASES: readonly AlertCase[] = [
  {
    ...{ alert: 'PsaBridgeGatewayAvailabilityBurn', kind: 'fires', title: 'wakes somebody where one request in ten fails' },
    series: { [ANSWERED]: '0+90x120', [BROKEN]: '0+10x120' },
    at: '10m',
    firing: [
      burnt({
        ...{ slo: 'gateway_availability', window: '1h', factor: 14.4, promise: AVAILABLE },
        summary: '10% of requests to the gateway fail (1h)',
      }),
    ],
  },
  {
    ...{ alert: 'PsaBridgeGatewayAvailabilityBurn', kind: 'fires', title: 'waits for the morning where four in a thousand fail' },
    series: { [ANSWERED]: '0+996x240', [BROKEN]: '0+4x240' },
    at: '2h',
    firing: [
      burnt({
        ...{ slo: 'gateway_availability', window: '1d', factor: 3, severity: 'ticket', promise: AVAILABLE },
        summary: '0.4% of requests to the gateway fail (1d)',
      }),
    ],
  },
  {
    ...{ alert: 'PsaBridgeGatewayAvailabilityBurn', kind: 'quiet', title: 'is quiet where one in two thousand fails' },
    ...{ series: { [ANSWERED]: '0+1999x600', [BROKEN]: '0+1x600' }, at: '9h' },
  },
  {
    ...{
      alert: 'PsaBridgeGatewayAvailabilityBurn',
      kind: 'quiet',
      title: 'is quiet again within the hour after failures have ended',
    },
    ...{ series: { [ANSWERED]: '0+90x120', [BROKEN]: '0+10x10 100x110' }, at: '45m' },
  },
  {
    ...{ alert: 'PsaBridgeGatewayLatencyBurn', kind: 'fires', title: 'wakes somebody where one request in five is slow' },
    ...{ series: { [QUICK]: '0+80x120', [ALL]: '0+100x120' }, at: '10m' },
    firing: [
      burnt({
        ...{ slo: 'gateway_latency', window: '1h', factor: 14.4 },
        summary: '20% of requests to the gateway take more than a second (1h)',
        promise: '99 % of requests to the gateway are answered within a second',
      }),
    ],
  },
  {
    ...{ alert: 'PsaBridgeGatewayLatencyBurn', kind: 'quiet', title: 'is quiet where one in two hundred is slow' },
    ...{ series: { [QUICK]: '0+199x600', [ALL]: '0+200x600' }, at: '9h' },
  },
  {
    ...{ alert: 'PsaBridgePushSuccessBurn', kind: 'fires', title: 'wakes somebody where nine pushes in ten fail' },
    ...{ series: { [PUSHED]: '0+1x120', [FAILED]: '0+9x120' }, at: '10m' },
    firing: [
      burnt({
        ...{ slo: 'push_success', window: '1h', factor: 14.4 },
        summary: '90% of pushes to the PSAs fail (1h)',
        promise: '95 % of pushes to a PSA succeed without anybody doing something',
      }),
    ],
  },
  {
    ...{ alert: 'PsaBridgePushSuccessBurn', kind: 'quiet', title: 'is quiet where pulls fail, and one push in a hundred' },
    ...{ series: { [PUSHED]: '0+99x600', [FAILED]: '0+1x600', [PULL_FAILED]: '0+50x600' }, at: '9h' },
  },
  {
    ...{ alert: 'PsaBridgeFreshnessBurn', kind: 'fires', title: 'wakes somebody where the only integration is an hour behind' },
    ...{ series: { [SYNCED]: '0x180' }, at: '75m' },
    firing: [
      burnt({
        ...{ slo: 'freshness', window: '1h', factor: 14.4 },
        summary: '24.59% of integrations are more than an hour behind their PSA (1h)',
        promise: 'integrations are behind their PSA by at most an hour, 99 % of the time',
      }),
    ],
  },
  {
    ...{ alert: 'PsaBridgeFreshnessBurn', kind: 'quiet', title: 'is quiet where an integration is read every half hour' },
    ...{ series: { [SYNCED]: '0x29 1800x29 3600x29 5400x29 7200x29' }, at: '2h' },
  },
  ...['GatewayAvailability', 'GatewayLatency', 'PushSuccess', 'Freshness'].map((slo) => quietWithoutData(`PsaBridge${slo}Burn`)),
];
