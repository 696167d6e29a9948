import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of a page or a drawer, with what it is about. */
export function Section({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <Stack gap={8} component="section" aria-label={title}>
      <div>
        <Title order={2}>{title}</Title>
        {lead === undefined ? null : (
          <Text size="sm" c="dimmed">
            {lead}
          </Text>
        )}
      </div>
      {children}
    </Stack>
  );
}
