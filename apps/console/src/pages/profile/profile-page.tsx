import { Stack } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageHead } from '../../display/page-head.tsx';
import { isAllowed, sessionQuery } from '../../session/session.ts';
import { userTexts } from '../../texts/users.ts';
import { IssueDigest } from './issue-digest.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { PasswordForm } from './password-form.tsx';

const t = userTexts.profile;

/** What people see to themselves: password, sessions, and what they get mail about. */
export function ProfilePage(): ReactNode {
  const { data: session } = useSuspenseQuery(sessionQuery);
  return (
    <Stack gap="xl" maw={720}>
      <PageHead title={t.title} lead={t.lead(session.email, session.tenant.name)} />
      <OwnSessions />
      {isAllowed(session, 'Issue manager') ? <IssueDigest /> : null}
      <PasswordForm email={session.email} />
    </Stack>
  );
}
