import { Box, useComputedColorScheme } from '@mantine/core';
import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from 'chart.js';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Counts, SyncState } from '../../api/xero.ts';
import { xeroTexts } from '../../texts/xero.ts';
import { periodsOf, seriesOf, type Range } from './counts.ts';
import { STATES } from './xero-search.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip);

const HEIGHT = 260;
/** As the badges of the states are coloured. */
const COLORS: Readonly<Record<SyncState, string>> = {
  pending: 'indigo-4',
  processing: 'indigo-7',
  complete: 'teal-6',
  fault: 'red-7',
  skipped: 'gray-5',
  held: 'yellow-6',
};

/** How many invoices of each day or month stand where. What it shows stands in a table beneath it as well. */
export function CountsChart({ counts, range }: { counts: readonly Counts[]; range: Range }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme('light');
  const { dateFrom, dateTo, by } = range;

  useEffect(() => {
    if (!canvas.current) return;
    const chart = drawn(canvas.current, counts, { dateFrom, dateTo, by });
    return () => chart.destroy();
  }, [counts, dateFrom, dateTo, by, scheme]);

  return (
    <Box h={HEIGHT} pos="relative">
      <canvas ref={canvas} role="img" aria-label={xeroTexts.dashboard.overTime} />
    </Box>
  );
}

function drawn(canvas: HTMLCanvasElement, counts: readonly Counts[], range: Range): Chart {
  const color = (name: string): string => getComputedStyle(canvas).getPropertyValue(`--mantine-color-${name}`).trim();
  const periods = periodsOf(range);
  const grid = { color: color('default-border') };
  const ticks = { color: color('text') };
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: [...periods],
      datasets: STATES.map((state) => ({
        label: xeroTexts.states[state],
        data: [...seriesOf(counts, periods, state)],
        backgroundColor: color(COLORS[state]),
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      plugins: { legend: { position: 'bottom', labels: { color: ticks.color, boxWidth: 12 } } },
      scales: {
        x: { stacked: true, grid: { display: false }, ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 16 } },
        y: { stacked: true, grid, beginAtZero: true, ticks: { ...ticks, precision: 0 } },
      },
    },
  });
}
