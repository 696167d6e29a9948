import { Button, Group, Menu, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { IssueDetail } from '../../api/issues.ts';
import { TimeAgo } from '../../display/time-ago.tsx';
import { sessionQuery } from '../../session/session.ts';
import { texts } from '../../texts/index.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { mendingPlaceOf } from './issue-words.ts';
import { MendingLink } from './mending-link.tsx';
import { OwnerSelect } from './owner-select.tsx';
import { useIssueActions } from './use-issue-actions.ts';

const t = texts.issues;
const DAY_MS = 24 * 60 * 60_000;
const MUTES = [
  ['day', 1],
  ['week', 7],
  ['month', 30],
] as const;

/** What can be done about one issue. */
export function IssueActionBar({ issue, etag }: { issue: IssueDetail; etag: string }): ReactNode {
  const { id, status, mutedUntil } = issue;
  const actions = useIssueActions();
  const isOpen = status === 'open' || status === 'retrying';
  if (!isOpen) return null;
  const assign = (owner: string | null): void => actions.change.mutate({ id, etag, change: { owner } });
  return (
    <>
      <Group gap="xs">
        <Button
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={actions.retry.isPending}
          disabled={status === 'retrying'}
          onClick={() => actions.retry.mutate(id)}
        >
          {t.retry}
        </Button>
        <MendingLink place={mendingPlaceOf(issue)} />
        <Assign issue={issue} onChange={assign} />
        <Mute mutedUntil={mutedUntil} onChange={(until) => actions.change.mutate({ id, etag, change: { mutedUntil: until } })} />
        <ConfirmButton label={t.dismiss} says={t.dismissSays} onConfirm={() => actions.dismiss.mutate(id)} />
      </Group>
      <OwnerSelect issue={issue} onChange={assign} />
      {mutedUntil === undefined ? null : (
        <Text size="sm" c="dimmed">
          {t.mutedUntil} <TimeAgo at={mutedUntil} />
        </Text>
      )}
    </>
  );
}

function Assign({ issue: { owner }, onChange }: { issue: IssueDetail; onChange: (owner: string | null) => void }): ReactNode {
  const { data: me } = useSuspenseQuery(sessionQuery);
  const isMine = owner === me.id;
  return (
    <Button variant="default" onClick={() => onChange(isMine ? null : me.id)}>
      {isMine ? t.giveUp : t.takeOn}
    </Button>
  );
}

function Mute({ mutedUntil, onChange }: { mutedUntil: string | undefined; onChange: (until: string | null) => void }): ReactNode {
  if (mutedUntil !== undefined) {
    return (
      <Button variant="default" onClick={() => onChange(null)}>
        {t.unmute}
      </Button>
    );
  }
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default">{t.mute}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {MUTES.map(([name, days]) => (
          <Menu.Item key={name} onClick={() => onChange(new Date(Date.now() + days * DAY_MS).toISOString())}>
            {t.muteFor[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
