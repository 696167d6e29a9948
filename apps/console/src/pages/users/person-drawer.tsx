import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { linkPerson, personQuery, usersNamedQuery, type PsaPerson } from '../../api/users.ts';
import type { Choices } from '../../display/filters.tsx';
import { FindSelect } from '../../display/find-select.tsx';
import { Section } from '../../display/section.tsx';
import { SideDrawer } from '../../display/side-drawer.tsx';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { userTexts } from '../../texts/users.ts';
import { providerName } from '../../display/names.ts';
import { DetachPerson } from './detach-person.tsx';
import { LinkStory } from './link-story.tsx';
import type { ChangeUserSearch } from './user-search.ts';

const t = userTexts.people;

/** A person of the PSA beside the list: whom this is here, why, and how an admin says otherwise (ID-42, ID-44). */
export function PersonDrawer({ id, onChange }: { id: string | undefined; onChange: ChangeUserSearch }): ReactNode {
  const { data, error, refetch } = useQuery({ ...personQuery(id ?? ''), enabled: id !== undefined });
  const person = data?.data;
  return (
    <SideDrawer
      title={person ? `${person.firstName} ${person.lastName}` : t.details}
      isOpen={id !== undefined}
      onClose={() => onChange({ person: undefined })}
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Content person={data.data} etag={data.etag} onChange={onChange} /> : null}
      {!data && !error ? <LoadingState /> : null}
    </SideDrawer>
  );
}

function Content({ person, etag, onChange }: { person: PsaPerson; etag: string; onChange: ChangeUserSearch }): ReactNode {
  const { id, provider, externalId, emails, licence, seenAt, userId, explanation } = person;
  return (
    <>
      <Stack gap={4}>
        <Text className="wrap-anywhere">{emails.join(', ')}</Text>
        <Text size="sm" c="dimmed">
          {[providerName(provider), t.externalId(externalId), licence].filter((part) => part !== '').join(' · ')} · {t.seen}{' '}
          <TimeAgo at={seenAt} />
        </Text>
      </Stack>
      <LinkStory explanation={explanation} />
      {userId === undefined ? null : (
        <Group gap="xs">
          <Button variant="default" size="xs" onClick={() => onChange({ view: 'users', person: undefined, user: userId })}>
            {t.showUser}
          </Button>
          <DetachPerson id={id} />
        </Group>
      )}
      <LinkToUser id={id} etag={etag} />
    </>
  );
}

function useUsers(words: string): Choices {
  const { data } = useQuery(usersNamedQuery(words));
  return (data?.items ?? []).map(({ id, name, email }) => [id, `${name} (${email})`]);
}

function LinkToUser({ id, etag }: { id: string; etag: string }): ReactNode {
  const [userId, setUserId] = useState<string | null>(null);
  const link = useAction({ act: linkPerson, says: () => t.linkedNow, concerns: ['users'] });
  return (
    <Section title={t.linkTo}>
      <Group gap="xs" align="end">
        <FindSelect
          flex={1}
          aria-label={t.linkTo}
          placeholder={t.chooseUser}
          nothingFoundMessage={userTexts.users.noneMatch}
          value={userId}
          onChange={setUserId}
          useFound={useUsers}
        />
        <Button
          disabled={userId === null}
          loading={link.isPending}
          onClick={() => userId !== null && link.mutate({ id, etag, userId })}
        >
          {t.link}
        </Button>
      </Group>
    </Section>
  );
}
