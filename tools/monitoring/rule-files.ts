import { stringify } from 'yaml';
import type { AlertCase } from './cases/case.ts';
import { MESSAGE_CASES } from './cases/message-cases.ts';
import { PROCESS_CASES } from './cases/process-cases.ts';
import { PSA_CASES } from './cases/psa-cases.ts';
import { SLO_CASES } from './cases/slo-cases.ts';
import { WEBHOOK_CASES } from './cases/webhook-cases.ts';
import { runbookOf, toPrometheus, type RuleGroup } from './rule.ts';
import { SLO_GROUPS } from './slo.ts';
import { SYMPTOM_GROUPS } from './symptoms.ts';

/** What Prometheus is told, by file below `rules/`. */
export const RULE_FILES: Readonly<Record<string, readonly RuleGroup[]>> = {
  'slo.yaml': SLO_GROUPS,
  'symptoms.yaml': SYMPTOM_GROUPS,
};

/** What promtool is told, by file below `tests/`. */
export const CASE_FILES: Readonly<Record<string, readonly AlertCase[]>> = {
  'slo-tests.yaml': SLO_CASES,
  'process-tests.yaml': PROCESS_CASES,
  'message-tests.yaml': MESSAGE_CASES,
  'psa-tests.yaml': PSA_CASES,
  'webhook-tests.yaml': WEBHOOK_CASES,
};

export function ruleFile(groups: readonly RuleGroup[]): string {
  return toYaml({ groups: groups.map(({ name, rules }) => ({ name, rules: rules.map(toPrometheus) })) });
}

export function caseFile(cases: readonly AlertCase[]): string {
  return toYaml({
    rule_files: Object.keys(RULE_FILES).map((file) => `../rules/${file}`),
    evaluation_interval: '1m',
    tests: cases.map(toPromtool),
  });
}

function toPromtool({ alert, title, series, at, firing = [] }: AlertCase): object {
  const expected = firing.map(({ labels, summary, description }) => ({
    exp_labels: labels,
    exp_annotations: { summary, description, runbook_url: runbookOf(alert) },
  }));
  return {
    name: `${alert} ${title}`,
    interval: '1m',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [{ eval_time: at, alertname: alert, exp_alerts: expected }],
  };
}

function toYaml(content: object): string {
  return `# Made by \`npm run generate\` from tools/monitoring. Do not edit.\n${stringify(content, { lineWidth: 0 })}`;
}
