import { Group } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { integrationsQuery } from '../../api/integrations.ts';
import { peopleQuery, type PsaPerson } from '../../api/users.ts';
import { Filter, SearchField, type Choices } from '../../display/filters.tsx';
import { FoundList } from '../../display/found-list.tsx';
import { ListButton } from '../../display/list-button.tsx';
import { StateBadge } from '../../display/states.tsx';
import { userTexts } from '../../texts/users.ts';
import { providerName } from '../../display/names.ts';
import { personQueryOf, type ChangeUserSearch, type UserSearch } from './user-search.ts';

const t = userTexts.people;
const ROW_HEIGHT = 74;

interface PeopleListProps {
  search: UserSearch;
  onChange: ChangeUserSearch;
}

/** Everybody whom the PSAs tell of, and whom each is here. */
export function PeopleList({ search, onChange }: PeopleListProps): ReactNode {
  const { data } = useQuery(integrationsQuery);
  const integrations: Choices = (data?.items ?? []).map(({ id, name }) => [id, name]);
  const { search: words = '', integrationId, linked } = search;
  return (
    <>
      <Group gap="sm" align="end" role="search" aria-label={userTexts.users.filters}>
        <SearchField
          label={userTexts.users.search}
          hint={userTexts.users.searchHint}
          value={words}
          onChange={(typed) => onChange({ search: typed }, { replace: true })}
        />
        <Filter
          label={t.integration}
          options={integrations}
          value={integrationId}
          onChange={(value) => onChange({ integrationId: value })}
        />
        <Filter
          label={t.linked}
          options={Object.entries(t.linkeds)}
          value={linked}
          onChange={(value) => onChange({ linked: value === 'true' || value === 'false' ? value : undefined })}
        />
      </Group>
      <Found search={search} onChange={onChange} />
    </>
  );
}

function Found({ search, onChange }: PeopleListProps): ReactNode {
  const query = personQueryOf(search);
  const asked = useInfiniteQuery(peopleQuery(query));
  const empty =
    Object.keys(query).length > 0 ? { title: userTexts.users.noneMatch, why: t.noneMatchWhy } : { title: t.none, why: t.noneWhy };
  return (
    <FoundList
      asked={asked}
      label={userTexts.users.views.people}
      found={t.found}
      empty={empty}
      rowHeight={ROW_HEIGHT}
      row={(person) => <Row person={person} onOpen={() => onChange({ person: person.id })} />}
    />
  );
}

function Row({ person, onOpen }: { person: PsaPerson; onOpen: () => void }): ReactNode {
  const { firstName, lastName, provider, emails, externalId, userId, isActive, explanation } = person;
  return (
    <ListButton
      title={`${firstName} ${lastName}`}
      text={explanation.because}
      note={[providerName(provider), t.externalId(externalId), ...emails].join(' · ')}
      badges={
        <>
          {isActive ? null : <StateBadge tone="calm">{t.inactive}</StateBadge>}
          <StateBadge tone={userId === undefined ? 'warn' : 'good'}>
            {userId === undefined ? t.isUnlinked : t.isLinked}
          </StateBadge>
        </>
      }
      onOpen={onOpen}
    />
  );
}
