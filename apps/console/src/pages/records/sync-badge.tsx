import type { ReactNode } from 'react';
import type { SyncOfRecord } from '../../api/records.ts';
import { StateBadge, type Tone } from '../../display/states.tsx';
import { texts } from '../../texts/index.ts';

const TONES: Readonly<Record<SyncOfRecord['status'], Tone>> = {
  pending: 'busy',
  synchronizing: 'busy',
  synchronized: 'good',
  warning: 'warn',
  failed: 'bad',
  not_wanted: 'calm',
};

/** How a record stands in one PSA. */
export function SyncBadge({ sync: { status } }: { sync: SyncOfRecord }): ReactNode {
  return <StateBadge tone={TONES[status]}>{texts.records.states[status]}</StateBadge>;
}
