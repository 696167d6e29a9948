import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PageLink } from '../../display/links.tsx';
import { PageHead } from '../../display/page-head.tsx';
import { userTexts } from '../../texts/users.ts';
import { changed } from '../address.ts';
import { InvitationList } from './invitation-list.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { PeopleList } from './people-list.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { UserDrawer } from './user-drawer.tsx';
import { UserList } from './user-list.tsx';
import { USER_VIEWS, type ChangeUserSearch, type UserSearch } from './user-search.ts';
import { usersRoute } from './users.route.ts';

const t = userTexts.users;
const OTHER_VIEW = { search: undefined, user: undefined, person: undefined } as const;

/** Who may come in, whom each of them is in the PSA, and why (ID-40 to ID-46). */
export function UsersPage(): ReactNode {
  const search = usersRoute.useSearch();
  const navigate = usersRoute.useNavigate();
  const change: ChangeUserSearch = (part, how = {}) =>
    void navigate({ search: (before: UserSearch) => changed(before, part), ...how, resetScroll: false });
  const views = USER_VIEWS.map((view) => ({ value: view, label: t.views[view] }));

  return (
    <Stack gap="md">
      <PageHead title={t.title} lead={search.view === 'people' ? userTexts.people.lead : t.lead}>
        <Group gap="sm">
          <PageLink to="/users/duplicates" size="sm">
            {t.duplicates}
          </PageLink>
          <SegmentedControl
            aria-label={t.view}
            value={search.view ?? 'users'}
            onChange={(view) => change({ ...OTHER_VIEW, view })}
            data={views}
          />
          <Button leftSection={<IconMailForward size={16} aria-hidden />} onClick={() => change({ invite: 'open' })}>
            {userTexts.invitations.invite}
          </Button>
        </Group>
      </PageHead>
      <Shown search={search} onChange={change} />
      <UserDrawer id={search.user} onClose={() => change({ user: undefined })} />
      <PersonDrawer id={search.person} onChange={change} />
      <InviteDialog isOpen={search.invite === 'open'} onClose={() => change({ invite: undefined })} />
    </Stack>
  );
}

function Shown(props: { search: UserSearch; onChange: ChangeUserSearch }): ReactNode {
  if (props.search.view === 'invitations') return <InvitationList />;
  return props.search.view === 'people' ? <PeopleList {...props} /> : <UserList {...props} />;
}
