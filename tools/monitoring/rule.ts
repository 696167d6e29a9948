/** Someone is woken, or someone looks at it in working hours. */
export type Severity = 'page' | 'ticket';

/** One alert as it is written here: what leads to its runbook is added by the build. */
export interface Alert {
  name: string;
  expr: string;
  /** How long it has to be so; left out where the expression itself looks back. */
  for?: string;
  severity: Severity;
  /** Labels besides those that the expression leaves. */
  labels?: Readonly<Record<string, string>>;
  /** One line for a phone. */
  summary: string;
  description: string;
}

export interface Recording {
  record: string;
  expr: string;
}

export interface RuleGroup {
  name: string;
  rules: readonly (Alert | Recording)[];
}

export const RUNBOOKS = 'docs/runbooks';

/** `PsaBridgeOutboxStuck` is explained by `docs/runbooks/outbox-stuck.md`. */
export function runbookOf(alertName: string): string {
  const words = alertName.replace(/^PsaBridge/, '').replaceAll(/(?<!^)([A-Z])/g, '-$1');
  return `${RUNBOOKS}/${words.toLowerCase()}.md`;
}

export function isAlert(rule: Alert | Recording): rule is Alert {
  return 'name' in rule;
}

/** As Prometheus reads it. */
export function toPrometheus(rule: Alert | Recording): Record<string, unknown> {
  if (!isAlert(rule)) return { ...rule };
  const { name, expr, for: lasting, severity, labels, summary, description } = rule;
  return {
    alert: name,
    expr,
    ...(lasting === undefined ? {} : { for: lasting }),
    labels: { severity, ...labels },
    annotations: { summary, description, runbook_url: runbookOf(name) },
  };
}
