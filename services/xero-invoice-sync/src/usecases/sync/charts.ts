import type { Clock } from '@psa-bridge/core';
import type { Chart } from '../../domain/document/accounts.ts';
import type { Outcome } from '../../domain/life/outcome.ts';
import type { Batch, Ended } from './work.ts';

/** ACC-4. */
const LIFE_MS = 15 * 60_000;

/** The accounts of each organisation, read again from time to time and when Xero does not know one of them any more. */
export function createCharts(clock: Clock) {
  const kept = new Map<string, { chart: Chart; at: number }>();
  return {
    async of({ connectionId, client }: Batch): Promise<Chart> {
      const now = clock.now().getTime();
      const known = kept.get(connectionId);
      if (known && now - known.at < LIFE_MS) return known.chart;
      const chart = await client.chart();
      kept.set(connectionId, { chart, at: now });
      return chart;
    },
    note(connectionId: string, ended: readonly Ended[]): void {
      const isStale = ended.some(({ outcome }) => codesOf(outcome).some((code) => code.startsWith('ACCOUNT_')));
      if (isStale) kept.delete(connectionId);
    },
  };
}

function codesOf(outcome: Outcome): readonly string[] {
  if (outcome.kind === 'failed') return [outcome.failure.code];
  return outcome.kind === 'written' ? outcome.warnings.map(({ code }) => code) : [];
}

export type Charts = ReturnType<typeof createCharts>;
