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

interface CaseFile {
  /** How often promtool evaluates every rule. */
  every: '1m' | '15m';
  cases: readonly AlertCase[];
}

/** What promtool is told, by file below `tests/`. */
export const CASE_FILES: Readonly<Record<string, CaseFile>> = {
  'slo-tests.yaml': { every: '1m', cases: SLO_CASES },
  'process-tests.yaml': { every: '1m', cases: PROCESS_CASES },
  'message-tests.yaml': { every: '1m', cases: MESSAGE_CASES },
  'psa-tests.yaml': { every: '1m', cases: PSA_CASES },
  // They play a week: evaluated by the minute, that takes more than a minute of a quiet machine.
  'webhook-tests.yaml': { every: '15m', cases: WEBHOOK_CASES },
};

export function ruleFile(groups: readonly RuleGroup[]): string {
  return toYaml({ groups: groups.map(({ name, rules }) => ({ name, rules: rules.map(toPrometheus) })) });
}

export function caseFile({ every, cases }: CaseFile): string {
  return toYaml({
    rule_files: Object.keys(RULE_FILES).map((file) => `../rules/${file}`),
    evaluation_interval: every,
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
