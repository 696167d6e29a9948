import { run, type Outcome } from './step.ts';

/** What of `npm audit --json` decides. */
interface AuditReport {
  error?: { code?: string; summary?: string };
  message?: string;
  vulnerabilities?: Record<string, { severity: string; range: string }>;
}

const GRAVE = new Set(['high', 'critical']);

/** Reads the answer of `npm audit --json`: grave findings fail; a registry that cannot answer is said out loud. */
export function judgeAudit(answer: string): Outcome {
  const report = parse(answer);
  if (report?.vulnerabilities === undefined) {
    const reason = report?.error?.summary || report?.message || 'no readable answer';
    return { isOk: true, note: `NOT CHECKED: this npm registry answers no audit (${reason.split('\n')[0]})` };
  }
  const grave = Object.entries(report.vulnerabilities).filter(([, { severity }]) => GRAVE.has(severity));
  if (grave.length === 0) return { isOk: true };
  return { isOk: false, findings: grave.map(([name, { severity, range }]) => `${name} ${range}: ${severity}`).join('\n') };
}

function parse(answer: string): AuditReport | undefined {
  try {
    return JSON.parse(answer) as AuditReport;
  } catch {
    return undefined;
  }
}

/** No dependency of the product has a known grave vulnerability. */
export async function checkAudit(): Promise<Outcome> {
  const { stdout } = await run('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=1', '--fetch-timeout=30000']);
  return judgeAudit(stdout);
}
