/** One metric of the platform: what is not declared here cannot be counted. */
export interface MetricSpec {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  labels: readonly string[];
}

const counter = (name: string, help: string, ...labels: string[]): MetricSpec => ({ name, type: 'counter', help, labels });
const gauge = (name: string, help: string, ...labels: string[]): MetricSpec => ({ name, type: 'gauge', help, labels });
const histogram = (name: string, help: string, ...labels: string[]): MetricSpec => ({ name, type: 'histogram', help, labels });

/** Distinct values that a label may have in one process; further ones count as `other` (architecture rule 16). */
export const MAX_LABEL_VALUES: Readonly<Record<string, number>> & { readonly default: number } = {
  integration: 1_000,
  default: 300,
};

/** Every metric (architecture rule 16): labels are bounded, never an entity's id and never a URL. */
export const METRICS: readonly MetricSpec[] = [
  gauge('psa_bridge_consumer_lag_messages', 'Messages of a topic that a group has not handled yet.', 'topic', 'group'),
  gauge('psa_bridge_consumer_oldest_age_seconds', 'Age of the message that a group is handling.', 'topic', 'group'),
  histogram('psa_bridge_consumer_handling_seconds', 'Time to handle a message.', 'topic', 'group'),
  counter('psa_bridge_consumer_messages_total', 'Messages by what became of them.', 'topic', 'group', 'outcome'),
  counter('psa_bridge_dead_letters_total', 'Messages that went to the dead letter topic.', 'topic', 'group', 'code'),
  counter('psa_bridge_dropped_total', 'Messages that needed nothing done, by reason.', 'topic', 'group', 'reason'),
  counter('psa_bridge_published_total', 'Messages published.', 'topic'),
  gauge('psa_bridge_outbox_oldest_age_seconds', 'Age of the oldest event not published yet.', 'collection'),
  counter('psa_bridge_outbox_published_total', 'Events published from outboxes.', 'collection'),
  counter('psa_bridge_http_requests_total', 'Requests answered.', 'route', 'method', 'status'),
  histogram('psa_bridge_http_request_seconds', 'Time to answer a request.', 'route', 'method'),
  counter('psa_bridge_psa_calls_total', 'Calls to a PSA.', 'provider', 'integration', 'group', 'outcome'),
  histogram('psa_bridge_psa_call_seconds', 'Time of a call to a PSA.', 'provider', 'group'),
  gauge('psa_bridge_breaker_open', '1 while the circuit breaker is open.', 'provider', 'integration', 'group'),
  gauge('psa_bridge_budget_remaining', "Calls left of the PSA's allowance in its window.", 'integration'),
  counter('psa_bridge_budget_spent_total', "Calls spent of the PSA's allowance.", 'integration', 'lane'),
  gauge('psa_bridge_budget_limit', "The PSA's allowance of calls in its window.", 'integration'),
  gauge('psa_bridge_budget_used', 'Calls in the window, by lane of ours or `others`.', 'integration', 'by'),
  gauge('psa_bridge_budget_exhausted_in_seconds', 'Time until the allowance is used up at the present pace.', 'integration'),
  gauge('psa_bridge_budget_parked', 'Rows and runs of a lane that waits for the allowance.', 'integration', 'lane', 'what'),
  gauge('psa_bridge_budget_resumes_in_seconds', 'Time until a lane may make calls again; 0 while it may.', 'integration', 'lane'),
  gauge('psa_bridge_work_waiting', 'Work rows that wait or are worked on, over all replicas.', 'provider', 'lane'),
  counter('psa_bridge_work_outcomes_total', 'Work rows by how a try ended.', 'provider', 'op', 'outcome'),
  gauge('psa_bridge_work_parked', 'Work rows that are parked until a person retries them, over all replicas.', 'provider'),
  gauge('psa_bridge_work_parked_oldest_age_seconds', 'Age of the row that was parked first; 0 while none is.', 'provider'),
  gauge('psa_bridge_integrations', 'Integrations by state, over all tenants.', 'provider', 'state'),
  gauge(
    'psa_bridge_synced_at_seconds',
    'Unix time up to which the changes of a PSA are known; only of integrations that may read.',
    'provider',
    'integration',
  ),
  gauge('psa_bridge_freshness_age_seconds', 'Age of the last known agreement with the PSA.', 'integration', 'type'),
  gauge('psa_bridge_freshness_objective_seconds', 'How old that agreement may be.', 'integration', 'type'),
  gauge(
    'psa_bridge_freshness_budget_remaining',
    'What is left of the share of looks that may find it too old.',
    ...['integration', 'type'],
  ),
  gauge('psa_bridge_issues_open', 'Open issues.', 'level'),
  counter('psa_bridge_issue_events_total', 'Issues opened, updated, cleared, dismissed, reopened, muted.', 'event'),
  counter('psa_bridge_issue_digests_total', 'Digests of issues by mail, by what became of them.', 'outcome'),
  counter('psa_bridge_webhooks_total', 'Webhook deliveries received.', 'provider', 'outcome'),
  counter('psa_bridge_webhook_repairs_total', 'Webhooks that were repaired, or could not be.', 'provider', 'cause', 'outcome'),
  counter('psa_bridge_partner_deliveries_total', 'Tries of webhooks to partners by what became of the event.', 'outcome'),
  counter('psa_bridge_sync_runs_total', 'Sync runs by how they ended.', 'provider', 'kind', 'outcome'),
  gauge('psa_bridge_probe_ok', '1 while a probe of the process says yes, asked when metrics are read.', 'probe'),
  gauge('psa_bridge_credential_expires_at_seconds', 'Unix time at which the next credential of a kind expires.', 'kind'),
  counter('psa_bridge_breaker_events_total', 'Circuit breaker transitions.', 'client', 'event'),
  counter('psa_bridge_http_client_requests_total', 'Outgoing requests.', 'client', 'outcome'),
];
