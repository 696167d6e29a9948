import { Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { deedsQuery, type Deed } from '../../api/audit.ts';
import { FoundList } from '../../display/found-list.tsx';
import { ListButton } from '../../display/list-button.tsx';
import { PageHead } from '../../display/page-head.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { operationTexts } from '../../texts/operations.ts';
import { changed } from '../address.ts';
import { ActivityFilters } from './activity-filters.tsx';
import { deedQueryOf, hasFilters, type ActivitySearch, type ChangeActivitySearch } from './activity-search.ts';
import { activityRoute } from './activity.route.ts';
import { DeedDrawer } from './deed-drawer.tsx';

const t = operationTexts.activity;
const ROW_HEIGHT = 60;

/** Who did what, the latest first (OP-01). */
export function ActivityPage(): ReactNode {
  const search = activityRoute.useSearch();
  const navigate = activityRoute.useNavigate();
  const change: ChangeActivitySearch = (part, how = {}) =>
    void navigate({ search: (before: ActivitySearch) => changed(before, part), ...how, resetScroll: false });
  return (
    <Stack gap="md">
      <PageHead title={t.title} lead={t.lead} />
      <ActivityFilters search={search} onChange={change} />
      <Found search={search} onChange={change} />
    </Stack>
  );
}

function Found({ search, onChange }: { search: ActivitySearch; onChange: ChangeActivitySearch }): ReactNode {
  const asked = useInfiniteQuery(deedsQuery(deedQueryOf(search)));
  const entries = asked.data?.pages.flatMap(({ items }) => items) ?? [];
  const empty = hasFilters(search) ? { title: t.noneMatch, why: t.noneMatchWhy } : { title: t.none, why: t.noneWhy };
  return (
    <>
      <FoundList
        asked={asked}
        label={t.list}
        found={t.found}
        empty={empty}
        rowHeight={ROW_HEIGHT}
        row={(deed) => <Row deed={deed} onOpen={() => onChange({ entry: deed.id })} />}
      />
      <DeedDrawer
        isOpen={search.entry !== undefined && asked.data !== undefined}
        deed={entries.find(({ id }) => id === search.entry)}
        onChange={onChange}
      />
    </>
  );
}

function Row({ deed: { text, source, occurredAt, changes }, onOpen }: { deed: Deed; onOpen: () => void }): ReactNode {
  const fields = changes.map(({ field }) => field).join(', ');
  return (
    <ListButton
      title={text}
      note={
        <>
          <TimeAgo at={occurredAt} /> · {source}
          {fields === '' ? '' : ` · ${fields}`}
        </>
      }
      onOpen={onOpen}
    />
  );
}
