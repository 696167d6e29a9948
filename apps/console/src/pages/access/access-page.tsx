import { SegmentedControl, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageHead } from '../../display/page-head.tsx';
import { userTexts } from '../../texts/users.ts';
import { changed } from '../address.ts';
import { ACCESS_VIEWS, type AccessSearch, type ChangeAccessSearch } from './access-search.ts';
import { accessRoute } from './access.route.ts';
import { ApiKeys } from './api-keys.tsx';
import { Roles } from './roles.tsx';
import { SignInSettings } from './sign-in-settings.tsx';

const t = userTexts.access;

/** Roles for people, keys for programs, and how people sign in (ID-11, ID-26, ID-28, ID-30). */
export function AccessPage(): ReactNode {
  const search = accessRoute.useSearch();
  const navigate = accessRoute.useNavigate();
  const change: ChangeAccessSearch = (part, how = {}) =>
    void navigate({ search: (before: AccessSearch) => changed(before, part), ...how, resetScroll: false });

  return (
    <Stack gap="md">
      <PageHead title={t.title} lead={t.lead}>
        <SegmentedControl
          aria-label={t.view}
          value={search.view ?? 'roles'}
          onChange={(view) => change({ view, role: undefined, key: undefined })}
          data={ACCESS_VIEWS.map((view) => ({ value: view, label: t.views[view] }))}
        />
      </PageHead>
      <Shown search={search} onChange={change} />
    </Stack>
  );
}

function Shown(props: { search: AccessSearch; onChange: ChangeAccessSearch }): ReactNode {
  if (props.search.view === 'sign-in') return <SignInSettings />;
  return props.search.view === 'keys' ? <ApiKeys {...props} /> : <Roles {...props} />;
}
