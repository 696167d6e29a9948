import { Alert, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { toRefused } from '../../api/problem.ts';
import { PageButton } from '../../display/links.tsx';
import { texts } from '../../texts/index.ts';
import { isDeadLink } from './link-answer.ts';

const t = texts.mailLinks;

/** The link is worth nothing any more; what is done about it. */
export function DeadLink({ how, action }: { how: string; action?: ReactNode }): ReactNode {
  return (
    <Stack gap="md">
      <Alert color="yellow" title={t.dead} role="alert">
        <Text size="sm">{t.deadWhy}</Text>
        <Text size="sm">{how}</Text>
      </Alert>
      {action ?? <ToSignIn />}
    </Stack>
  );
}

/** What was refused in the platform's words, where it is not the link. */
export function LinkRefusal({ error }: { error: unknown }): ReactNode {
  if (!error || isDeadLink(error)) return null;
  return (
    <Alert color="red" title={t.failed} role="alert">
      <Text size="sm">{toRefused(error).message}</Text>
    </Alert>
  );
}

/** It is done, and what comes next. */
export function Done({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <Stack gap="md">
      <Alert color="teal" title={title} role="status">
        <Text size="sm">{children}</Text>
      </Alert>
      <ToSignIn />
    </Stack>
  );
}

export function ToSignIn(): ReactNode {
  return (
    <PageButton to="/sign-in" variant="default" fullWidth>
      {t.toSignIn}
    </PageButton>
  );
}
