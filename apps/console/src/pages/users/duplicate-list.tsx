import { Card, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { duplicatesQuery, mergeUsers, type Duplicate } from '../../api/duplicates.ts';
import { linkPerson, personQuery, type User } from '../../api/users.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { FoundList } from '../../display/found-list.tsx';
import { providerName } from '../../display/names.ts';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { duplicateTexts } from '../../texts/duplicates.ts';
import { LinkStory } from './link-story.tsx';

const t = duplicateTexts;
const concerns = ['users'];
const ROW_HEIGHT = 360;

/** Each person of a PSA who could be several users. */
export function DuplicateList(): ReactNode {
  const asked = useInfiniteQuery(duplicatesQuery);
  return (
    <FoundList
      asked={asked}
      label={t.list}
      found={t.found}
      empty={{ title: t.none, why: t.noneWhy }}
      rowHeight={ROW_HEIGHT}
      row={(duplicate) => <Candidates duplicate={duplicate} />}
    />
  );
}

function Candidates({ duplicate: { person, users } }: { duplicate: Duplicate }): ReactNode {
  const { firstName, lastName, provider, externalId, emails, explanation, userId } = person;
  const [keptId, setKeptId] = useState('');
  const active = users.filter(({ state }) => state === 'active');
  const kept = active.find(({ id }) => id === keptId);
  const others = active.filter(({ id }) => id !== keptId);
  const linked = active.find(({ id }) => id === userId);
  return (
    <Card padding="xs" py="md" bg="transparent">
      <Stack gap="sm">
        <div>
          <Title order={2} className="wrap-anywhere">{`${firstName} ${lastName}`}</Title>
          <Text size="sm" c="dimmed" className="wrap-anywhere">
            {[t.inPsa(providerName(provider), externalId), ...emails].join(' · ')}
          </Text>
        </div>
        <LinkStory explanation={explanation} />
        {active.length < 2 ? (
          <Text size="sm">{t.onlyOne}</Text>
        ) : (
          <WhoStays {...{ active, userId, keptId }} onChange={setKeptId} />
        )}
        <Group gap="xs">
          {kept ? others.map((merged) => <MergeInto key={merged.id} kept={kept} merged={merged} />) : null}
          {linked ? <Different personId={person.id} user={linked} /> : null}
        </Group>
      </Stack>
    </Card>
  );
}

interface WhoStaysProps {
  active: readonly User[];
  /** Whom the person of the PSA is now. */
  userId: string | undefined;
  keptId: string;
  onChange: (id: string) => void;
}

function WhoStays({ active, userId, keptId, onChange }: WhoStaysProps): ReactNode {
  return (
    <Radio.Group label={t.whoStays} description={t.whoStaysHow} value={keptId} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {active.map(({ id, name, email, lastSignInAt }) => (
          <Radio
            key={id}
            value={id}
            label={`${name} (${email})`}
            description={
              <>
                {lastSignInAt === undefined ? t.neverSignedIn : t.signedIn}
                {lastSignInAt === undefined ? null : (
                  <>
                    {' '}
                    <TimeAgo at={lastSignInAt} />
                  </>
                )}
                {id === userId ? ` · ${t.isThePerson}` : ''}
              </>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function MergeInto({ kept, merged }: { kept: User; merged: User }): ReactNode {
  const merge = useAction({ act: mergeUsers, says: () => t.merged, concerns });
  return (
    <AskFirst
      variant="default"
      label={t.merge(merged.email)}
      says={t.mergeSays(kept.email, merged.email)}
      does={t.mergeYes}
      loading={merge.isPending}
      onConfirm={() => merge.mutate({ kept, merged })}
    />
  );
}

/** An admin's word for the link as it is ends the question; what is said is said of the link as it stands by then. */
function Different({ personId, user }: { personId: string; user: User }): ReactNode {
  const queries = useQueryClient();
  const keep = useAction({
    async act() {
      const { etag } = await queries.fetchQuery(personQuery(personId));
      return linkPerson({ id: personId, etag, userId: user.id });
    },
    ...{ says: () => t.differentNow, concerns },
  });
  return (
    <AskFirst label={t.different} says={t.differentSays(user.email)} loading={keep.isPending} onConfirm={() => keep.mutate()} />
  );
}
