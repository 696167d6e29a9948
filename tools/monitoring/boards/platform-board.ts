import { recordedRatio, SLOS } from '../slo.ts';
import { quantile, rate, type Board } from './board.ts';

const GATEWAY = 'component="gateway"';

export const PLATFORM_BOARD: Board = {
  id: 'platform',
  title: 'Platform',
  description: 'The promises, the public door, and how the processes are.',
  rows: [
    {
      title: 'Promises',
      panels: [
        {
          title: 'Share of bad ones, 1 hour',
          unit: 'percentunit',
          queries: SLOS.map((slo) => ({ expr: recordedRatio(slo, '1h'), legend: slo.id })),
        },
        {
          title: 'Burn of the allowance of 30 days, 6 hours (1 just lasts)',
          unit: 'short',
          queries: SLOS.map((slo) => ({
            expr: `${recordedRatio(slo, '6h')} / ${Number((1 - slo.target).toFixed(6))}`,
            legend: slo.id,
          })),
        },
      ],
    },
    {
      title: 'Gateway',
      panels: [
        {
          title: 'Requests by status',
          unit: 'reqps',
          queries: [{ expr: rate('psa_bridge_http_requests_total', GATEWAY, 'status'), legend: '{{status}}' }],
        },
        {
          title: 'Time to answer',
          unit: 's',
          hasExemplars: true,
          queries: [0.5, 0.95, 0.99].map((share) => ({
            expr: quantile(share, 'psa_bridge_http_request_seconds', { labels: GATEWAY, by: 'component' }),
            legend: `${share * 100} %`,
          })),
        },
        {
          title: 'Slowest routes, 95 %',
          unit: 's',
          queries: [
            {
              expr: `topk(10, ${quantile(0.95, 'psa_bridge_http_request_seconds', { labels: GATEWAY, by: 'route, method' })})`,
              legend: '{{method}} {{route}}',
            },
          ],
        },
        {
          title: 'Open issues',
          unit: 'short',
          queries: [{ expr: 'max by (level) (psa_bridge_issues_open)', legend: '{{level}}' }],
        },
        {
          title: 'What becomes of issues',
          unit: 'ops',
          queries: [{ expr: rate('psa_bridge_issue_events_total', '', 'event'), legend: '{{event}}' }],
        },
        {
          title: 'Webhooks to partners',
          unit: 'ops',
          queries: [
            { expr: `${rate('psa_bridge_partner_deliveries_total', '', 'outcome')} or vector(0)`, legend: '{{outcome}}' },
          ],
        },
        {
          title: 'Mails that tell of issues',
          unit: 'ops',
          queries: [{ expr: `${rate('psa_bridge_issue_digests_total', '', 'outcome')} or vector(0)`, legend: '{{outcome}}' }],
        },
        {
          title: 'Calls to other services and PSAs',
          unit: 'reqps',
          queries: [
            { expr: rate('psa_bridge_http_client_requests_total', '', 'client, outcome'), legend: '{{client}} {{outcome}}' },
          ],
        },
      ],
    },
    {
      title: 'Processes',
      panels: [
        {
          title: 'Replicas that are ready',
          unit: 'short',
          queries: [{ expr: 'sum by (component) (psa_bridge_probe_ok{probe="readyz"})', legend: '{{component}}' }],
        },
        {
          title: 'Memory',
          unit: 'bytes',
          queries: [{ expr: 'max by (component) (process_resident_memory_bytes)', legend: '{{component}}' }],
        },
        {
          title: 'Processor',
          unit: 'percentunit',
          queries: [{ expr: rate('process_cpu_seconds_total', '', 'component'), legend: '{{component}}' }],
        },
        {
          title: 'Event loop held up, 99 %',
          unit: 's',
          queries: [{ expr: 'max by (component) (nodejs_eventloop_lag_p99_seconds)', legend: '{{component}}' }],
        },
        {
          title: 'Next credential that expires',
          unit: 's',
          queries: [{ expr: 'min by (kind) (psa_bridge_credential_expires_at_seconds) - time()', legend: '{{kind}}' }],
        },
      ],
    },
  ],
};
