import { Box, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, type ReactNode } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Counts, SyncState } from '../../api/xero.ts';
import { xeroTexts } from '../../texts/xero.ts';
import { periodsOf, seriesOf, stacked, type Range } from './counts.ts';
import { STATES } from './xero-search.ts';

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
/** Share of its place that a bar takes, and its most in pixels. */
const BAR_SIZE: [number, number] = [0.7, 48];
/** Periods, or invoices, from one tick to the next. */
const TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

/** How many invoices of each day or month stand where. What it shows stands in a table beneath it as well. */
export function CountsChart({ counts, range }: { counts: readonly Counts[]; range: Range }): ReactNode {
  const { ref, width } = useElementSize();
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const { dateFrom, dateTo, by } = range;

  useEffect(() => {
    if (!place.current || width === 0) return;
    const chart = drawn(place.current, { width, counts, range: { dateFrom, dateTo, by } });
    return () => chart.destroy();
  }, [width, counts, dateFrom, dateTo, by, scheme]);

  return (
    <Box ref={ref} mih={HEIGHT}>
      <div ref={place} role="img" aria-label={xeroTexts.dashboard.overTime} />
    </Box>
  );
}

interface Drawing {
  width: number;
  counts: readonly Counts[];
  range: Range;
}

function drawn(place: HTMLElement, { width, counts, range }: Drawing): uPlot {
  const color = (name: string): string => getComputedStyle(place).getPropertyValue(`--mantine-color-${name}`).trim();
  const periods = periodsOf(range);
  const series = STATES.map((state) => seriesOf(counts, periods, state));
  const axis = { stroke: color('text'), incrs: TICKS };
  const bars = STATES.map((state, at) => barsOf({ state, counts: series[at] ?? [], fill: color(COLORS[state]) }));
  return new uPlot(
    {
      ...{ width, height: HEIGHT, cursor: { drag: { x: false } } },
      scales: {
        x: { time: false, range: () => [-0.5, periods.length - 0.5] },
        y: { range: (_, _least, most) => [0, most || 1] },
      },
      axes: [
        { ...axis, space: 80, grid: { show: false }, values: (_, places) => places.map((index) => periods[index] ?? '') },
        { ...axis, grid: { stroke: color('default-border'), width: 1 } },
      ],
      // What stands at the bottom is drawn last, over what reaches higher.
      series: [{ label: xeroTexts.dashboard[range.by], value: (_, index) => periods[index] ?? '' }, ...bars.toReversed()],
    },
    [
      periods.map((_, index) => index),
      ...stacked(series)
        .toReversed()
        .map((heights) => [...heights]),
    ],
    place,
  );
}

function barsOf({ state, counts, fill }: { state: SyncState; counts: readonly number[]; fill: string }): uPlot.Series {
  return {
    label: xeroTexts.states[state],
    ...{ fill, width: 0, points: { show: false } },
    ...(uPlot.paths.bars ? { paths: uPlot.paths.bars({ size: BAR_SIZE }) } : {}),
    value: (_chart, _height, _series, index) => (index === null ? '' : (counts[index] ?? 0).toLocaleString()),
  };
}
