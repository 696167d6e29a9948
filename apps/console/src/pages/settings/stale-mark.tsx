import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { StateBadge } from '../../display/states.tsx';
import { settingTexts } from '../../texts/settings.ts';
import type { ShownProblem } from './draft.ts';

/** What a place is called, marked where what is stored there no longer holds. */
export function StaleMark({ label, problem }: { label: string; problem: ShownProblem | undefined }): ReactNode {
  return (
    <Group gap="xs" component="span" display="inline-flex">
      <Text span inherit className="wrap-anywhere">
        {label}
      </Text>
      {problem?.isStale ? <StateBadge tone="warn">{settingTexts.isStale}</StateBadge> : null}
    </Group>
  );
}
