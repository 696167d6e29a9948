import { List, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Check } from '../../api/connectors.ts';
import { texts } from '../../texts/index.ts';
import { integrationTexts } from '../../texts/integrations.ts';

const t = integrationTexts.credentials;

const LOOKS = {
  passed: { color: 'teal', icon: IconCheck },
  warned: { color: 'yellow', icon: IconAlertTriangle },
  failed: { color: 'red', icon: IconX },
} as const;

/** What a test of the connection found, each finding with its cure. */
export function CheckList({ checks }: { checks: readonly Check[] }): ReactNode {
  return (
    <List spacing="xs" center={false} aria-label={t.results}>
      {checks.map((check) => {
        const outcome = outcomeOf(check);
        const { color, icon: Icon } = LOOKS[outcome];
        return (
          <List.Item
            key={check.name}
            icon={
              <ThemeIcon color={color} variant="light" size={24} radius="xl" role="img" aria-label={t[outcome]}>
                <Icon size={16} aria-hidden />
              </ThemeIcon>
            }
          >
            <Text size="sm" className="wrap-anywhere">
              {check.message}
            </Text>
            {check.remedy === undefined ? null : (
              <Text size="sm" c="dimmed" className="wrap-anywhere">
                {texts.issues.whatToDo}: {check.remedy}
              </Text>
            )}
          </List.Item>
        );
      })}
    </List>
  );
}

export function outcomeOf({ ok, isWarning = false }: Pick<Check, 'ok' | 'isWarning'>): keyof typeof LOOKS {
  if (isWarning) return 'warned';
  return ok ? 'passed' : 'failed';
}
