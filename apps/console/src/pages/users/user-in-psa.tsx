import { Card, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { peopleQuery } from '../../api/users.ts';
import { Section } from '../../display/section.tsx';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { userTexts } from '../../texts/users.ts';
import { providerName } from '../../display/names.ts';
import { DetachPerson } from './detach-person.tsx';
import { LinkStory } from './link-story.tsx';

const t = userTexts.users;

/** Whom a user is in each PSA, and why (ID-40, ID-46). */
export function UserInPsa({ userId }: { userId: string }): ReactNode {
  const { data, error, refetch } = useInfiniteQuery(peopleQuery({ userId }));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={2} />;
  const people = data.pages.flatMap(({ items }) => items);
  return (
    <Section title={t.inPsa}>
      {people.length === 0 ? <Text size="sm">{t.inPsaNone}</Text> : null}
      {people.map((person) => (
        <Card key={person.id} withBorder padding="sm">
          <Stack gap={6}>
            <Group justify="space-between" gap="xs">
              <Text fw={600}>{`${person.firstName} ${person.lastName}`}</Text>
              <Text size="sm" c="dimmed">
                {providerName(person.provider)} · {userTexts.people.externalId(person.externalId)}
              </Text>
            </Group>
            <LinkStory explanation={person.explanation} />
            <DetachPerson id={person.id} />
          </Stack>
        </Card>
      ))}
    </Section>
  );
}
