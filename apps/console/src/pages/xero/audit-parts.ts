import type { Simulated } from '../../api/xero.ts';

type Compared = Simulated['comparison'][number];

export interface AuditPart {
  /** `head`, or the number of the line. */
  line: string | undefined;
  rows: readonly Compared[];
  isAlike: boolean;
}

const LINE = /^line (\d+)$/;

/** Head and lines of both sides, each with what is compared there; what neither side says anything of is left out. */
export function auditPartsOf(comparison: readonly Compared[]): readonly AuditPart[] {
  const spoken = comparison.filter(({ ours, theirs }) => (ours ?? '') !== '' || (theirs ?? '') !== '');
  return [...Map.groupBy(spoken, ({ where }) => where)].map(([where, rows]) => ({
    line: LINE.exec(where)?.[1],
    rows,
    isAlike: rows.every(({ isAlike }) => isAlike),
  }));
}

/** Nothing stands in Xero yet, so that nothing can differ. */
export function isOnlyOurs(comparison: readonly Compared[]): boolean {
  return comparison.every(({ theirs }) => theirs === null);
}
