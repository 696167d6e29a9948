import type { Alert, RuleGroup } from './rule.ts';

/** What runs in every installation; a connector runs where its PSA is used. */
const ALWAYS_THERE = ['gateway', 'identity-service', 'issues-service'];

const processes: readonly Alert[] = [
  {
    name: 'PsaBridgeComponentMissing',
    expr: [
      ...ALWAYS_THERE.map(
        (component) => `sum by (component) (absent(psa_bridge_probe_ok{component="${component}",probe="livez"}))`,
      ),
      '(group by (component) (psa_bridge_probe_ok{probe="livez"} offset 1h) unless group by (component) (psa_bridge_probe_ok{probe="livez"}))',
    ].join(' or '),
    for: '5m',
    severity: 'page',
    summary: 'Nothing is heard of {{ $labels.component }}',
    description: 'No replica of {{ $labels.component }} has told its metrics for 5 minutes: none runs, or none is scraped.',
  },
  {
    name: 'PsaBridgeComponentNotReady',
    expr: 'max by (component) (psa_bridge_probe_ok{probe="readyz"}) == 0',
    for: '5m',
    severity: 'page',
    summary: 'No replica of {{ $labels.component }} is ready',
    description:
      'Every replica of {{ $labels.component }} has said for 5 minutes that its database or its broker does not answer.',
  },
  {
    name: 'PsaBridgeLoopStalled',
    expr: 'sum by (component) (count_over_time((psa_bridge_probe_ok{probe="livez"} == 0)[15m:1m])) > 2',
    severity: 'page',
    summary: 'A loop of {{ $labels.component }} stands still',
    description:
      'A consumer or the scheduler of {{ $labels.component }} did not turn for two minutes and more, within the last 15 minutes; a restart that mended it for a while does not hide it.',
  },
];

const messages: readonly Alert[] = [
  {
    name: 'PsaBridgeConsumerLag',
    expr: 'max by (component, topic, group) (psa_bridge_consumer_oldest_age_seconds) > 300',
    for: '5m',
    severity: 'page',
    summary: '{{ $labels.component }} is {{ $value | humanizeDuration }} behind in {{ $labels.topic }}',
    description:
      'The oldest message that {{ $labels.group }} has not handled waits for more than 5 minutes, for 5 minutes already.',
  },
  {
    name: 'PsaBridgeDeadLetters',
    expr: 'sum by (component, topic, group) (increase(psa_bridge_consumer_messages_total{outcome="dead_letter"}[30m])) > 0',
    severity: 'ticket',
    summary: '{{ $labels.component }} could not handle messages of {{ $labels.topic }}',
    description:
      'Messages of the last 30 minutes became dead letters of {{ $labels.group }}: they cannot be read, or met a bug three times.',
  },
  {
    name: 'PsaBridgeOutboxStuck',
    expr: 'max by (component, collection) (psa_bridge_outbox_oldest_age_seconds) > 120',
    for: '5m',
    severity: 'page',
    summary: 'Events of {{ $labels.collection }} are not published',
    description:
      'The oldest event in the outbox of {{ $labels.collection }} waits for {{ $value | humanizeDuration }}; {{ $labels.component }} publishes it.',
  },
];

const psas: readonly Alert[] = [
  {
    name: 'PsaBridgeWorkParked',
    expr: 'max by (provider) (psa_bridge_work_parked_oldest_age_seconds) > 3600',
    for: '5m',
    severity: 'ticket',
    summary: 'Work of {{ $labels.provider }} is parked',
    description: 'Rows that met a bug three times wait for a person; the first of them for {{ $value | humanizeDuration }}.',
  },
  {
    name: 'PsaBridgeBreakerOpen',
    expr: 'max by (provider, integration, group) (psa_bridge_breaker_open) == 1',
    for: '15m',
    severity: 'ticket',
    summary: '{{ $labels.provider }} does not answer for {{ $labels.integration }}',
    description: 'The circuit breaker of {{ $labels.group }} has been open for 15 minutes: calls are not tried, the work waits.',
  },
  {
    name: 'PsaBridgeBudgetExhaustionPredicted',
    expr: 'min by (integration) (psa_bridge_budget_exhausted_in_seconds) < 900',
    for: '10m',
    severity: 'ticket',
    summary: 'The call allowance of {{ $labels.integration }} is nearly used up',
    description:
      'At the present pace it is used up in {{ $value | humanizeDuration }}; then everything but the urgent waits for the window to turn.',
  },
  {
    name: 'PsaBridgeCredentialsRefused',
    expr: 'max by (provider) (psa_bridge_integrations{state="auth_failed"}) > 0.2 * sum by (provider) (max by (provider, state) (psa_bridge_integrations{state=~"connected|auth_failed"}))',
    for: '30m',
    severity: 'ticket',
    summary: '{{ $labels.provider }} refuses the credentials of {{ $value }} integrations',
    description:
      'More than a fifth of all integrations of {{ $labels.provider }} stand still for it. Their admins are told; that it is so many speaks for one cause.',
  },
  {
    name: 'PsaBridgeCredentialExpires',
    expr: 'min by (kind) (psa_bridge_credential_expires_at_seconds) - time() < 604800',
    for: '1h',
    severity: 'ticket',
    summary: 'A credential of kind {{ $labels.kind }} expires in {{ $value | humanizeDuration }}',
    description: 'Whoever shows it is refused from then on.',
  },
];

const webhooks: readonly Alert[] = [
  {
    name: 'PsaBridgeWebhookSilence',
    expr: 'sum by (provider) (increase(psa_bridge_webhooks_total[2h] offset 1w)) > 10 unless sum by (provider) (increase(psa_bridge_webhooks_total[2h])) > 0',
    for: '15m',
    severity: 'ticket',
    summary: 'No webhook of {{ $labels.provider }} has come for two hours',
    description:
      'At this time a week ago there were {{ $value | humanize }} in two hours, now there is none of any tenant: the way in is closed.',
  },
  {
    name: 'PsaBridgeWebhooksRejected',
    expr: 'sum by (provider) (rate(psa_bridge_webhooks_total{outcome=~"refused|unknown|undecided"}[30m])) / sum by (provider) (rate(psa_bridge_webhooks_total[30m])) > 0.5 and sum by (provider) (increase(psa_bridge_webhooks_total[30m])) > 10',
    for: '15m',
    severity: 'ticket',
    summary: '{{ $value | humanizePercentage }} of the webhooks of {{ $labels.provider }} are not accepted',
    description: 'Their signature does not fit, nobody knows them, or it cannot be checked now.',
  },
];

export const SYMPTOM_GROUPS: readonly RuleGroup[] = [
  { name: 'psa-bridge-processes', rules: processes },
  { name: 'psa-bridge-messages', rules: messages },
  { name: 'psa-bridge-psas', rules: psas },
  { name: 'psa-bridge-webhooks', rules: webhooks },
];
