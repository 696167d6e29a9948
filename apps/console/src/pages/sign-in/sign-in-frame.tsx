import { Alert, Center, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { toRefused } from '../../api/problem.ts';
import { PageLink } from '../../display/links.tsx';
import { texts } from '../../texts/index.ts';

const t = texts.signIn;
/** ID-21: the mail that was sent then may be lost by now. */
const UNVERIFIED = 'EMAIL_UNVERIFIED';

/** What people see who are not signed in. */
export function SignInFrame({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" w="100%" maw={400}>
        <Stack gap="md">
          <div>
            <Text c="dimmed" size="sm">
              {texts.product}
            </Text>
            <Title order={1}>{title}</Title>
          </div>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}

/** The refusal in the platform's words (ID-20 to ID-24), and what cures it. */
export function SignInRefusal({ error }: { error: unknown }): ReactNode {
  const { code, message } = toRefused(error);
  return (
    <Alert color="red" title={t.refused} role="alert">
      <Text size="sm" fw={600}>
        {message}
      </Text>
      <Text size="sm">{t.cures[code] ?? t.cureElse}</Text>
      {code === UNVERIFIED ? (
        <PageLink to="/resend-verification" size="sm">
          {texts.mailLinks.offer.verification}
        </PageLink>
      ) : null}
    </Alert>
  );
}
