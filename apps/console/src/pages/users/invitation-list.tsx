import { Button, Card, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { invitationsQuery, resendInvitation, withdrawInvitation, type Invitation } from '../../api/users.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { FoundList } from '../../display/found-list.tsx';
import { StateBadge, type Tone } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { userTexts } from '../../texts/users.ts';

const t = userTexts.invitations;
const ROW_HEIGHT = 108;
const TONES: Readonly<Record<Invitation['state'], Tone>> = {
  active: 'good',
  'invitation sent': 'busy',
  'pending setup': 'busy',
  'no access': 'calm',
};

/** Who was invited, and how far each has come (ID-31). */
export function InvitationList(): ReactNode {
  const asked = useInfiniteQuery(invitationsQuery);
  return (
    <FoundList
      asked={asked}
      label={t.list}
      found={t.found}
      empty={{ title: t.none, why: t.noneWhy }}
      rowHeight={ROW_HEIGHT}
      row={(invitation) => <Row invitation={invitation} />}
    />
  );
}

function Row({ invitation: { id, name, email, state, sentAt, expiresAt } }: { invitation: Invitation }): ReactNode {
  const concerns = ['users'];
  const resend = useAction({ act: resendInvitation, says: () => t.resent, concerns });
  const withdraw = useAction({ act: withdrawInvitation, says: () => t.withdrawn, concerns });
  const isOpen = state === 'invitation sent' || state === 'pending setup';
  return (
    <Card padding="xs" bg="transparent">
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600} truncate>
          {name}
        </Text>
        <StateBadge tone={TONES[state]}>{t.states[state]}</StateBadge>
      </Group>
      <Text size="sm" truncate>
        {email}
      </Text>
      <Group gap="xs" justify="space-between">
        <Text size="xs" c="dimmed">
          {t.sent} <TimeAgo at={sentAt} /> · {t.expires} <TimeAgo at={expiresAt} />
        </Text>
        <Group gap={4}>
          {isOpen ? (
            <>
              <Button size="compact-xs" variant="subtle" loading={resend.isPending} onClick={() => resend.mutate(id)}>
                {t.resend}
              </Button>
              <AskFirst size="compact-xs" label={t.withdraw} says={t.withdrawSays} onConfirm={() => withdraw.mutate(id)} />
            </>
          ) : null}
        </Group>
      </Group>
    </Card>
  );
}
