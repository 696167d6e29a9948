import { rate, type Board } from './board.ts';

const CHOSEN = 'integration=~"$integration"';

export const TENANT_BOARD: Board = {
  id: 'tenant',
  title: 'Tenant',
  description: 'One integration of one tenant: how fresh it is, what it spends of its allowance, what waits for it.',
  choice: { label: 'integration', metric: 'psa_bridge_budget_limit' },
  rows: [
    {
      title: 'Freshness and calls',
      panels: [
        {
          title: 'Behind the PSA',
          unit: 's',
          queries: [
            { expr: `time() - max by (integration) (psa_bridge_synced_at_seconds{${CHOSEN}})`, legend: '{{integration}}' },
          ],
        },
        {
          title: 'Age of the agreement against its objective, by type',
          unit: 'percentunit',
          queries: [
            {
              expr: `max by (type) (psa_bridge_freshness_age_seconds{${CHOSEN}} / psa_bridge_freshness_objective_seconds{${CHOSEN}})`,
              legend: '{{type}}',
            },
          ],
        },
        {
          title: 'Error budget of freshness left, by type',
          unit: 'percentunit',
          queries: [{ expr: `min by (type) (psa_bridge_freshness_budget_remaining{${CHOSEN}})`, legend: '{{type}}' }],
        },
        {
          title: 'Calls by outcome',
          unit: 'reqps',
          queries: [{ expr: rate('psa_bridge_psa_calls_total', CHOSEN, 'outcome'), legend: '{{outcome}}' }],
        },
        {
          title: 'Open breakers, by group',
          unit: 'bool',
          queries: [{ expr: `max by (group) (psa_bridge_breaker_open{${CHOSEN}}) or vector(0)`, legend: '{{group}}' }],
        },
      ],
    },
    {
      title: 'Allowance',
      panels: [
        {
          title: 'Calls left and allowed',
          unit: 'short',
          queries: [
            { expr: `min by (integration) (psa_bridge_budget_remaining{${CHOSEN}})`, legend: 'left' },
            { expr: `min by (integration) (psa_bridge_budget_limit{${CHOSEN}})`, legend: 'allowed' },
          ],
        },
        {
          title: 'Used within the window, by whom',
          unit: 'short',
          queries: [{ expr: `max by (by) (psa_bridge_budget_used{${CHOSEN}})`, legend: '{{by}}' }],
        },
        {
          title: 'Spent, by lane',
          unit: 'ops',
          queries: [{ expr: rate('psa_bridge_budget_spent_total', CHOSEN, 'lane'), legend: '{{lane}}' }],
        },
        {
          title: 'Used up in',
          unit: 's',
          queries: [
            { expr: `min by (integration) (psa_bridge_budget_exhausted_in_seconds{${CHOSEN}})`, legend: '{{integration}}' },
          ],
        },
        {
          title: 'Waits for the allowance',
          unit: 'short',
          queries: [{ expr: `max by (lane, what) (psa_bridge_budget_parked{${CHOSEN}})`, legend: '{{lane}} {{what}}' }],
        },
        {
          title: 'A lane may call again in',
          unit: 's',
          queries: [{ expr: `max by (lane) (psa_bridge_budget_resumes_in_seconds{${CHOSEN}})`, legend: '{{lane}}' }],
        },
      ],
    },
  ],
};
