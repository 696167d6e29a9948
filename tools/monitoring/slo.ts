import type { Alert, Recording, RuleGroup, Severity } from './rule.ts';

/** A promise about the platform: at most a small share of what is counted may be bad. */
interface Slo {
  /** Names its series: `psa_bridge:<id>:bad_ratio_<window>`. */
  id: string;
  alert: string;
  /** The share of good ones that is promised. */
  target: number;
  /** The share of bad ones within a window, as PromQL. */
  badRatio: (window: string) => string;
  /** What the ratio is made from, where that is a series of its own. */
  recordedFirst?: Recording;
  /** What a user has of it. */
  promise: string;
  trouble: string;
}

const GATEWAY = 'component="gateway"';
/** Prometheus 2 keeps the bound as it is told, Prometheus 3 writes it as a float. */
const WITHIN_A_SECOND = String.raw`le=~"1(\\.0)?"`;
const FAILED = 'fail|park|fail_integration|partial';
/** Behind its PSA by more than this, an integration is stale. */
const STALE_SECONDS = 3_600;

const STALE_SHARE: Recording = {
  record: 'psa_bridge:integrations_stale:ratio',
  expr: `avg((time() - max by (provider, integration) (psa_bridge_synced_at_seconds)) > bool ${STALE_SECONDS})`,
};

export const SLOS: readonly Slo[] = [
  {
    id: 'gateway_availability',
    alert: 'PsaBridgeGatewayAvailabilityBurn',
    target: 0.999,
    badRatio: (window) =>
      `(sum(rate(psa_bridge_http_requests_total{${GATEWAY},status=~"5.."}[${window}])) or vector(0)) / sum(rate(psa_bridge_http_requests_total{${GATEWAY}}[${window}]))`,
    promise: '99.9 % of requests to the gateway are answered without a failure of ours',
    trouble: 'requests to the gateway fail',
  },
  {
    id: 'gateway_latency',
    alert: 'PsaBridgeGatewayLatencyBurn',
    target: 0.99,
    badRatio: (window) =>
      `1 - sum(rate(psa_bridge_http_request_seconds_bucket{${GATEWAY},${WITHIN_A_SECOND}}[${window}])) / sum(rate(psa_bridge_http_request_seconds_count{${GATEWAY}}[${window}]))`,
    promise: '99 % of requests to the gateway are answered within a second',
    trouble: 'requests to the gateway take more than a second',
  },
  {
    id: 'push_success',
    alert: 'PsaBridgePushSuccessBurn',
    target: 0.95,
    badRatio: (window) =>
      `(sum(rate(psa_bridge_work_outcomes_total{op="push",outcome=~"${FAILED}"}[${window}])) or vector(0)) / sum(rate(psa_bridge_work_outcomes_total{op="push",outcome=~"succeeded|${FAILED}"}[${window}]))`,
    promise: '95 % of pushes to a PSA succeed without anybody doing something',
    trouble: 'pushes to the PSAs fail',
  },
  {
    id: 'freshness',
    alert: 'PsaBridgeFreshnessBurn',
    target: 0.99,
    recordedFirst: STALE_SHARE,
    badRatio: (window) => `avg_over_time(${STALE_SHARE.record}[${window}])`,
    promise: 'integrations are behind their PSA by at most an hour, 99 % of the time',
    trouble: 'integrations are more than an hour behind their PSA',
  },
];

interface Burn {
  long: string;
  short: string;
  /** How many times faster than it would just last for 30 days. */
  factor: number;
  for: string;
  severity: Severity;
}

/** Fast burns wake somebody, slow ones wait for the morning; the short window ends an alert soon after the trouble. */
const BURNS: readonly Burn[] = [
  { long: '1h', short: '5m', factor: 14.4, for: '2m', severity: 'page' },
  { long: '6h', short: '30m', factor: 6, for: '15m', severity: 'page' },
  { long: '1d', short: '2h', factor: 3, for: '1h', severity: 'ticket' },
  { long: '3d', short: '6h', factor: 1, for: '3h', severity: 'ticket' },
];

const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;

export function recordedRatio({ id }: Slo, window: string): string {
  return `psa_bridge:${id}:bad_ratio_${window}`;
}

function burnAlert(slo: Slo, burn: Burn): Alert {
  const { long, short, factor, severity } = burn;
  const most = Number((factor * (1 - slo.target)).toFixed(6));
  return {
    ...{ name: slo.alert, severity, for: burn.for, labels: { slo: slo.id, window: long } },
    expr: `${recordedRatio(slo, long)} > ${most} and ${recordedRatio(slo, short)} > ${most}`,
    summary: `{{ $value | humanizePercentage }} of ${slo.trouble} (${long})`,
    description: `The promise is that ${slo.promise}. Over ${long} and still over ${short} the month's allowance is used up ${factor} times as fast as it lasts.`,
  };
}

export const SLO_GROUPS: readonly RuleGroup[] = SLOS.map((slo) => ({
  name: `psa-bridge-slo-${slo.id.replaceAll('_', '-')}`,
  rules: [
    // In this order: within a group each rule sees what the one before it has just recorded.
    ...(slo.recordedFirst ? [slo.recordedFirst] : []),
    ...WINDOWS.map((window): Recording => ({ record: recordedRatio(slo, window), expr: slo.badRatio(window) })),
    ...BURNS.map((burn) => burnAlert(slo, burn)),
  ],
}));
