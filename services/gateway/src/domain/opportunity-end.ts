import { conflict } from '@psa-bridge/core';
import type { RecordData } from '@psa-bridge/records';

/** How an opportunity ends. */
export type OpportunityEnd = 'won' | 'lost';

type StatusValue = Pick<RecordData<'field_value'>, 'key' | 'label' | 'details' | 'isActive'>;

const ENDS: Readonly<Record<OpportunityEnd, { flag: string; labels: readonly string[] }>> = {
  won: { flag: 'isWon', labels: ['won', 'closed won', 'closed'] },
  lost: { flag: 'isLost', labels: ['lost', 'closed lost'] },
};

/**
 * The status that stands for an end: one that its PSA marks so, else one that is called so. Statuses are each tenant's own.
 *
 * @throws AppError `opportunity_status_unknown` saying what to do
 */
export function statusOfEnd(end: OpportunityEnd, values: readonly StatusValue[]): string {
  const { flag, labels } = ENDS[end];
  const active = values.filter(({ isActive }) => isActive);
  const named = labels.map((label) => active.find((value) => value.label.trim().toLowerCase() === label));
  const found = active.find(({ details }) => details?.[flag] === true) ?? named.find((value) => value !== undefined);
  if (found) return found.key;
  const message = `No active opportunity status stands for ${end}. Synchronize the PSA's field values, or add one with the label ${labels[0]}.`;
  throw conflict('opportunity_status_unknown', message, { expected: true });
}
