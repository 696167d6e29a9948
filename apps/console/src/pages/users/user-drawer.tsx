import { Alert, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { userQuery, type User } from '../../api/users.ts';
import { Section } from '../../display/section.tsx';
import { SideDrawer } from '../../display/side-drawer.tsx';
import { ErrorState, LoadingState, StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { userTexts } from '../../texts/users.ts';
import { UserActions } from './user-actions.tsx';
import { UserCompany } from './user-company.tsx';
import { UserInPsa } from './user-in-psa.tsx';
import { UserRights } from './user-rights.tsx';
import { stateOf, TONES } from './user-state.ts';

const t = userTexts.users;

/** One user beside the list: may they come in, whom they are, and what they may do (ID-46). */
export function UserDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }): ReactNode {
  const { data, error, refetch } = useQuery({ ...userQuery(id ?? ''), enabled: id !== undefined });
  return (
    <SideDrawer title={data?.data.name ?? t.details} isOpen={id !== undefined} onClose={onClose}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Content key={data.etag} user={data.data} etag={data.etag} /> : null}
      {!data && !error ? <LoadingState /> : null}
    </SideDrawer>
  );
}

function Content({ user, etag }: { user: User; etag: string }): ReactNode {
  const { email, kind, isAdmin, lastRefusedSignIn: refused } = user;
  const state = stateOf(user);
  return (
    <>
      <Stack gap={6}>
        <Group gap="xs">
          <StateBadge tone={TONES[state]}>{t.states[state]}</StateBadge>
          {isAdmin ? <StateBadge tone="busy">{t.admin}</StateBadge> : null}
          <Text size="sm" c="dimmed">
            {t.kinds[kind]}
          </Text>
        </Group>
        <Text className="wrap-anywhere">{email}</Text>
        <Text size="sm" c="dimmed">
          {t.stateHow[state]}
        </Text>
      </Stack>
      {refused === undefined ? null : (
        <Alert color="red" variant="light" title={t.refused}>
          <Text size="sm">{refused.explanation}</Text>
          <Text size="xs" c="dimmed">
            {t.refusedBy(refused.provider)} · <TimeAgo at={refused.at} />
          </Text>
        </Alert>
      )}
      <UserActions user={user} etag={etag} />
      <UserCompany user={user} etag={etag} />
      {kind === 'msp' ? <UserInPsa userId={user.id} /> : null}
      <UserRights user={user} etag={etag} />
      <SignInWays user={user} />
    </>
  );
}

function SignInWays({ user: { providers } }: { user: User }): ReactNode {
  return (
    <Section title={t.signInWays}>
      {providers.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t.signInWaysNone}
        </Text>
      ) : null}
      {providers.map(({ provider, linkedAt, lastUsedAt }) => (
        <Text key={provider} size="sm">
          {provider} · {t.since} <TimeAgo at={linkedAt} />
          {lastUsedAt === undefined ? null : (
            <>
              {' '}
              · {t.lastUsed} <TimeAgo at={lastUsedAt} />
            </>
          )}
        </Text>
      ))}
    </Section>
  );
}
