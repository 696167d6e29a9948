import { quietWithoutData, type AlertCase } from './case.ts';

const PARKED = 'psa_bridge_work_parked_oldest_age_seconds{component="halo-connector",provider="halo"}';
const OF_DEMO = 'component="halo-connector",integration="demo"';
const BREAKER = `psa_bridge_breaker_open{${OF_DEMO},provider="halo",group="Client"}`;
const BUDGET = `psa_bridge_budget_exhausted_in_seconds{${OF_DEMO}}`;
const EXPIRY = 'psa_bridge_credential_expires_at_seconds{component="identity-service",kind="api_key"}';
const DAY = 86_400;
const states = (state: string): string => `psa_bridge_integrations{component="halo-connector",provider="halo",state="${state}"}`;

export const PSA_CASES: readonly AlertCase[] = [
  {
    ...{ alert: 'PsaBridgeWorkParked', kind: 'fires', title: 'fires where a row is parked for more than an hour' },
    ...{ series: { [PARKED]: '0+60x120' }, at: '66m' },
    firing: [
      {
        labels: { severity: 'ticket', provider: 'halo' },
        summary: 'Work of halo is parked',
        description: 'Rows that met a bug three times wait for a person; the first of them for 1h 6m 0s.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeWorkParked', kind: 'quiet', title: 'is quiet where it is retried within the hour' },
    ...{ series: { [PARKED]: '0+60x50 0x60' }, at: '70m' },
  },
  {
    ...{ alert: 'PsaBridgeBreakerOpen', kind: 'fires', title: 'fires where a breaker stays open' },
    ...{ series: { [BREAKER]: '1x30' }, at: '15m' },
    firing: [
      {
        labels: { severity: 'ticket', provider: 'halo', integration: 'demo', group: 'Client' },
        summary: 'halo does not answer for demo',
        description: 'The circuit breaker of Client has been open for 15 minutes: calls are not tried, the work waits.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeBreakerOpen', kind: 'quiet', title: 'is quiet where it closes within a quarter of an hour' },
    ...{ series: { [BREAKER]: '1x10 0 1x10' }, at: '20m' },
  },
  {
    ...{ alert: 'PsaBridgeBudgetExhaustionPredicted', kind: 'fires', title: 'fires where ten minutes are left at this pace' },
    ...{ series: { [BUDGET]: '600x30' }, at: '10m' },
    firing: [
      {
        labels: { severity: 'ticket', integration: 'demo' },
        summary: 'The call allowance of demo is nearly used up',
        description: 'At the present pace it is used up in 10m 0s; then everything but the urgent waits for the window to turn.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeBudgetExhaustionPredicted', kind: 'quiet', title: 'is quiet where it lasts at the present pace' },
    ...{ series: { [BUDGET]: '1e12x30' }, at: '20m' },
  },
  {
    ...{ alert: 'PsaBridgeCredentialsRefused', kind: 'fires', title: 'fires where three of ten integrations stand still' },
    ...{ series: { [states('auth_failed')]: '3x60', [states('connected')]: '7x60' }, at: '31m' },
    firing: [
      {
        labels: { severity: 'ticket', provider: 'halo' },
        summary: 'halo refuses the credentials of 3 integrations',
        description:
          'More than a fifth of all integrations of halo stand still for it. Their admins are told; that it is so many speaks for one cause.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeCredentialsRefused', kind: 'quiet', title: 'is quiet where it is one of ten' },
    ...{ series: { [states('auth_failed')]: '1x60', [states('connected')]: '9x60' }, at: '45m' },
  },
  {
    ...{ alert: 'PsaBridgeCredentialExpires', kind: 'fires', title: 'fires six days before the end' },
    ...{ series: { [EXPIRY]: `${6 * DAY + 7_200}x180` }, at: '2h' },
    firing: [
      {
        labels: { severity: 'ticket', kind: 'api_key' },
        summary: 'A credential of kind api_key expires in 6d 0h 0m 0s',
        description: 'Whoever shows it is refused from then on.',
      },
    ],
  },
  {
    ...{ alert: 'PsaBridgeCredentialExpires', kind: 'quiet', title: 'is quiet eight days before the end' },
    ...{ series: { [EXPIRY]: `${8 * DAY + 7_200}x180` }, at: '2h' },
  },
  ...['WorkParked', 'BreakerOpen', 'BudgetExhaustionPredicted', 'CredentialsRefused', 'CredentialExpires'].map((name) =>
    quietWithoutData(`PsaBridge${name}`),
  ),
];
