import type { ServiceHistory } from '../../api/status.ts';

type Period = ServiceHistory['periods'][number];

/** A stretch of the bar: how long of the whole it is. */
export interface Stretch {
  state: Period['state'];
  from: string;
  to: string;
  share: number;
  cause?: string;
}

/** The periods as stretches from the first known moment until now. */
export function stretchesOf(periods: readonly Period[], now: Date): Stretch[] {
  const inOrder = periods.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
  const whole = now.getTime() - Date.parse(inOrder[0]?.from ?? now.toISOString());
  if (whole <= 0) return [];
  return inOrder.flatMap(({ state, from, to = now.toISOString(), cause }) => {
    const share = (Date.parse(to) - Date.parse(from)) / whole;
    return share > 0 ? [{ state, from, to, share, ...(cause === undefined ? {} : { cause }) }] : [];
  });
}

/** How much of the known time it was up: what nobody knows counts for neither side. */
export function upShareOf(stretches: readonly Stretch[]): number | undefined {
  const known = stretches.filter(({ state }) => state !== 'unknown');
  const shareOf = (some: readonly Stretch[]): number => some.reduce((sum, { share }) => sum + share, 0);
  const all = shareOf(known);
  return all === 0 ? undefined : shareOf(known.filter(({ state }) => state === 'up')) / all;
}
