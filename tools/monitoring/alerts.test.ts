import { describe, expect, it } from '@jest/globals';
import { METRICS } from '@psa-bridge/observability';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../verify/step.ts';
import { CASE_FILES, RULE_FILES } from './rule-files.ts';
import { isAlert, runbookOf, RUNBOOKS } from './rule.ts';

const rules = Object.values(RULE_FILES)
  .flat()
  .flatMap((group) => group.rules);
const alerts = rules.filter(isAlert);
const names = [...new Set(alerts.map(({ name }) => name))];
const cases = Object.values(CASE_FILES).flatMap((file) => file.cases);

describe('every alert', () => {
  it.each(names)('is tested to fire, to keep quiet and with nothing told: %s', (name) => {
    const own = cases.filter(({ alert }) => alert === name);

    expect([...new Set(own.map(({ kind }) => kind))].sort()).toEqual(['absent', 'fires', 'quiet']);
    for (const { kind, firing = [] } of own) {
      if (kind === 'fires') expect(firing).not.toEqual([]);
      if (kind === 'quiet') expect(firing).toEqual([]);
    }
  });

  it.each(names)('has a runbook that names it and says what to do: %s', (name) => {
    const page = readFileSync(path.join(ROOT, runbookOf(name)), 'utf8');

    expect(page).toContain(`\`${name}\``);
    const headings = [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    expect(headings).toEqual(['What it means', 'What people notice', 'How to check', 'How to mend', 'When to escalate']);
    expect(page).toContain('../../charts/monitoring/rules/');
  });

  it('is the reason of its runbook: no page is left over', () => {
    const pages = readdirSync(path.join(ROOT, RUNBOOKS)).filter((page) => page !== 'README.md');

    expect(pages.map((page) => `${RUNBOOKS}/${page}`).sort()).toEqual(names.map(runbookOf).sort());
  });

  it('looks at declared metrics and recorded series alone', () => {
    const known = new Set([
      ...METRICS.flatMap(({ name, type }) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
      ),
      ...rules.flatMap((rule) => (isAlert(rule) ? [] : [rule.record])),
    ]);

    const used = rules.flatMap(({ expr }) => expr.match(/psa_bridge[a-z0-9_:]+/g) ?? []);

    expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([]);
  });

  it('is alone in its name, its severity and its window', () => {
    const keys = alerts.map(({ name, severity, labels }) => [name, severity, labels?.['window']].join(' '));

    expect(new Set(keys).size).toBe(keys.length);
  });
});
