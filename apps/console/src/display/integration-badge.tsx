import type { ReactNode } from 'react';
import type { Integration } from '../api/integrations.ts';
import { integrationTexts } from '../texts/integrations.ts';
import { StateBadge, type Tone } from './states.tsx';

const TONES: Readonly<Record<Integration['state'], Tone>> = {
  connecting: 'busy',
  connected: 'good',
  auth_failed: 'bad',
  removed: 'calm',
};

interface IntegrationBadgeProps {
  integration: Pick<Integration, 'state' | 'isPushPaused' | 'isPullPaused'>;
}

/** How an integration stands, and whether somebody paused it. */
export function IntegrationBadge({ integration: { state, isPushPaused, isPullPaused } }: IntegrationBadgeProps): ReactNode {
  if (state === 'connected' && (isPushPaused || isPullPaused))
    return <StateBadge tone="warn">{integrationTexts.paused}</StateBadge>;
  return <StateBadge tone={TONES[state]}>{integrationTexts.states[state]}</StateBadge>;
}
