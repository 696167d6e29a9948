import { Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { recordsQuery, type BusinessRecord, type RecordKind } from '../../api/records.ts';
import { DataList } from '../../display/data-list.tsx';
import { endlessOf } from '../../display/endless.ts';
import { SearchField } from '../../display/filters.tsx';
import { PageButton } from '../../display/links.tsx';
import { ListButton } from '../../display/list-button.tsx';
import { PageHead } from '../../display/page-head.tsx';
import { EmptyState, ErrorState, LoadingState, StateBadge } from '../../display/states.tsx';
import { isAllowed, sessionQuery } from '../../session/session.ts';
import { texts } from '../../texts/index.ts';
import { changed } from '../address.ts';
import { RecordDrawer } from './record-drawer.tsx';
import { KINDS, READERS, type ChangeRecords, type RecordSearch } from './record-search.ts';
import { recordNote, recordTitle } from './record-view.ts';
import { recordsRoute } from './records.route.ts';
import { SyncBadge } from './sync-badge.tsx';

const t = texts.records;

/** What is kept in step, kind by kind, and how each stands in the PSA (SY-01). */
export function RecordsPage(): ReactNode {
  const params = recordsRoute.useParams();
  const kind = KINDS.find((known) => known === params.kind) ?? 'companies';
  const search = recordsRoute.useSearch();
  const navigate = recordsRoute.useNavigate();
  const change: ChangeRecords = (part, how = {}) =>
    void navigate({ search: (before) => changed(before, part), ...how, resetScroll: false });
  return (
    <Stack gap="md">
      <PageHead title={t.kinds[kind]} lead={t.lead} />
      <Kinds />
      <Group role="search" aria-label={t.search}>
        <SearchField
          key={kind}
          label={t.search}
          hint={t.searchHint}
          value={search.search ?? ''}
          onChange={(words) => change({ search: words }, { replace: true })}
        />
      </Group>
      <Records key={kind} kind={kind} search={search} onChange={change} />
      <RecordDrawer kind={kind} id={search.record} onClose={() => change({ record: undefined })} />
    </Stack>
  );
}

function Kinds(): ReactNode {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const seen = KINDS.filter((kind) => READERS[kind]?.some((permission) => isAllowed(session, permission)) ?? true);
  return (
    <Group component="nav" gap={4} aria-label={t.title}>
      {seen.map((kind) => (
        <PageButton
          key={kind}
          to="/records/$kind"
          params={{ kind }}
          size="compact-md"
          variant="subtle"
          color="gray"
          activeOptions={{ includeSearch: false }}
          activeProps={{ variant: 'light', color: 'indigo' }}
        >
          {t.kinds[kind]}
        </PageButton>
      ))}
    </Group>
  );
}

interface RecordsProps {
  kind: RecordKind;
  search: RecordSearch;
  onChange: ChangeRecords;
}

function Records({ kind, search: { search }, onChange }: RecordsProps): ReactNode {
  const query = useInfiniteQuery(recordsQuery(kind, search === undefined ? {} : { query: search }));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState />;
  const list = endlessOf(query);
  if (list.total === 0) {
    return search === undefined ? (
      <EmptyState title={t.none}>{t.noneWhy}</EmptyState>
    ) : (
      <EmptyState title={t.noneMatch}>{t.noneMatchWhy}</EmptyState>
    );
  }
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {t.found[kind](list.total)}
      </Text>
      <DataList
        {...list}
        label={t.kinds[kind]}
        keyOf={({ id }) => id}
        rowHeight={62}
        row={(record) => <RecordRow record={record} onOpen={() => onChange({ record: record.id })} />}
      />
    </Stack>
  );
}

function RecordRow({ record, onOpen }: { record: BusinessRecord; onOpen: () => void }): ReactNode {
  const title = recordTitle(record);
  return (
    <ListButton
      title={title === '' ? t.nameless : title}
      note={recordNote(record)}
      badges={
        <>
          {record['isActive'] === false ? <StateBadge tone="calm">{t.inactive}</StateBadge> : null}
          {Object.entries(record.sync).map(([id, sync]) => (
            <SyncBadge key={id} sync={sync} />
          ))}
        </>
      }
      onOpen={onOpen}
    />
  );
}
