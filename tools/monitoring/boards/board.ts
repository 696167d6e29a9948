import {
  DashboardBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
  type Dashboard,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

/** Units as Grafana names them. */
export type Unit = 'short' | 's' | 'reqps' | 'percentunit' | 'bytes' | 'ops' | 'bool' | 'dateTimeFromNow';

export interface Query {
  expr: string;
  /** How its lines are called; `{{label}}` is replaced. */
  legend: string;
}

export interface Panel {
  title: string;
  unit: Unit;
  queries: readonly Query[];
  /** Shows points that lead to traces. */
  hasExemplars?: boolean;
}

export interface Board {
  /** Of its file and its address in Grafana. */
  id: string;
  title: string;
  description: string;
  /** A choice at its top: the values of a label. */
  choice?: { label: string; metric: string };
  rows: readonly { title: string; panels: readonly Panel[] }[];
}

/** Grafana's own word for a window that holds some scrapes. */
export const WINDOW = '$__rate_interval';

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };
const HALF = 12;
const HEIGHT = 8;

export function rate(metric: string, labels: string, by: string): string {
  return `sum by (${by}) (rate(${metric}{${labels}}[${WINDOW}]))`;
}

export function quantile(share: number, histogram: string, { labels = '', by }: { labels?: string; by: string }): string {
  return `histogram_quantile(${share}, sum by (le, ${by}) (rate(${histogram}_bucket{${labels}}[${WINDOW}])))`;
}

/** As Grafana reads it; which Prometheus it asks is chosen there. */
export function dashboardOf({ id, title, description, choice, rows }: Board): Dashboard {
  const board = new DashboardBuilder(`PSA Bridge: ${title}`)
    .uid(`psa-bridge-${id}`)
    .description(description)
    .tags(['psa-bridge'])
    .refresh('30s')
    .time({ from: 'now-6h', to: 'now' })
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'));
  if (choice) board.withVariable(choiceOf(choice));
  for (const row of rows) {
    board.withRow(new RowBuilder(row.title));
    for (const panel of row.panels) board.withPanel(panelOf(panel));
  }
  return board.build();
}

function choiceOf({ label, metric }: NonNullable<Board['choice']>): QueryVariableBuilder {
  return new QueryVariableBuilder(label)
    .label(label)
    .datasource(DATASOURCE)
    .query(`label_values(${metric}, ${label})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .includeAll(true)
    .allValue('.+')
    .multi(true);
}

function panelOf({ title, unit, queries, hasExemplars = false }: Panel): PanelBuilder {
  const panel = new PanelBuilder().title(title).unit(unit).datasource(DATASOURCE).span(HALF).height(HEIGHT).min(0);
  queries.forEach(({ expr, legend }, index) =>
    panel.withTarget(
      new DataqueryBuilder()
        .refId(String.fromCharCode('A'.charCodeAt(0) + index))
        .expr(expr)
        .legendFormat(legend)
        .exemplar(hasExemplars),
    ),
  );
  return panel;
}
