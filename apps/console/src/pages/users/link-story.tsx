import { List, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LinkExplanation } from '../../api/users.ts';
import { userTexts } from '../../texts/users.ts';

const t = userTexts.users;

/** Why a link is as it is, who came near, and what would change it. */
export function LinkStory({ explanation }: { explanation: LinkExplanation }): ReactNode {
  const { because, lost, wouldChange } = explanation;
  return (
    <Stack gap={6}>
      <Text size="sm">
        <b>{t.why}:</b> {because}
      </Text>
      {lost.length === 0 ? null : (
        <div>
          <Text size="sm" fw={600}>
            {t.lost}
          </Text>
          <List size="sm">
            {lost.map((other) => (
              <List.Item key={other.id}>
                {other.name}: {other.because}
              </List.Item>
            ))}
          </List>
        </div>
      )}
      <Text size="sm" c="dimmed">
        <b>{t.wouldChange}:</b> {wouldChange}
      </Text>
    </Stack>
  );
}
