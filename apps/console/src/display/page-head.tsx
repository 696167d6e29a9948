import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** What a page is called and what it is for; beside it what is done with the whole page. */
export function PageHead({ title, lead, children }: { title: string; lead: ReactNode; children?: ReactNode }): ReactNode {
  return (
    <Group justify="space-between" align="end">
      <div>
        <Title order={1} className="wrap-anywhere">
          {title}
        </Title>
        <Text c="dimmed">{lead}</Text>
      </div>
      {children}
    </Group>
  );
}
