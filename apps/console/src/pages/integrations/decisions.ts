import type { Decision, PlanItem } from '../../api/connectors.ts';

/** What was said of each conflict: which record it is; null for none of them. */
export type Decided = Readonly<Record<string, string | null>>;

export function undecidedOf(items: readonly Pick<PlanItem, 'id'>[], decided: Decided): readonly string[] {
  return items.map(({ id }) => id).filter((id) => !Object.hasOwn(decided, id));
}

/** Those that nobody decided are none of the records that they could be. */
export function withRestAsNew(items: readonly Pick<PlanItem, 'id'>[], decided: Decided): Decided {
  return { ...Object.fromEntries(items.map(({ id }) => [id, null])), ...decided };
}

export function decisionsOf(decided: Decided): Decision[] {
  return Object.entries(decided).map(([itemId, recordId]) => ({ itemId, recordId }));
}
