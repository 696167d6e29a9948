import { Card, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { endAllSessions, endSession, ownSessionsQuery, type OwnSession } from '../../api/account.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { Section } from '../../display/section.tsx';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { userTexts } from '../../texts/users.ts';
import { browserOf } from './browser-name.ts';

const t = userTexts.profile;

/** Where somebody is signed in, and how to end it. */
export function OwnSessions(): ReactNode {
  const { data, error, refetch } = useQuery(ownSessionsQuery);
  const endAll = useAction({ act: endAllSessions, says: () => t.ended, concerns: ['account', 'session'] });
  return (
    <Section title={t.sessions} lead={t.sessionsHow}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState lines={2} /> : null}
      {data?.items.map((session) => (
        <SessionCard key={session.id} session={session} />
      ))}
      <div>
        <AskFirst
          variant="default"
          label={t.endAll}
          says={t.endAllSays}
          loading={endAll.isPending}
          onConfirm={() => endAll.mutate()}
        />
      </div>
    </Section>
  );
}

function SessionCard({ session }: { session: OwnSession }): ReactNode {
  const { id, method, address, userAgent, startedAt, lastUsedAt, expiresAt } = session;
  const end = useAction({ act: endSession, says: () => t.ended, concerns: ['account'] });
  const { browser = t.unknownBrowser, system } = browserOf(userAgent);
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Text fw={600}>{system === undefined ? browser : t.browserOn(browser, system)}</Text>
          <Text size="sm" c="dimmed">
            {address} · {t.method[method] ?? method} · {t.started} <TimeAgo at={startedAt} /> · {t.used}{' '}
            <TimeAgo at={lastUsedAt} /> · {t.expires} <TimeAgo at={expiresAt} />
          </Text>
        </div>
        <AskFirst size="xs" label={t.end} says={t.endSays} loading={end.isPending} onConfirm={() => end.mutate(id)} />
      </Group>
    </Card>
  );
}
