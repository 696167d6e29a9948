import { describe, expect, it } from '@jest/globals';
import { METRICS } from '@psa-bridge/observability';
import { RULE_FILES } from '../rule-files.ts';
import { isAlert } from '../rule.ts';
import { dashboardOf } from './board.ts';
import { BOARDS } from './boards.ts';

const panels = BOARDS.flatMap(({ rows }) => rows.flatMap((row) => row.panels));
const declared = METRICS.flatMap(({ name, type }) => (type === 'histogram' ? [`${name}_bucket`] : [name]));
const recorded = Object.values(RULE_FILES)
  .flat()
  .flatMap(({ rules }) => rules.flatMap((rule) => (isAlert(rule) ? [] : [rule.record])));

describe('the dashboards', () => {
  it('ask for declared metrics and recorded series alone, and for each declared metric somewhere', () => {
    const used = new Set(
      panels.flatMap(({ queries }) => queries.flatMap(({ expr }) => expr.match(/psa_bridge[a-z0-9_:]+/g) ?? [])),
    );

    expect([...used].filter((name) => ![...declared, ...recorded].includes(name))).toEqual([]);
    expect(declared.filter((name) => !used.has(name))).toEqual([]);
  });

  it.each(BOARDS)('leave the choice of the Prometheus to the reader, and tell units and titles: $title', (board) => {
    const { panels: built = [], templating } = dashboardOf(board);
    const shown = built.filter((panel) => panel.type !== 'row');

    expect(templating?.list?.[0]).toMatchObject({ type: 'datasource', query: 'prometheus' });
    expect(shown).toHaveLength(board.rows.flatMap((row) => row.panels).length);
    for (const panel of shown)
      expect(panel).toMatchObject({
        datasource: { uid: '${datasource}' },
        fieldConfig: { defaults: { unit: expect.any(String) } },
        targets: expect.arrayContaining([expect.objectContaining({ refId: 'A' })]),
      });
  });

  it('have addresses of their own, and no panel twice on one board', () => {
    expect(new Set(BOARDS.map(({ id }) => id)).size).toBe(BOARDS.length);
    for (const { rows } of BOARDS) {
      const titles = rows.flatMap((row) => row.panels.map(({ title }) => title));
      expect(new Set(titles).size).toBe(titles.length);
    }
  });
});
