import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../../texts/index.ts';

const t = texts.issueWork;

/** By which logs and traces are searched, and support is asked. */
export function TraceId({ id }: { id: string }): ReactNode {
  if (id === '') return null;
  return (
    <Group gap="xs">
      <Text size="sm">{t.traceId}</Text>
      <Code className="wrap-anywhere">{id}</Code>
      <CopyButton value={id}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="default" onClick={copy}>
            {copied ? t.copied : t.copy}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
