import { Group } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { rolesQuery } from '../../api/access.ts';
import { usersQuery, type User } from '../../api/users.ts';
import { Filter, SearchField, type Choices } from '../../display/filters.tsx';
import { FoundList } from '../../display/found-list.tsx';
import { ListButton } from '../../display/list-button.tsx';
import { StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { userTexts } from '../../texts/users.ts';
import { userQueryOf, type ChangeUserSearch, type UserSearch } from './user-search.ts';
import { stateOf, TONES } from './user-state.ts';

const t = userTexts.users;
const ROW_HEIGHT = 74;

interface UserListProps {
  search: UserSearch;
  onChange: ChangeUserSearch;
}

export function UserList({ search, onChange }: UserListProps): ReactNode {
  return (
    <>
      <Filters search={search} onChange={onChange} />
      <Found search={search} onChange={onChange} />
    </>
  );
}

function Found({ search, onChange }: UserListProps): ReactNode {
  const query = userQueryOf(search);
  const asked = useInfiniteQuery(usersQuery(query));
  const empty = Object.keys(query).length > 0 ? { title: t.noneMatch, why: t.noneMatchWhy } : { title: t.none, why: t.noneWhy };
  return (
    <FoundList
      asked={asked}
      label={t.list}
      found={t.found}
      empty={empty}
      rowHeight={ROW_HEIGHT}
      row={(user) => <Row user={user} onOpen={() => onChange({ user: user.id })} />}
    />
  );
}

function Filters({ search, onChange }: UserListProps): ReactNode {
  const { data } = useQuery(rolesQuery);
  const roles: Choices = (data?.items ?? []).map(({ id, name }) => [id, name]);
  const filters = [
    { name: 'kind', label: t.kind, options: Object.entries(t.kinds) },
    { name: 'state', label: t.state, options: Object.entries(t.existing) },
    { name: 'allowLogin', label: t.allowLogin, options: Object.entries(t.allowLogins) },
    { name: 'roleId', label: t.role, options: roles },
  ] as const;
  return (
    <Group gap="sm" align="end" role="search" aria-label={t.filters}>
      <SearchField
        label={t.search}
        hint={t.searchHint}
        value={search.search ?? ''}
        onChange={(words) => onChange({ search: words }, { replace: true })}
      />
      {filters.map(({ name, label, options }) => (
        <Filter
          key={name}
          label={label}
          options={options}
          value={search[name]}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
    </Group>
  );
}

function Row({ user, onOpen }: { user: User; onOpen: () => void }): ReactNode {
  const { name, email, kind, isAdmin, lastSignInAt } = user;
  const state = stateOf(user);
  const signedIn =
    lastSignInAt === undefined ? (
      t.neverSignedIn
    ) : (
      <>
        {t.lastSignIn} <TimeAgo at={lastSignInAt} />
      </>
    );
  return (
    <ListButton
      title={name}
      text={email}
      note={
        <>
          {t.kinds[kind]}
          {isAdmin ? ` · ${t.admin}` : ''} · {signedIn}
        </>
      }
      badges={<StateBadge tone={TONES[state]}>{t.states[state]}</StateBadge>}
      onOpen={onOpen}
    />
  );
}
