import { quantile, rate, type Board } from './board.ts';

const CHOSEN = 'provider=~"$provider"';

export const CONNECTOR_BOARD: Board = {
  id: 'connector',
  title: 'Connector',
  description: 'One PSA over all tenants: what is pushed and read, what its calls end as, what waits.',
  choice: { label: 'provider', metric: 'psa_bridge_integrations' },
  rows: [
    {
      title: 'Integrations',
      panels: [
        {
          title: 'Integrations by state',
          unit: 'short',
          queries: [{ expr: `max by (provider, state) (psa_bridge_integrations{${CHOSEN}})`, legend: '{{provider}} {{state}}' }],
        },
        {
          title: 'Behind the PSA, the ten most',
          unit: 's',
          queries: [
            {
              expr: `topk(10, time() - max by (provider, integration) (psa_bridge_synced_at_seconds{${CHOSEN}}))`,
              legend: '{{provider}} {{integration}}',
            },
          ],
        },
        {
          title: 'Sync runs that ended',
          unit: 'ops',
          queries: [
            { expr: rate('psa_bridge_sync_runs_total', CHOSEN, 'provider, kind, outcome'), legend: '{{kind}} {{outcome}}' },
          ],
        },
        {
          title: 'Webhooks',
          unit: 'ops',
          queries: [
            { expr: rate('psa_bridge_webhooks_total', CHOSEN, 'provider, outcome'), legend: '{{provider}} {{outcome}}' },
            { expr: `${rate('psa_bridge_webhook_repairs_total', CHOSEN, 'cause')} or vector(0)`, legend: 'repaired: {{cause}}' },
          ],
        },
      ],
    },
    {
      title: 'Work',
      panels: [
        {
          title: 'Tries by how they ended',
          unit: 'ops',
          queries: [
            { expr: rate('psa_bridge_work_outcomes_total', CHOSEN, 'provider, op, outcome'), legend: '{{op}} {{outcome}}' },
          ],
        },
        {
          title: 'Rows that wait, by lane',
          unit: 'short',
          queries: [{ expr: `max by (provider, lane) (psa_bridge_work_waiting{${CHOSEN}})`, legend: '{{provider}} {{lane}}' }],
        },
        {
          title: 'Parked rows',
          unit: 'short',
          queries: [{ expr: `max by (provider) (psa_bridge_work_parked{${CHOSEN}})`, legend: '{{provider}}' }],
        },
        {
          title: 'First parked row waits for',
          unit: 's',
          queries: [{ expr: `max by (provider) (psa_bridge_work_parked_oldest_age_seconds{${CHOSEN}})`, legend: '{{provider}}' }],
        },
      ],
    },
    {
      title: 'Calls',
      panels: [
        {
          title: 'Calls by outcome',
          unit: 'reqps',
          queries: [
            { expr: rate('psa_bridge_psa_calls_total', CHOSEN, 'provider, outcome'), legend: '{{provider}} {{outcome}}' },
          ],
        },
        {
          title: 'Time of a call, 95 %',
          unit: 's',
          hasExemplars: true,
          queries: [
            { expr: quantile(0.95, 'psa_bridge_psa_call_seconds', { labels: CHOSEN, by: 'group' }), legend: '{{group}}' },
          ],
        },
        {
          title: 'Open breakers',
          unit: 'short',
          queries: [
            {
              expr: `sum by (provider) (max by (provider, integration, group) (psa_bridge_breaker_open{${CHOSEN}})) or vector(0)`,
              legend: '{{provider}}',
            },
            {
              expr: `${rate('psa_bridge_breaker_events_total', '', 'client, event')} or vector(0)`,
              legend: '{{client}} {{event}}',
            },
          ],
        },
        {
          title: 'Least calls left, of ten integrations',
          unit: 'short',
          queries: [
            {
              expr: 'bottomk(10, min by (integration) (psa_bridge_budget_remaining) / min by (integration) (psa_bridge_budget_limit))',
              legend: '{{integration}}',
            },
          ],
        },
      ],
    },
  ],
};
