import { TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { xeroTexts } from '../../../texts/xero.ts';
import { Part } from './part.tsx';
import type { PartProps } from './settings-editor.tsx';

const t = xeroTexts.settings;
const MOST = 20;

/** Who is written to about faults (XI-03). */
export function AlertsPart({ settings, onChange }: PartProps): ReactNode {
  return (
    <Part title={t.alerts} lead={t.alertsHow}>
      <TagsInput
        aria-label={t.alerts}
        placeholder={t.alertsHint}
        maxTags={MOST}
        value={settings.alertsTo}
        onChange={(alertsTo) => onChange({ ...settings, alertsTo })}
      />
    </Part>
  );
}
